import type { Evidence, StoredRun } from './evidence.ts'
import type { FoldedRun } from './fold-run.ts'
import { foldRun, historyOf } from './fold-run.ts'
import { acknowledged } from './invariants/acknowledged.ts'
import type { Invariant } from './invariants/breach.ts'
import { breach } from './invariants/breach.ts'
import { cancellation } from './invariants/cancellation.ts'
import { effects } from './invariants/effects.ts'
import { escalated } from './invariants/escalated.ts'
import { fences } from './invariants/fences.ts'
import { armed, firings } from './invariants/firings.ts'
import { oneDecision } from './invariants/one-decision.ts'
import { oneEnding } from './invariants/one-ending.ts'
import { oneResult } from './invariants/one-result.ts'
import { planKept } from './invariants/plan-kept.ts'
import { reasonToWake } from './invariants/reason-to-wake.ts'
import { receipts } from './invariants/receipts.ts'
import { requested } from './invariants/requested.ts'
import { surfaces } from './invariants/surfaces.ts'

/**
 * I1 to I18, as far as what is stored can show them. Not here, because they are about a process that lives: I10 (a
 * webhook that was accepted made one run), I13 (a stream has no gap) and I17 (memory, handles and disk keep their
 * bounds); the harnesses measure those themselves.
 */
const INVARIANTS: readonly Invariant[] = [
  acknowledged,
  requested,
  oneEnding,
  fences,
  oneResult,
  ...effects,
  reasonToWake,
  firings,
  armed,
  oneDecision,
  ...receipts,
  surfaces,
  cancellation,
  planKept,
  escalated,
]

/** What contradicts a promise, each as a sentence that begins with the invariant. Empty: nothing does. */
export function checkHistory(evidence: Evidence): readonly string[] {
  const folds = evidence.stored.runs.map(foldGuarded)
  const runs = folds.filter((fold): fold is FoldedRun => typeof fold !== 'string')
  const history = historyOf(evidence, runs)
  return [
    ...folds.filter((fold): fold is string => typeof fold === 'string'),
    ...INVARIANTS.flatMap((check) => check(history)),
  ]
}

/** The folded run, or what is wrong with its facts: a history that can not be folded has no state at all (I3). */
function foldGuarded(stored: StoredRun): FoldedRun | string {
  try {
    return foldRun(stored)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return breach('I3', stored.row.id, `its facts can not be folded: ${reason}`)
  }
}
