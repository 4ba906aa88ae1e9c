import { Link } from '@tanstack/react-router'
import type { InsightCapability, Insights, InsightWorkChart } from '../../../api/contract/insights.ts'
import { microWords } from '../../derive/insights-money.ts'
import { counted, countWords } from '../../derive/number-words.ts'
import { Card } from '../../parts/card.tsx'
import { Empty } from '../../parts/empty.tsx'
import { Column, NumberCell, Others, ShareCell } from './cells.tsx'
import '../../parts/table.css'

/** The same numbers for each WorkChart. */
export function WorkChartTable({ workCharts, period }: Pick<Insights, 'workCharts' | 'period'>) {
  const ran = workCharts.filter(({ runs }) => runs > 0)
  return (
    <Card
      title="By WorkChart"
      aside={<Others count={workCharts.length - ran.length} words="without a run that ended" />}
    >
      {ran.length === 0 ? (
        <Empty title="Nothing ran">In these {period.days} days no WorkChart had a run that ended.</Empty>
      ) : (
        <table className="table table-dense" aria-label="Numbers by WorkChart">
          <thead>
            <tr>
              <th scope="col">WorkChart</th>
              {['Runs', 'Succeeded', 'Without a person', 'Cost per success', 'In time', 'Stalled', 'Right'].map(
                (name) => (
                  <Column key={name} name={name} />
                ),
              )}
            </tr>
          </thead>
          <tbody>
            {ran.map((row) => (
              <WorkChartRow key={row.workflow.id} row={row} />
            ))}
          </tbody>
        </table>
      )}
    </Card>
  )
}

function WorkChartRow({ row }: { readonly row: InsightWorkChart }) {
  const { workflow, runs, successes, automation, decidedInTime, stalls, right, costs } = row
  return (
    <tr>
      <td>
        <Link to="/workcharts/$workChartId" params={{ workChartId: workflow.id }} className="name-link">
          {workflow.name}
        </Link>
      </td>
      <NumberCell label="Runs">{countWords(runs)}</NumberCell>
      <NumberCell label="Succeeded">{countWords(successes)}</NumberCell>
      <ShareCell label="Without a person" share={automation} />
      <NumberCell label="Cost per success">{costOf(costs)}</NumberCell>
      <ShareCell label="In time" share={decidedInTime} />
      <ShareCell label="Stalled" share={stalls} />
      <ShareCell label="Right" share={right} />
    </tr>
  )
}

/** In every currency, with how many runs are in none of them; null: not known. */
function costOf({ currencies, unknown, runs }: InsightWorkChart['costs']): string | null {
  const each = currencies.flatMap(({ perSuccess, currency }) =>
    perSuccess === null ? [] : microWords(perSuccess, currency),
  )
  if (each.length === 0) return runs > unknown ? 'AI: free' : null
  const rest = unknown === 0 ? '' : ` (${countWords(unknown)} of ${countWords(runs)} runs not known)`
  return `${each.join(' and ')}${rest}`
}

/** The same numbers for each skill and agent. */
export function CapabilityTable({ capabilities, period }: Pick<Insights, 'capabilities' | 'period'>) {
  return (
    <Card title="By skill and agent">
      {capabilities.length === 0 ? (
        <Empty title="No skill did a stage">In these {period.days} days none was given one.</Empty>
      ) : (
        <table className="table table-dense" aria-label="Numbers by skill and agent">
          <thead>
            <tr>
              <th scope="col">Skill or agent</th>
              {['Stages', 'Succeeded', 'Without a person', 'Cost', 'Right'].map((name) => (
                <Column key={name} name={name} />
              ))}
            </tr>
          </thead>
          <tbody>
            {capabilities.map((row) => (
              <CapabilityRow key={row.ref} row={row} />
            ))}
          </tbody>
        </table>
      )}
    </Card>
  )
}

function CapabilityRow({ row }: { readonly row: InsightCapability }) {
  const { ref, name, stages, successes, automation, right } = row
  return (
    <tr>
      <td>
        <Link to="/skills/$skillRef" params={{ skillRef: ref }} className="name-link">
          {name}
        </Link>
      </td>
      <NumberCell label="Stages">{countWords(stages)}</NumberCell>
      <NumberCell label="Succeeded">{countWords(successes)}</NumberCell>
      <ShareCell label="Without a person" share={automation} />
      <NumberCell label="Cost">{skillCost(row)}</NumberCell>
      <ShareCell label="Right" share={right} />
    </tr>
  )
}

/** `£1.20 (12 stages), 3 not known`; null: of none of them it is known. */
function skillCost({ costs, costUnknown, stages }: InsightCapability): string | null {
  if (costUnknown >= stages) return null
  const known = costs.map(
    ({ currency, microUnits, stages: of }) => `${microWords(microUnits, currency)} (${counted(of, 'stage')})`,
  )
  const rest = costUnknown === 0 ? [] : [`${countWords(costUnknown)} not known`]
  return [...(known.length === 0 ? ['free'] : known), ...rest].join(', ')
}
