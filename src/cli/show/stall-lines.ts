import type { StallBudget } from '../../api/contract/stalls.ts'
import { percent } from './confidence.ts'

/** `3 of 20 allowed in 30 days; 1 % of 400 runs, between 0 % and 2 %` */
export function stallText({ stalled, of, share, low, high, allowed, days }: StallBudget): string {
  if (share === null || low === null || high === null) return `no run has ended in ${days} days`
  const between = `between ${percent(low)} % and ${percent(high)} %`
  return `${stalled} of ${allowed} allowed in ${days} days; ${percent(share)} % of ${of}, ${between}`
}
