import type { Insights } from '../../../api/contract/insights.ts'
import { ChartTable } from '../../charts/chart-table.tsx'
import { shortDay } from '../../derive/clock-words.ts'
import { longDuration } from '../../derive/insights-time.ts'
import { counted, countWords } from '../../derive/number-words.ts'
import { Card } from '../../parts/card.tsx'
import { Empty } from '../../parts/empty.tsx'
import { READER_ZONE } from '../../parts/moment.tsx'
import { Column, NumberCell } from './cells.tsx'

type Load = Insights['load']

/** Who decides how much, and when most of it comes. */
export function LoadCard({ load, period }: Pick<Insights, 'load' | 'period'>) {
  if (load.people.length === 0)
    return (
      <Card title="Reviewers">
        <Empty title="Nobody decided anything">Who decides tasks in these {period.days} days stands here.</Empty>
      </Card>
    )
  return (
    <Card title="Reviewers" aside={<span className="small faint num">{busiestWords(load.busiest)}</span>}>
      <table className="table table-dense" aria-label="Decisions by person">
        <thead>
          <tr>
            <th scope="col">Person</th>
            <Column name="Decisions" />
            <Column name="Time at work" />
            <Column name="A day" />
          </tr>
        </thead>
        <tbody>
          {load.people.map((row) => (
            <PersonRow key={row.person.id} row={row} days={period.days} />
          ))}
        </tbody>
      </table>
      <Days days={load.days} />
      <p className="card-body tiny soft">
        Time at work: from taking a task to deciding it. Where nobody took it first, it is not known.
      </p>
    </Card>
  )
}

function PersonRow({
  row: { person, decisions, timed, workMs },
  days,
}: {
  readonly row: Load['people'][number]
  readonly days: number
}) {
  return (
    <tr>
      <td>{person.name}</td>
      <NumberCell label="Decisions">{countWords(decisions)}</NumberCell>
      <NumberCell label="Time at work">{timedWords({ decisions, timed, workMs })}</NumberCell>
      <NumberCell label="A day">{workMs === null ? null : longDuration(workMs / days)}</NumberCell>
    </tr>
  )
}

type Workload = Pick<Load['days'][number], 'decisions' | 'timed' | 'workMs'>

/** Null: nothing was timed. */
function timedWords({ decisions, timed, workMs }: Workload): string | null {
  if (workMs === null) return null
  return timed === decisions
    ? longDuration(workMs)
    : `${longDuration(workMs)} (n = ${countWords(timed)} of ${countWords(decisions)})`
}

function busiestWords(busiest: Load['busiest']): string {
  if (busiest === null) return ''
  const { from, decisions, workMs } = busiest
  const time = workMs === null ? '' : `, ${longDuration(workMs)}`
  return `busiest day ${shortDay(Date.parse(from), READER_ZONE)}: ${counted(decisions, 'decision')}${time}`
}

function Days({ days }: Pick<Load, 'days'>) {
  const rows = days.filter(({ decisions }) => decisions > 0).map(dayRow)
  return (
    <details className="insights-days">
      <summary className="small">Day by day</summary>
      <ChartTable label="Decisions by day" columns={['Day', 'Decisions', 'Time at work']} rows={rows} />
    </details>
  )
}

function dayRow({ from, ...work }: Load['days'][number]): readonly string[] {
  return [shortDay(Date.parse(from), READER_ZONE), countWords(work.decisions), timedWords(work) ?? 'not known']
}
