import { Checkbox } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { RunSummary } from '../../../api/contract/runs.ts'
import { RUNS_CHANGED_MAX } from '../../../core/run/several-runs.ts'
import { activityWords, runLook, runTitle } from '../../derive/run-words.ts'
import { Elapsed, Moment } from '../../parts/moment.tsx'
import { StageStrip } from '../../parts/stage-strip.tsx'
import { State } from '../../parts/state.tsx'
import type { Choice } from '../../parts/use-choice.ts'
import { reachOf } from '../../parts/use-choice.ts'
import '../../parts/table.css'
import './runs-table.css'

export interface RunsTableProps {
  readonly runs: readonly RunSummary[]
  /** Null: whoever looks may not change any. */
  readonly choice: Choice | null
  /** `before`: these are not the runs that are asked for now, which are on their way. */
  readonly of: 'now' | 'before'
}

export function RunsTable({ runs, choice, of }: RunsTableProps) {
  return (
    <table
      className={of === 'before' ? 'table runs-table runs-table-before' : 'table runs-table'}
      aria-label="Runs, the newest first"
    >
      <thead>
        <tr>
          {choice === null ? null : (
            <th scope="col" className="runs-table-box">
              <AllBox runs={runs} choice={choice} />
            </th>
          )}
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
          <RunRow key={run.id} run={run} choice={choice} />
        ))}
      </tbody>
    </table>
  )
}

function AllBox({ runs, choice: { chosen, toggle } }: Pick<RunsTableProps, 'runs'> & { readonly choice: Choice }) {
  const ids = runs.map(({ id }) => id).slice(0, RUNS_CHANGED_MAX)
  const count = ids.filter((id) => chosen.has(id)).length
  return (
    <Checkbox
      aria-label={`Choose all ${ids.length} on this page`}
      checked={count === ids.length}
      indeterminate={count > 0 && count < ids.length}
      onChange={() => toggle(ids)}
    />
  )
}

function RunBox({ run, choice: { chosen, choose } }: { readonly run: RunSummary; readonly choice: Choice }) {
  const isChosen = chosen.has(run.id)
  return (
    <Checkbox
      aria-label={`Choose ${runTitle(run)}`}
      checked={isChosen}
      disabled={!isChosen && chosen.size === RUNS_CHANGED_MAX}
      onChange={({ nativeEvent }) => choose(run.id, reachOf(nativeEvent))}
    />
  )
}

function RunRow({ run, choice }: { readonly run: RunSummary; readonly choice: Choice | null }) {
  return (
    <tr>
      {choice === null ? null : (
        <td className="runs-table-box">
          <RunBox run={run} choice={choice} />
        </td>
      )}
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
