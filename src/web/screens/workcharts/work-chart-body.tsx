import { useState } from 'react'
import type { WorkflowDetail } from '../../../api/contract/workflows.ts'
import { plannedFact } from '../../derive/planned-stage-words.ts'
import { useRoomForAGraph } from '../../graph/room-for-a-graph.ts'
import { StageGraph } from '../../graph/stage-graph.tsx'
import { Card } from '../../parts/card.tsx'
import { PlanCheck } from '../../plan/plan-check.tsx'
import { PlannedStages } from './planned-stages.tsx'
import { Problems } from './problems.tsx'
import { RunForm } from './run-form.tsx'
import { SourceText } from './source-text.tsx'
import { Stalls } from './stalls.tsx'
import { Triggers } from './triggers.tsx'
import { Versions } from './versions.tsx'
import '../run/run-body.css'

/** The stages as a graph and as a list; beside them the check, the form that starts it, schedules and versions. */
export function WorkChartBody({ detail }: { readonly detail: WorkflowDetail }) {
  const { plan, problems, summary } = detail
  const hasRoom = useRoomForAGraph()
  const [selected, setSelected] = useState<string | null>(null)
  return (
    <div className="run-body">
      <div className="run-column">
        {summary.description === null ? null : <p className="soft">{summary.description}</p>}
        <Problems problems={problems} />
        {plan === null ? null : (
          <Card title="Stages" aside={<span className="small faint num">{plan.stages.length}</span>}>
            {hasRoom ? (
              <StageGraph stages={plan.stages.map(toGraphStage)} selected={selected} onSelect={setSelected} />
            ) : null}
            <PlannedStages stages={plan.stages} selected={selected} />
          </Card>
        )}
        <Stalls workChart={summary.id} budget={detail.stalls} />
        <SourceText detail={detail} />
      </div>
      <div className="run-column">
        <RunForm detail={detail} />
        {plan === null ? null : (
          <PlanCheck plan={plan} source={{ type: 'file', id: summary.id }} selected={selected} onSelect={setSelected} />
        )}
        <Triggers triggers={detail.triggers} isPublished={summary.published !== null} />
        <Versions workChart={summary.id} versions={detail.versions} />
      </div>
    </div>
  )
}

function toGraphStage(stage: NonNullable<WorkflowDetail['plan']>['stages'][number]) {
  const { id, name, dependsOn, optional } = stage
  return { id, name, dependsOn, status: null, isOptional: optional, fact: plannedFact(stage) }
}
