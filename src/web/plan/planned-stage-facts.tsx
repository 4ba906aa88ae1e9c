import type { ReactNode } from 'react'
import type { Performer } from '../../api/contract/basics.ts'
import type { PlanReport } from '../../api/contract/plan.ts'
import type { PlannedStage } from '../../api/contract/planned-stage.ts'
import { measureWords } from '../../core/gate/gate-words.ts'
import { asksPersonWords, deciderWords, escalationWords, laterWords, pastWords } from '../derive/planned-stage-words.ts'
import { CodeWords } from '../parts/code-words.tsx'
import { EFFECTS } from '../words/effects.ts'
import { LAYERS } from '../words/layers.ts'
import { PlannedWhen } from './planned-when.tsx'
import './planned-stage-facts.css'

export interface PlannedStageFactsProps {
  readonly plan: PlanReport
  readonly stage: PlannedStage
}

/** Who does a stage, when, with what, who is asked, what it does, and what it took so far. */
export function PlannedStageFacts({ plan, stage }: PlannedStageFactsProps) {
  const { id, performer, boundBy, tools, reviewer, effect } = stage
  const names = new Map(plan.stages.map((each) => [each.id, each.name]))
  const past = pastWords(plan.forecast.stages.find((each) => each.stage === id))
  const leaving = plan.consequences.flatMap((each) => (each.stage === id ? (each.reaches ?? []) : []))
  const asked = [escalationWords(stage), ...deciderWords(stage), ...laterWords(stage), ...measureWords(stage)]
  return (
    <dl className="planned-facts small">
      <Fact label="Who does it">
        <Who performer={performer} aside={LAYERS[boundBy]} />
      </Fact>
      {tools.length === 0 ? null : (
        <Fact label="May use">
          <Others stage={stage} plan={plan} use="tools" everyone={tools} />
        </Fact>
      )}
      {reviewer === null ? null : (
        <Fact label="Who looks at it">
          <Others stage={stage} plan={plan} use="reviewer" everyone={[reviewer]} />
        </Fact>
      )}
      <Fact label="When">
        <PlannedWhen stage={stage} names={names} />
      </Fact>
      <Fact label="Asks a person">
        <span className="two-lines">
          <span>{asksPersonWords(stage)}</span>
          {asked.map((words) => (
            <span key={words} className="tiny soft">
              {words}
            </span>
          ))}
        </span>
      </Fact>
      {stage.budget === null ? null : <Fact label="AI may take">{stage.budget}</Fact>}
      {performer.kind === 'person' ? null : <Fact label="What it does">{EFFECTS[effect].word}</Fact>}
      {leaving.length === 0 ? null : <Fact label="Data goes to">{[...new Set(leaving)].join(', ')}</Fact>}
      <Fact label="Cost so far">{past.cost}</Fact>
      <Fact label="Time so far">{past.time}</Fact>
      <Fact label="Asked so far">{past.asked}</Fact>
    </dl>
  )
}

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd className="num">{children}</dd>
    </div>
  )
}

interface WhoProps {
  readonly performer: Performer
  /** Who decided it. */
  readonly aside: string
}

function Who({ performer: { name, ref, reason }, aside }: WhoProps) {
  return (
    <span className="two-lines">
      <span title={ref}>{name}</span>
      <span className="tiny soft">{aside}</span>
      {reason === null ? null : (
        <span className="tiny warm">
          <CodeWords text={reason} />
        </span>
      )}
    </span>
  )
}

interface OthersProps extends PlannedStageFactsProps {
  readonly use: 'tools' | 'reviewer'
  readonly everyone: readonly Performer[]
}

function Others({ plan, stage, use, everyone }: OthersProps) {
  const own = plan.bindings.filter((binding) => binding.stage === stage.id && binding.role === use)
  const layerOf = (ref: string) => own.find((binding) => binding.ref === ref)?.layer ?? 'workflow'
  return everyone.map((performer) => (
    <Who key={performer.ref} performer={performer} aside={LAYERS[layerOf(performer.ref)]} />
  ))
}
