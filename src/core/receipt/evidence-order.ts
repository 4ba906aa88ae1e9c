import { assertNever } from '../basics/assert-never.ts'
import type { Timestamp } from '../basics/timestamp.ts'
import { addMs, timestamp } from '../basics/timestamp.ts'
import type { Check, JudgedAnswer } from '../gate/certification/gate-event.ts'
import type { GateAnswer } from './gate-evidence.ts'

/** Whoever was asked to look has so long. An answer that nobody has looked at by then counts as wrong, for good. */
const LOOK_DAYS = 7
const DAY_MS = 86_400_000

/** By the time at which they were judged, of one moment by run. */
export function compareAnswers(one: GateAnswer, other: GateAnswer): number {
  if (one.at !== other.at) return one.at - other.at
  return one.run < other.run ? -1 : 1
}

/**
 * What answers show by `now`. They count in the order in which they were judged, so that nobody can choose by what they
 * decide first: one that a person may still look at holds back all after it.
 */
export function evidenceOf(answers: readonly GateAnswer[], now: Timestamp): readonly JudgedAnswer[] {
  const shown: JudgedAnswer[] = []
  for (const answer of answers.toSorted(compareAnswers)) {
    const next = nextShown(answer, { last: shown.at(-1), now })
    if (next === undefined) break
    shown.push(next)
  }
  return shown
}

export interface Showing {
  /** The one before it; undefined: it is the first. */
  readonly last: JudgedAnswer | undefined
  readonly now: Timestamp
}

/** Undefined: a person may still look at it. */
export function nextShown(answer: GateAnswer, { last, now }: Showing): JudgedAnswer | undefined {
  const known = knownOf(answer, now)
  if (known === undefined) return undefined
  const { run: id, look: _, second: __, ...judged } = answer
  return { ...judged, id, at: timestamp(Math.max(known.at, last?.at ?? known.at)), check: known.check }
}

interface Known {
  readonly at: Timestamp
  readonly check: Check
}

function knownOf({ at, look }: GateAnswer, now: Timestamp): Known | undefined {
  const due = addMs(at, LOOK_DAYS * DAY_MS)
  switch (look.type) {
    case 'not-due':
      return { at, check: look }
    case 'open':
      return due <= now ? { at: due, check: WRONG } : undefined
    case 'lost':
      return { at: timestamp(Math.min(look.at, due)), check: WRONG }
    case 'done':
      return look.at >= due
        ? { at: due, check: WRONG }
        : { at: look.at, check: { type: 'done', verdict: look.verdict } }
    default:
      return assertNever(look)
  }
}

const WRONG: Check = { type: 'done', verdict: 'wrong' }
