import { known } from '../basics/known.ts'
import type { Verdict } from './certification/gate-event.ts'

/** Listens to audits of what a certified limit let through, and is heard when more is wrong than was promised. */
export interface Alarm {
  readonly target: number
  /** By stake. */
  readonly levels: readonly number[]
  readonly audits: number
}

/** The best for errors that double and that triple: (p − target) / (target · (1 − target)) is 1 and 2 for few errors. */
const STAKES = [1, 2] as const
/** At the most so much of what a wrong answer could cost is bet, so that no level falls below 0. */
const STAKE_SHARE_MAX = 0.95
/** What it begins with, so that a change that comes with the certificate is heard as soon as a later one. */
const HEAD_START = 500
/** In so many audits of what keeps its promise, it is heard with at most this chance. */
const QUIET = { audits: 2_000, risk: 0.05 }
/** While the promise is kept, the mean of the levels grows by at most 1 an audit; so Doob's inequality gives the risk. */
const HEARD_FROM = (QUIET.audits + HEAD_START) / QUIET.risk

export function beginAlarm(target: number): Alarm {
  return { target, levels: STAKES.map(() => HEAD_START), audits: 0 }
}

/**
 * After one more audit: the Shiryaev–Roberts e-detector (Shin, Ramdas and Rinaldo, "E-detectors", 2023), averaged over
 * several stakes.
 */
export function hearAudit({ target, levels, audits }: Alarm, verdict: Verdict): Alarm {
  const excess = (verdict === 'wrong' ? 1 : 0) - target
  const next = STAKES.map((stake, index) => {
    const capped = Math.min(stake, STAKE_SHARE_MAX / target)
    return (1 + known(levels[index])) * (1 + capped * excess)
  })
  return { target, levels: next, audits: audits + 1 }
}

export function isHeard({ levels }: Alarm): boolean {
  return levels.reduce((sum, level) => sum + level, 0) / levels.length >= HEARD_FROM
}
