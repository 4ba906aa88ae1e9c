import { known } from '../basics/known.ts'
import type { Found, Promised } from './anytime-bound.ts'
import { anytimeAtMost } from './anytime-bound.ts'
import type { JudgedAnswer, Verdict } from './certification/gate-event.ts'

/** Scores are counted by thousandths: nobody chooses a limit more finely. */
const STEPS = 1_000

/** Answers of one thousandth. */
interface Step {
  answers: number
  right: number
  wrong: number
  /** How many answers those stand for that people found right, and those they found wrong: 1 / chance each. */
  rightWeight: number
  wrongWeight: number
}

/** What is known of answers by their score, for looking at any limit at once. Added to in place. */
export interface Outlook {
  /** By thousandths of the score, from 0 to 1. */
  readonly steps: readonly Step[]
  missing: number
}

export function beginOutlook(): Outlook {
  const steps = Array.from({ length: STEPS + 1 }, () => ({
    answers: 0,
    right: 0,
    wrong: 0,
    rightWeight: 0,
    wrongWeight: 0,
  }))
  return { steps, missing: 0 }
}

export function addAnswer(outlook: Outlook, { score }: Pick<JudgedAnswer, 'score'>): void {
  if (score === null) outlook.missing += 1
  else stepOf(outlook, score).answers += 1
}

/** Where some answers had no chance of being looked at, what was found of the others says nothing of all. */
export function addVerdict(outlook: Outlook, answer: JudgedAnswer, verdict: Verdict): void {
  const { score, chance, leastChance } = answer
  if (score === null || leastChance === 0) return
  const step = stepOf(outlook, score)
  step[verdict] += 1
  step[`${verdict}Weight`] += 1 / chance
}

function stepOf({ steps }: Outlook, score: number): Step {
  return known(steps[Math.floor(score * STEPS)])
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
  const above = sumOf(steps.slice(from))
  const all = sumOf(steps).answers + missing
  const of = above.right + above.wrong
  const weight = above.rightWeight + above.wrongWeight
  return {
    limit: from / STEPS,
    through: all === 0 ? 0 : above.answers / all,
    wrong: above.wrong,
    of,
    point: weight === 0 ? null : above.wrongWeight / weight,
    atMost: of === 0 ? null : anytimeAtMost({ wrong: above.wrong, of }, promised),
  }
}

/** So many places for a limit are shown. */
const PLACES_MAX = 20

/** Limits that part the answers into about equal shares, the strictest first: each is a thousandth that answers lie in. */
export function placesIn({ steps }: Outlook): readonly number[] {
  const total = sumOf(steps).answers
  const places: number[] = []
  let above = 0
  for (let index = STEPS; index >= 0; index -= 1) {
    const { answers } = known(steps[index])
    above += answers
    if (answers > 0 && (above * PLACES_MAX) / total >= places.length + 1) places.push(index / STEPS)
  }
  return places
}

/** All answers, and all that people found. */
export function sumOf(steps: readonly Step[]): Readonly<Step> {
  const total = { answers: 0, right: 0, wrong: 0, rightWeight: 0, wrongWeight: 0 }
  for (const step of steps) {
    total.answers += step.answers
    total.right += step.right
    total.wrong += step.wrong
    total.rightWeight += step.rightWeight
    total.wrongWeight += step.wrongWeight
  }
  return total
}
