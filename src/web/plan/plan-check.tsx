import type { PlanReport } from '../../api/contract/plan.ts'
import type { PlanSource } from '../data/plans.ts'
import { Card } from '../parts/card.tsx'
import { PlanOverview } from './plan-overview.tsx'
import { PlannedStageList } from './planned-stage-list.tsx'
import { Verdict } from './verdict.tsx'
import './plan-check.css'

export interface PlanCheckProps {
  readonly plan: PlanReport
  readonly source: PlanSource
  readonly selected: string | null
  readonly onSelect: (stage: string | null) => void
}

/** What would happen if it were run now. Nothing is started by looking. */
export function PlanCheck(props: PlanCheckProps) {
  return (
    <Card title="Check before running" actions={<Verdict isReady={props.plan.ready} />}>
      <div className="card-body plan-check">
        <PlanOverview plan={props.plan} onSelect={props.onSelect} />
        <PlannedStageList {...props} />
      </div>
    </Card>
  )
}
