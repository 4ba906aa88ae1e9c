import { Link, useParams } from '@tanstack/react-router'
import type { RunDetail } from '../../../api/contract/run-detail.ts'
import { useRun } from '../../data/runs.ts'
import { Screen } from '../../layout/screen.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { ExactElapsed, MomentWithZone } from '../../parts/moment.tsx'
import { RunStateTag } from '../../parts/state.tsx'
import { RunActions } from './run-actions.tsx'
import { RunBody } from './run-body.tsx'

export function RunScreen() {
  const { runId } = useParams({ from: '/runs/$runId' })
  const run = useRun(runId)
  const { data } = run
  return (
    <Screen
      key={runId}
      title={data === undefined ? 'Run' : data.summary.workflow.name}
      parent={<Link to="/runs">Runs</Link>}
      aside={data === undefined ? null : <RunFacts detail={data} />}
      actions={data === undefined ? null : <RunActions detail={data} />}
    >
      <Loaded query={run} what="the run">
        {(detail) => <RunBody detail={detail} />}
      </Loaded>
    </Screen>
  )
}

function RunFacts({ detail: { summary } }: { readonly detail: RunDetail }) {
  const { title, status, startedAt, finishedAt } = summary
  return (
    <>
      {title === null ? null : <span className="small soft clip">{title}</span>}
      <RunStateTag status={status} />
      <span className="small faint num nowrap">
        started <MomentWithZone at={startedAt} /> · <ExactElapsed from={startedAt} to={finishedAt} />
      </span>
    </>
  )
}
