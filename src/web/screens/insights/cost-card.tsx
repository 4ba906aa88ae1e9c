import type { Insights } from '../../../api/contract/insights.ts'
import { ChartCard } from '../../charts/chart-card.tsx'
import { CostBars } from '../../charts/cost-bars.tsx'
import { costDrawing } from '../../derive/insights-charts.ts'
import { amountWords, leftOutOfCosts, microWords } from '../../derive/insights-money.ts'
import { countWords } from '../../derive/number-words.ts'
import { READER_ZONE } from '../../parts/moment.tsx'
import { Legend } from './legend.tsx'

type CostIn = Insights['costs']['currencies'][number]

/** What a success costs. What failed is paid for too. */
export function CostCard({ insights: { costs, period } }: { readonly insights: Insights }) {
  const [first, ...others] = costs.currencies
  if (first === undefined) return <NoCost costs={costs} days={period.days} />
  const { bars, before, rows, label } = costDrawing(first, READER_ZONE)
  const { currency, perSuccess } = first
  return (
    <ChartCard
      title="Cost per success"
      big={perSuccess === null ? null : microWords(perSuccess, currency)}
      behind={behindCost(first)}
      chart={<CostBars label={label} bars={bars} before={before} money={(amount) => amountWords(amount, currency)} />}
      table={{ columns: [period.step === 'day' ? 'Day' : 'Week from', 'AI', 'People', 'Successes'], rows }}
      nothing={`Nothing succeeded in these ${period.days} days.`}
      caption={
        <>
          <Legend machine="AI, below" person="people, above" />
          The cost of people is an assumption: measured time at the hourly cost that was entered.
          {others.map(inOther).join(' ')} {leftOutOfCosts(costs).join(' ')}
        </>
      }
    />
  )
}

function behindCost({ currency, successes, aiPerSuccess, peoplePerSuccess }: CostIn): string {
  const ai = aiPerSuccess === null ? 'AI not known' : `AI ${microWords(aiPerSuccess, currency)}`
  const people = peoplePerSuccess === null ? 'people not known' : `people ${microWords(peoplePerSuccess, currency)}`
  return `n = ${countWords(successes)} · ${people}, ${ai}`
}

function inOther({ currency, perSuccess, successes }: CostIn): string {
  const each = perSuccess === null ? 'not known' : microWords(perSuccess, currency)
  return `In ${currency}: ${each} (n = ${countWords(successes)}).`
}

function NoCost({ costs, days }: { readonly costs: Insights['costs']; readonly days: number }) {
  const isFree = costs.runs > costs.unknown
  return (
    <ChartCard
      title="Cost per success"
      big={isFree ? 'AI: free' : null}
      behind={`n = ${countWords(costs.runs - costs.unknown)} runs · people not known`}
      chart={null}
      table={{ columns: [], rows: [] }}
      nothing={
        isFree
          ? 'No AI was paid for, and no hourly cost of people was entered.'
          : `Nothing ended in these ${days} days.`
      }
      caption={`${leftOutOfCosts(costs).join(' ')} Under Assumptions you say what an hour of a person costs.`}
    />
  )
}
