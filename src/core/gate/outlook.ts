import { known } from '../basics/known.ts'
import type { Found, Promised } from './anytime-bound.ts'
import { anytimeAtMost } from './anytime-bound.ts'
import type { JudgedAnswer, Verdict } from './certification/gate-event.ts'

/** Scores are counted by thousandths: nobody chooses a limit more finely. */
const STEPS = 1_000

/** Answers that people had to look at with the same chance. */
interface Stratum {
  answers: number
  right: number
  wrong: number
}

/** Of answers of which some had no chance of being looked at, none is chosen by chance, also where people looked. */
const UNCHOSEN = 0

/** Answers of one thousandth, by that chance. */
type Step = Map<number, Stratum>

/** What is known of answers by their score, for looking at any limit at once. Added to in place. */
export interface Outlook {
  /** By thousandths of the score, from 0 to 1. */
  readonly steps: readonly Step[]
  missing: number
}

export function beginOutlook(): Outlook {
  return { steps: Array.from({ length: STEPS + 1 }, () => new Map<number, Stratum>()), missing: 0 }
}

type ScoredAnswer = Pick<JudgedAnswer, 'score' | 'chance' | 'leastChance'>

export function addAnswer(outlook: Outlook, answer: ScoredAnswer): void {
  if (answer.score === null) outlook.missing += 1
  else stratumOf(outlook, answer.score, answer).answers += 1
}

/** Where some answers had no chance of being looked at, what was found of the others says nothing of all. */
export function addVerdict(outlook: Outlook, answer: ScoredAnswer, verdict: Verdict): void {
  if (answer.score !== null && answer.leastChance > 0) stratumOf(outlook, answer.score, answer)[verdict] += 1
}

function stratumOf({ steps }: Outlook, score: number, { chance, leastChance }: ScoredAnswer): Stratum {
  const step = known(steps[Math.floor(score * STEPS)])
  const kind = leastChance === 0 ? UNCHOSEN : chance
  const found = step.get(kind) ?? { answers: 0, right: 0, wrong: 0 }
  step.set(kind, found)
  return found
}

/** What a limit would come to. */
export interface LimitOutlook extends Found {
  readonly limit: number
  /** The share of all answers that would go through. */
  readonly through: number
  /** The share of those that is wrong, as far as people looked, each counted for as many as it stands for; null: nobody did. */
  readonly point: number | null
  /** But for the risk, at most this share; null: nobody looked. */
  readonly atMost: number | null
}

/** `limit` is taken as the thousandth that it lies in. */
export function outlookAt({ steps, missing }: Outlook, limit: number, promised: Promised): LimitOutlook {
  const from = Math.floor(limit * STEPS)
  const above = together(steps.slice(from))
  const all = totalOf(together(steps)).answers + missing
  const { answers, right, wrong } = totalOf(above)
  const weights = weightsOf(above)
  const weight = weights.right + weights.wrong
  return {
    limit: from / STEPS,
    through: all === 0 ? 0 : answers / all,
    wrong,
    of: right + wrong,
    point: weight === 0 ? null : weights.wrong / weight,
    atMost: right + wrong === 0 ? null : boundOf(above, promised),
  }
}

/**
 * Of answers with the same chance, those that were looked at are a fair sample: each kind has its own bound, with its
 * part of the risk, and weighs as many as there are of it. Where none of them was looked at, all may be wrong. Those of
 * which none could be chosen by chance are left out: of other answers they say nothing.
 */
function boundOf(strata: readonly (readonly [number, Stratum])[], { target, risk }: Promised): number {
  const chosen = strata.filter(([chance]) => chance !== UNCHOSEN)
  const { answers } = totalOf(chosen)
  const parts = chosen.map(([, { answers: there, right, wrong }]) => {
    const of = right + wrong
    const bound = of === 0 ? 1 : anytimeAtMost({ wrong, of }, { target, risk: risk / chosen.length })
    return (there / answers) * bound
  })
  return parts.reduce((sum, part) => sum + part, 0)
}

function together(steps: readonly Step[]): readonly (readonly [number, Stratum])[] {
  const strata = new Map<number, Stratum>()
  for (const step of steps)
    for (const [chance, each] of step) strata.set(chance, merged(strata.get(chance) ?? NONE, each))
  return [...strata]
}

const NONE: Stratum = { answers: 0, right: 0, wrong: 0 }

function merged(one: Stratum, other: Stratum): Stratum {
  return { answers: one.answers + other.answers, right: one.right + other.right, wrong: one.wrong + other.wrong }
}

function totalOf(strata: readonly (readonly [number, Stratum])[]): Stratum {
  return strata.reduce((total, [, each]) => merged(total, each), NONE)
}

/** How many answers those stand for that people found right, and those they found wrong: 1 / chance each. */
function weightsOf(strata: readonly (readonly [number, Stratum])[]): Pick<Stratum, 'right' | 'wrong'> {
  const looked = strata.filter(([, { right, wrong }]) => right + wrong > 0)
  return {
    right: looked.reduce((total, [chance, { right }]) => total + right / chance, 0),
    wrong: looked.reduce((total, [chance, { wrong }]) => total + wrong / chance, 0),
  }
}

/** All answers that had a score, and how many of them, by weight, were right and wrong. */
export function overallOf({ steps }: Outlook): {
  readonly found: Stratum
  readonly weights: Pick<Stratum, 'right' | 'wrong'>
} {
  const all = together(steps)
  return { found: totalOf(all), weights: weightsOf(all) }
}

/** Those whose scores lie at least at `low` and below `high`, by thousandths. */
export function between({ steps }: Outlook, low: number, high: number): Stratum {
  return totalOf(together(steps.slice(Math.ceil(low * STEPS), Math.ceil(high * STEPS))))
}

/** So many places for a limit are shown. */
const PLACES_MAX = 20

/** Limits that part the answers into about equal shares, the strictest first: each is a thousandth that answers lie in. */
export function placesIn({ steps }: Outlook): readonly number[] {
  const total = totalOf(together(steps)).answers
  const places: number[] = []
  let above = 0
  for (let index = STEPS; index >= 0; index -= 1) {
    const { answers } = totalOf([...known(steps[index])])
    above += answers
    if (answers > 0 && (above * PLACES_MAX) / total >= places.length + 1) places.push(index / STEPS)
  }
  return places
}
