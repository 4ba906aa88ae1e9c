import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { RunSummary } from '../../../api/contract/runs.ts'
import { activityWords, runLook } from '../../derive/run-words.ts'
import { Elapsed, Moment } from '../../parts/moment.tsx'
import { StageStrip } from '../../parts/stage-strip.tsx'
import { State } from '../../parts/state.tsx'
import '../../parts/table.css'
import './runs-table.css'

export function RunsTable({ runs, empty }: { readonly runs: readonly RunSummary[]; readonly empty: ReactNode }) {
  if (runs.length === 0) return empty
  return (
    <table className="table runs-table" aria-label="Runs, the newest first">
      <thead>
        <tr>
          <th scope="col">Run</th>
          <th scope="col">State</th>
          <th scope="col">Stages</th>
          <th scope="col">Now at</th>
          <th scope="col">Started</th>
          <th scope="col" className="table-number">
            Took
          </th>
        </tr>
      </thead>
      <tbody>
        {runs.map((run) => (
          <RunRow key={run.id} run={run} />
        ))}
      </tbody>
    </table>
  )
}

function RunRow({ run }: { readonly run: RunSummary }) {
  return (
    <tr>
      <td className="runs-table-name">
        <div className="two-lines">
          <Link to="/runs/$runId" params={{ runId: run.id }} className="name-link clip">
            {run.title ?? run.workflow.name}
          </Link>
          <span className="tiny soft clip">{run.workflow.name}</span>
        </div>
      </td>
      <td>
        <State look={runLook(run)} />
      </td>
      <td>
        <StageStrip counts={run.counts} />
      </td>
      <td className="small soft runs-table-now clip">{activityWords(run)}</td>
      <td className="small soft nowrap">
        <Moment at={run.startedAt} />
      </td>
      <td className="small soft table-number">
        <Elapsed from={run.startedAt} to={run.finishedAt} />
      </td>
    </tr>
  )
}
