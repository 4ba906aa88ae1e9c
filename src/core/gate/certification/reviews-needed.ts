import { chanceOfAtMost } from '../../basics/binomial.ts'
import { known } from '../../basics/known.ts'
import type { Found } from '../anytime-bound.ts'
import { leastToLookAt } from '../certify-once.ts'
import { FIRST_SHARE } from '../cuts.ts'
import { gainsOf, isEnough } from '../evidence.ts'
import { leastWhere } from '../feasible.ts'
import type { Certification } from './certification.ts'
import { LOOKS, PLACING_ANSWERS } from './ledger.ts'
import type { Trial } from './trial.ts'

/** Nobody plans further ahead than so many reviews. */
const NEEDED_MAX = 10_000

/**
 * So many more reviews until the first limit is certified, if they go on as they did: by the one look, or by looking at
 * every one, whichever is sooner. Null: not within 10,000.
 */
export function reviewsNeeded(before: Certification): number | null {
  const { trial, scores } = before
  const placing = trial === null ? PLACING_ANSWERS - scores.length : 0
  const needed = placing + Math.min(untilOneLook(before), untilEveryLook(before))
  return needed <= NEEDED_MAX ? needed : null
}

/** The share that is wrong above the strictest limit, and the share of all that is above it. */
interface Pace {
  readonly wrong: number
  readonly above: number
}

function paceOf(trial: Trial | null): Pace {
  const strictest = trial?.found[0]
  if (trial === null || strictest === undefined || strictest.of === 0) return { wrong: 0, above: FIRST_SHARE }
  return { wrong: strictest.wrong / strictest.of, above: strictest.of / trial.looked }
}

function untilEveryLook(before: Certification): number {
  const { target, risk } = before.trial?.evidence.promised ?? { ...before.terms, risk: before.terms.risk / LOOKS }
  const { wrong, above } = paceOf(before.trial)
  const look = { chance: 1, leastChance: 1 }
  const ifRight = gainsOf({ ...look, isWrong: false }, target)
  const ifWrong = gainsOf({ ...look, isWrong: true }, target)
  const growth = ifRight.map((gain, stake) => (1 - wrong) * gain + wrong * known(ifWrong[stake]))
  const owned = before.trial?.evidence.wealth[0] ?? growth.map(() => 0)
  const isThere = (more: number): boolean =>
    more > NEEDED_MAX ||
    isEnough(
      owned.map((each, stake) => each + more * known(growth[stake])),
      risk,
    )
  return Math.ceil(leastWhere(isThere, 1) / above)
}

function untilOneLook(before: Certification): number {
  const { shadow, terms, trial } = before
  const promised = { target: terms.target, risk: terms.risk / LOOKS }
  const least = leastToLookAt(terms.shadow, promised)
  if (shadow === null || least > terms.shadow) return Number.POSITIVE_INFINITY
  const left = terms.shadow - shadow.length
  if (trial === null || shadow.length === 0) return left
  const times = terms.shadow / shadow.length
  const first = trial.found.map((found) => expectedAt(found, times)).find(({ of }) => of >= least)
  return first !== undefined && chanceOfAtMost(first.wrong, first.of, promised.target) <= promised.risk
    ? left
    : Number.POSITIVE_INFINITY
}

/** Once so many times as many were looked at. */
function expectedAt({ wrong, of }: Found, times: number): Found {
  return { wrong: Math.ceil(wrong * times), of: Math.floor(of * times) }
}
