import { useId } from 'react'
import type { PlanReport } from '../../api/contract/plan.ts'
import type { PlannedStage } from '../../api/contract/planned-stage.ts'
import type { PlanSource } from '../data/plans.ts'
import { inShortWords } from '../derive/planned-stage-words.ts'
import { Icon } from '../icons/icon.tsx'
import { PerformerTile } from '../parts/tile.tsx'
import { KnownContext } from './known-context.tsx'
import { PlannedStageFacts } from './planned-stage-facts.tsx'
import './planned-stage-list.css'

export interface PlannedStageListProps {
  readonly plan: PlanReport
  readonly source: PlanSource
  /** The stage that is open. */
  readonly selected: string | null
  readonly onSelect: (stage: string | null) => void
  /** Leads to where a stage is set up. */
  readonly onSetUp?: (stage: string) => void
}

/** Each stage as it will be done; the one that is chosen says everything. */
export function PlannedStageList(props: PlannedStageListProps) {
  const { plan, selected } = props
  const broken = new Set(plan.problems.flatMap(({ stage, severity }) => (severity === 'error' ? [stage] : [])))
  return (
    <ul className="planned-stage-list" aria-label="Stages, one by one">
      {plan.stages.map((stage) => (
        <li key={stage.id} data-planned-stage={stage.id}>
          <Stage {...props} stage={stage} isOpen={stage.id === selected} isBroken={broken.has(stage.id)} />
        </li>
      ))}
    </ul>
  )
}

interface StageProps extends PlannedStageListProps {
  readonly stage: PlannedStage
  readonly isOpen: boolean
  readonly isBroken: boolean
}

function Stage({ plan, source, stage, isOpen, isBroken, onSelect, onSetUp }: StageProps) {
  const id = useId()
  return (
    <>
      <h3>
        <button
          type="button"
          className="planned-stage-head row"
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() => onSelect(isOpen ? null : stage.id)}
        >
          <PerformerTile kind={stage.performer.kind} />
          <span className="two-lines grow">
            <b>{stage.name}</b>
            <span className="planned-stage-short tiny soft">{inShortWords(stage)}</span>
          </span>
          {isBroken ? <Icon name="failed" tone="bad" size="small" label="Problem" /> : null}
          <Icon name={isOpen ? 'down' : 'right'} size="small" tone="soft" />
        </button>
      </h3>
      <div id={id} className="planned-stage-body">
        {isOpen ? (
          <>
            <PlannedStageFacts plan={plan} stage={stage} />
            <KnownContext source={source} stage={stage} />
            {onSetUp === undefined ? null : (
              <button type="button" className="plain-link planned-stage-set-up small" onClick={() => onSetUp(stage.id)}>
                Set this stage up
              </button>
            )}
          </>
        ) : null}
      </div>
    </>
  )
}
