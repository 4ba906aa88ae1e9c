import { Button } from '@mantine/core'
import { useEffect, useRef } from 'react'
import type { PlanReport } from '../../../api/contract/plan.ts'
import type { Failure } from '../../data/http.ts'
import type { BuilderView } from '../../derive/builder-view.ts'
import { stageOfProblem } from '../../derive/builder-view.ts'
import { Icon } from '../../icons/icon.tsx'
import { Loading } from '../../parts/loading.tsx'
import { Note } from '../../parts/note.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { PlanOverview } from '../../plan/plan-overview.tsx'
import { PlanProblems } from '../../plan/plan-problems.tsx'
import { PlannedStageList } from '../../plan/planned-stage-list.tsx'
import { Verdict } from '../../plan/verdict.tsx'
import type { Builder } from './use-builder.ts'
import './plan-panel.css'

export interface PlanPanelProps {
  readonly builder: Builder
  /** The stage that is chosen in the document; its part is open. */
  readonly selected: string | null
  readonly onSelect: (stage: string | null) => void
  readonly onSetUp: (stage: string) => void
  readonly onClose: () => void
}

/** What would happen if the draft were run as it is now, beside the document. Nothing is started by looking. */
export function PlanPanel(props: PlanPanelProps) {
  const panel = useRef<HTMLElement>(null)
  // Whoever opened it by keyboard goes on in it.
  useEffect(() => panel.current?.focus(), [])
  useEffect(() => showStage(panel.current, props.selected), [props.selected])
  return (
    <aside className="builder-inspector plan-panel" aria-label="Check before running" tabIndex={-1} ref={panel}>
      <header className="row">
        <Icon name="plan" />
        <h2 className="grow">Check before running</h2>
        <span role="status">
          <Standing plan={props.builder.plan} />
        </span>
        <Button variant="subtle" size="compact-xs" aria-label="Close" onClick={props.onClose}>
          <Icon name="cross" size="small" />
        </Button>
      </header>
      <Content {...props} />
    </aside>
  )
}

function showStage(panel: HTMLElement | null, selected: string | null): void {
  const parts = [...(panel?.querySelectorAll<HTMLElement>('[data-planned-stage]') ?? [])]
  parts.find(({ dataset }) => dataset['plannedStage'] === selected)?.scrollIntoView({ block: 'nearest' })
}

function Standing({ plan }: Pick<Builder, 'plan'>) {
  switch (plan.type) {
    case 'planned':
      return <Verdict isReady={plan.plan.ready} />
    case 'planning':
      return plan.before === undefined ? null : <span className="small soft nowrap">Looking again…</span>
    case 'refused':
      return <Verdict isReady={false} />
  }
}

function Content(props: PlanPanelProps) {
  const { view, plan } = props.builder
  switch (plan.type) {
    case 'planned':
      return <Found {...props} plan={plan.plan} />
    case 'planning':
      return plan.before === undefined ? <Loading what="the check" /> : <Found {...props} plan={plan.before} />
    case 'refused':
      return (
        <section>
          {isInvalid(plan.failure) ? (
            <Mend view={view} onSelect={props.onSelect} />
          ) : (
            <ProblemNote failure={plan.failure} safe="The draft is kept as it is." onRetry={plan.again} />
          )}
        </section>
      )
  }
}

function Found({ plan, builder, selected, onSelect, onSetUp }: PlanPanelProps & { readonly plan: PlanReport }) {
  const source = { type: 'draft', id: builder.opened.id, text: builder.text } as const
  return (
    <>
      <section>
        <PlanOverview plan={plan} onSelect={onSelect} />
      </section>
      <section>
        <PlannedStageList plan={plan} source={source} selected={selected} onSelect={onSelect} onSetUp={onSetUp} />
      </section>
    </>
  )
}

/** The document itself has errors: they are known here already, with their stages. */
function isInvalid(failure: Failure): boolean {
  return failure.type === 'refused' && failure.problem.code === 'workflow-invalid'
}

interface MendProps {
  readonly view: BuilderView
  readonly onSelect: (stage: string) => void
}

function Mend({ view, onSelect }: MendProps) {
  const errors = view.problems.filter(({ severity }) => severity === 'error')
  const problems = errors.map((problem) => {
    const { rule: code, severity, message, help } = problem
    return { code, severity, stage: stageOfProblem(view.stages, problem)?.id ?? null, message, help }
  })
  return (
    <>
      <Note icon="failed">Who does what is worked out once these problems are mended.</Note>
      <PlanProblems
        problems={problems}
        names={new Map(view.stages.map(({ id, name }) => [id, name]))}
        onSelect={onSelect}
      />
    </>
  )
}
