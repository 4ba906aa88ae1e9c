import { Link } from '@tanstack/react-router'
import type { GateRow } from '../../../api/contract/gates.ts'
import type { Insights } from '../../../api/contract/insights.ts'
import { useGatesOf } from '../../data/gates.ts'
import { aimWords, promisedStatus } from '../../derive/gate-status.ts'
import { countWords } from '../../derive/number-words.ts'
import { GateStatusWords } from '../../parts/gate-status.tsx'

/** Of more, the WorkCharts' own menus tell. */
const WORKCHARTS_MAX = 5
const LINKS_MAX = 6

/** Each stage that asks how sure its answers are, with how far its promise is. */
export function GateLinks({ workCharts }: Pick<Insights, 'workCharts'>) {
  const ids = workCharts.filter(({ runs }) => runs > 0).map(({ workflow }) => workflow.id)
  const answers = useGatesOf(ids.slice(0, WORKCHARTS_MAX))
  const gates = answers.flatMap(
    ({ data }) => data?.gates.filter(isGate).map((row) => ({ ...row, of: data.workflow })) ?? [],
  )
  if (answers.some(({ isPending }) => isPending)) return null
  if (gates.length === 0)
    return <p>No stage asks how sure it is yet. In the builder each stage with an AI can be given a limit.</p>
  return (
    <ul className="insights-gates" aria-label="How sure is sure enough">
      {gates.slice(0, LINKS_MAX).map((row) => (
        <li key={`${row.of.id} ${row.stage.id} ${row.segment}`} className="row row-wrap">
          <GateLink workChart={row.of.id} row={row} />
          <Stands row={row} />
        </li>
      ))}
      {gates.length > LINKS_MAX ? <li>and {countWords(gates.length - LINKS_MAX)} more</li> : null}
    </ul>
  )
}

function Stands({ row }: { readonly row: GateRow }) {
  const status = promisedStatus(row)
  return status === null ? <span>{aimWords(row)}</span> : <GateStatusWords status={status} />
}

function isGate({ setting }: GateRow): boolean {
  return setting.kind !== 'none'
}

function GateLink({ workChart, row: { stage, segment } }: { readonly workChart: string; readonly row: GateRow }) {
  return (
    <Link
      to="/insights/gates/$workChartId/$stageId"
      params={{ workChartId: workChart, stageId: stage.id }}
      search={segment === null ? {} : { segment }}
    >
      {segment === null ? stage.name : `${stage.name}: ${segment}`}
    </Link>
  )
}
