import type { StallBudget } from './stall-budget.ts'
import { STALL_DAYS } from './stall-window.ts'

/** Why a budget that is spent is worth a look before publishing, and what to do; undefined: something is left of it. */
export function spentWords({
  stalled,
  of,
  allowed,
  isSpent,
}: Pick<StallBudget, 'stalled' | 'of' | 'allowed' | 'isSpent'>): SpentWords | undefined {
  if (!isSpent) return undefined
  const runs = `${stalled} of ${of} ${of === 1 ? 'run' : 'runs'}`
  const most = allowed === 0 ? 'none is allowed of so few' : `${allowed} ${allowed === 1 ? 'is' : 'are'} allowed`
  return {
    message: `${runs} stalled in the last ${STALL_DAYS} days; ${most}.`,
    help: 'Look on its page at why they stalled. It can be published all the same: this version may be what mends it.',
  }
}

interface SpentWords {
  readonly message: string
  readonly help: string
}
