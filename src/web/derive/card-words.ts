import type { Card } from './builder-view.ts'
import { counted, countWords } from './number-words.ts'
import { percentWords } from './percent.ts'

/** Names of more values than this are counted. */
const NAMES_MAX = 3

/** `message → category`; empty where nothing is known of either. */
export function flowWords({ takes, gives }: Pick<Card, 'takes' | 'gives'>): string {
  return takes.length + gives.length === 0 ? '' : `${namesWords(takes)} → ${namesWords(gives)}`
}

function namesWords(names: readonly string[]): string {
  if (names.length === 0) return 'anything'
  const rest = names.length - NAMES_MAX
  const shown = names.slice(0, NAMES_MAX).map(lowerFirst).join(', ')
  return rest > 0 ? `${shown} and ${rest} more` : shown
}

/** `Message` in the middle of a line is `message`; `URL` stays. */
function lowerFirst(name: string): string {
  return /^.[A-Z]/.test(name) ? name : name.charAt(0).toLowerCase() + name.slice(1)
}

/** `£0.002 each (n = 412)`, `free (n = 3)`; unknown is said as unknown. */
export function costWords({ cost }: Pick<Card, 'cost'>): string {
  if (cost === null) return 'cost not known yet'
  return `${priceWords(cost.median)} (n = ${countWords(cost.uses)})`
}

type Median = NonNullable<Card['cost']>['median']

function priceWords(median: Median): string {
  return median.basis === 'free' ? 'free' : `${moneyWords(median)} each`
}

/** `£0.002`, `about £0.002`, `free` */
export function moneyWords(cost: Median): string {
  if (cost.basis === 'free') return 'free'
  const { currency, microUnits, basis } = cost
  const price = new Intl.NumberFormat('en-GB', {
    style: 'currency',
    currency,
    minimumSignificantDigits: 1,
    maximumSignificantDigits: 2,
  })
  return `${basis === 'estimated' ? 'about ' : ''}${price.format(microUnits / MICRO)}`
}

const MICRO = 1_000_000

/** `right in 93 % of 412 checked`; a share without a number behind it is not one. */
export function qualityWords({ quality }: Pick<Card, 'quality'>): string {
  if (quality === null) return 'not checked yet'
  return `right in ${percentWords(quality.right / quality.judged)} of ${counted(quality.judged, 'checked answer')}`
}
