import type { Money } from '../basics/money.ts'
import { MICRO_UNITS } from '../basics/money.ts'
import { quoted } from '../basics/quoted.ts'
import { optional, record } from './record-shape.ts'
import { scalarOf, wholeNumber } from './scalar-shapes.ts'
import type { Cursor, Shape } from './shape.ts'
import { mapShape, refuse, refuseType } from './shape.ts'
import type { Budget, BudgetAmount } from './workflow.ts'

/** More tokens than any model gives in a day. */
const TOKENS_MAX = 1_000_000_000_000
const MONEY = /^(\d{1,9})(?:\.(\d{1,6}))? ([A-Z]{3})$/

const EXAMPLE = 'Write for example `"2.50 EUR"`.'

/** An amount and an ISO 4217 currency: `2.50 EUR`. */
const money: Shape<Money> = {
  schema: { type: 'string', pattern: MONEY.source },
  read: (cursor) => {
    const written = scalarOf(cursor)
    if (typeof written !== 'string') return refuseType(cursor, 'an amount of money', EXAMPLE)
    const [, whole, part = '', currency] = MONEY.exec(written) ?? []
    if (whole !== undefined && currency !== undefined) return { currency, microUnits: toMicroUnits(whole, part) }
    return refuse(cursor, {
      rule: 'bad-value',
      message: `${quoted(written)} is not an amount of money.`,
      help: EXAMPLE,
    })
  },
}

/** What all attempts of a stage may cost in one run. */
export const budgetAmount: Shape<BudgetAmount> = mapShape(
  record({
    tokens: optional('tokens', wholeNumber({ minimum: 1, maximum: TOKENS_MAX })),
    money: optional('money', money),
  }),
  toAmount,
)

/** What a run, and a day of runs, may cost: `{ run: { tokens: 20000 }, day: { money: "2.50 EUR" } }`. */
export const budget: Shape<Budget> = record({ run: optional('run', budgetAmount), day: optional('day', budgetAmount) })

interface AmountMap {
  readonly tokens?: number
  readonly money?: Money
}

function toAmount({ tokens, money: sum }: AmountMap, cursor: Cursor): BudgetAmount | undefined {
  if (tokens !== undefined && sum === undefined) return { unit: 'tokens', amount: tokens }
  if (sum !== undefined && tokens === undefined) return { unit: 'money', ...sum }
  const isReported = tokens === undefined && isWritten(cursor)
  return isReported ? undefined : refuse(cursor, NOT_ONE_AMOUNT)
}

function isWritten({ node }: Cursor): boolean {
  return node.kind === 'map' && (node.entries.has('tokens') || node.entries.has('money'))
}

const NOT_ONE_AMOUNT = {
  rule: 'bad-value',
  message: 'A budget is either an amount of `tokens` or of `money`.',
  help: 'Write for example `{ tokens: 20000 }` or `{ money: "2.50 EUR" }`.',
} as const

function toMicroUnits(whole: string, part: string): number {
  return Number(whole) * MICRO_UNITS + Number(part.padEnd(6, '0'))
}
