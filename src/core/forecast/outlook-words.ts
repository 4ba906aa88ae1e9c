import { durationText } from '../run/view/words.ts'
import type { StageForecast } from './forecast.ts'
import type { CostSpan, Span } from './span.ts'

type Outlook = Omit<StageForecast, 'stage'>

const MICRO = 1_000_000

/** What the past says, each with its number of cases; nothing of what never happened, or is so whatever happened. */
export function outlookWords({ cost, durationMs, asked }: Outlook): readonly string[] {
  return [
    ...(cost === null ? [] : [costWords(cost)]),
    ...(durationMs === null ? [] : [durationWords(durationMs)]),
    ...(asked?.type === 'share' ? [`a person was asked in ${asked.asked} of ${asked.of}`] : []),
  ]
}

function costWords({ currency, low, high, n, unknown }: CostSpan): string {
  const more = unknown === 0 ? '' : `; of ${unknown} more the cost is not known`
  return `${currency === null ? 'free' : moneyWords(currency, low, high)} (n = ${n}${more})`
}

/** Small sums keep what would otherwise be rounded to nothing. */
function moneyWords(currency: string, low: number, high: number): string {
  const format = new Intl.NumberFormat('en-GB', { style: 'currency', currency, maximumSignificantDigits: 3 })
  const [least, most] = [format.format(low / MICRO), format.format(high / MICRO)]
  return least === most ? least : `${least} to ${most}`
}

function durationWords({ low, high, n }: Span): string {
  const [least, most] = [durationText(low), durationText(high)]
  return `${least === most ? least : `${least} to ${most}`} (n = ${n})`
}
