import { MICRO_UNITS } from '../basics/money.ts'
import type { BudgetAmount } from '../workflow/workflow.ts'

/** `20,000 tokens`, `2.50 EUR`. */
export function amountWords(amount: BudgetAmount): string {
  if (amount.unit === 'tokens') return `${amount.amount.toLocaleString('en')} tokens`
  return `${moneyDigits(amount.microUnits)} ${amount.currency}`
}

/** Two digits behind the point, and more where they say something. */
function moneyDigits(microUnits: number): string {
  const sum = microUnits / MICRO_UNITS
  return sum.toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 6 })
}

/** `day`: 24 hours of all runs of a WorkChart. */
export type BudgetScope = 'stage' | 'run' | 'day'

/** As the beginning of a sentence. */
export function scopeWords(scope: BudgetScope): string {
  return SCOPES[scope]
}

const SCOPES: Readonly<Record<BudgetScope, string>> = {
  stage: 'This stage',
  run: 'This run',
  day: 'This WorkChart in 24 hours',
}
