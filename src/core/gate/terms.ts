import type { Promised } from './anytime-bound.ts'
import type { CertificationTerms } from './certification/certification.ts'
import { LOOKS } from './certification/ledger.ts'
import { leastToLookAt } from './certify-once.ts'

/** What is promised holds but for a chance of one in twenty. */
export const RISK = 0.05
/** A gate whose limit somebody wrote promises nothing; what it would promise is shown for this share. */
export const USUAL_TARGET = 0.05
/** Those that are offered, the loosest first. */
export const TARGETS = [0.1, 0.05, 0.02, 0.01] as const

/** With about ten wrong ones among them, were the target just met, a limit is found if there is one. */
const SHADOW_WRONG = 10

/** With kinds that share the risk it takes more: then the first limit that is tried lets six in ten of them through. */
const SHADOW_TIMES = 1.69

/** So many answers are looked at, all of them, before the one look: 200 for one in twenty, 1,000 for one in a hundred. */
function shadowOf({ target, risk }: Promised): number {
  const least = leastToLookAt(0, { target, risk: risk / LOOKS })
  return Math.ceil(Math.max(SHADOW_WRONG / target, SHADOW_TIMES * least))
}

/** `segments`: how many kinds of answers share the risk. */
export function termsOf(target: number, segments: number): CertificationTerms {
  return promised({ target, risk: RISK / segments })
}

/** The terms of a promise whose risk is known. */
export function promised({ target, risk }: Promised): CertificationTerms {
  return { target, risk, shadow: shadowOf({ target, risk }) }
}

const FIRST_AUDITS = 300
const FIRST_RATE = 0.1
const LATER_RATE = 0.05
/** While confidence is missing more often than usual, people look at more. */
const WORRIED_TIMES = 3

/** The share of what goes through that people look at, where the document does not say it. */
export function usualAuditRate(audits: number, mood: 'calm' | 'worried'): number {
  const rate = audits < FIRST_AUDITS ? FIRST_RATE : LATER_RATE
  return mood === 'calm' ? rate : rate * WORRIED_TIMES
}
