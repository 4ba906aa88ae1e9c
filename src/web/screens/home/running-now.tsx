import { Link } from '@tanstack/react-router'
import type { Home } from '../../../api/contract/home.ts'
import type { RunSummary } from '../../../api/contract/runs.ts'
import { counted } from '../../derive/number-words.ts'
import { runTotals } from '../../derive/run-totals.ts'
import { activityWords, runLook, runTitle } from '../../derive/run-words.ts'
import { Card } from '../../parts/card.tsx'
import { Empty } from '../../parts/empty.tsx'
import { Elapsed } from '../../parts/moment.tsx'
import { StageStrip } from '../../parts/stage-strip.tsx'
import { State } from '../../parts/state.tsx'

export function RunningNow({ home }: { readonly home: Home }) {
  return (
    <Card title="Running now" aside={<OpenRuns home={home} />} actions={<RunsLink />}>
      {home.runningNow.length === 0 ? (
        <Empty title="Nothing runs" action={<Link to="/workcharts">Start a WorkChart</Link>}>
          Runs that have not ended are listed here.
        </Empty>
      ) : (
        <ul className="card-rows">
          {home.runningNow.map((run) => (
            <RunRow key={run.id} run={run} />
          ))}
        </ul>
      )}
    </Card>
  )
}

function RunsLink() {
  return (
    <Link to="/runs" className="small">
      All runs
    </Link>
  )
}

function OpenRuns({ home }: { readonly home: Home }) {
  const waiting = home.runs.waiting
  return (
    <span className="small faint num">
      {counted(runTotals(home.runs).open, 'run')}
      {waiting === 0 ? '' : `, ${waiting} waiting`}
    </span>
  )
}

function RunRow({ run }: { readonly run: RunSummary }) {
  return (
    <li>
      <div className="row">
        <Link to="/runs/$runId" params={{ runId: run.id }} className="name-link grow clip">
          {runTitle(run)}
        </Link>
        <State look={runLook(run)} />
      </div>
      <div className="row small soft">
        <StageStrip counts={run.counts} />
        <span className="grow clip">{activityWords(run)}</span>
        <span className="faint">
          <Elapsed from={run.startedAt} to={run.finishedAt} />
        </span>
      </div>
    </li>
  )
}
