import { known } from '../basics/known.ts'
import type { Promised } from './anytime-bound.ts'

/** One answer as evidence. */
export interface Outcome {
  /** Null: there is none that counts, and no limit lets it through. */
  readonly score: number | null
  /** The chance with which a person had to look at it, known before its score was: above 0, at most 1. */
  readonly chance: number
  /** The least such chance that the rules of its time gave to any answer. It must not depend on the score. */
  readonly leastChance: number
  /** What a person found; null: nobody looked. */
  readonly isWrong: boolean | null
}

/**
 * What is known so far of limits, the strictest first: for each the logarithms of what several gamblers own who began
 * with 1 and bet, answer by answer, that it lets through no more wrong ones than promised.
 */
export interface Evidence {
  readonly promised: Promised
  readonly cuts: readonly number[]
  readonly wealth: readonly (readonly number[])[]
  /** So many of the cuts, from the strictest on, keep what is promised. */
  readonly certified: number
}

/** The same, added to in place by whoever has it alone. */
export interface OpenEvidence extends Evidence {
  readonly wealth: number[][]
  certified: number
}

/** Which parts of the most that may be bet each gambler bets. */
const STAKES = [0.25, 0.5, 0.75, 0.9, 0.97] as const

export function beginEvidence(cuts: readonly number[], promised: Promised): Evidence {
  return { promised, cuts, wealth: cuts.map(() => STAKES.map(() => 0)), certified: 0 }
}

/**
 * The same with these answers, in their order. Whoever looks after every single one is still wrong with a chance of at
 * most `risk`: betting on weighted outcomes (Waudby-Smith and Ramdas, 2023; Ville's inequality), and limits in a fixed
 * order, each only after all stricter ones.
 */
export function addOutcomes(before: Evidence, outcomes: readonly Outcome[]): Evidence {
  const open = openEvidence(before)
  for (const outcome of outcomes) addInPlace(open, outcome)
  return open
}

/** A copy. */
export function openEvidence(before: Evidence): OpenEvidence {
  return { ...before, wealth: before.wealth.map((each) => [...each]) }
}

export function addInPlace(open: OpenEvidence, { score, isWrong, ...chances }: Outcome): void {
  if (score === null || isWrong === null) return
  bet(open, score, gainsOf({ ...chances, isWrong }, open.promised.target))
  // Nothing has changed for a limit that sends the answer to people.
  if (score >= (open.cuts[open.certified] ?? Number.POSITIVE_INFINITY)) open.certified = certifiedAfter(open)
}

/** What the gamblers own of each limit that lets the answer through, by stake. */
function bet({ cuts, wealth }: OpenEvidence, score: number, gains: readonly number[]): void {
  for (let index = cuts.length - 1; index >= 0 && known(cuts[index]) <= score; index -= 1) {
    const owned = known(wealth[index])
    for (let stake = 0; stake < gains.length; stake += 1) owned[stake] = known(owned[stake]) + known(gains[stake])
  }
}

/** ln(1 + λY), with λ = stake · leastChance / (1 − target) and Y = (target − error) / chance: by stake. */
export function gainsOf({ chance, leastChance, isWrong }: Omit<Outcome, 'score'>, target: number): readonly number[] {
  const outcome = (target - (isWrong === true ? 1 : 0)) / chance
  return STAKES.map((stake) => Math.log1p(((stake * leastChance) / (1 - target)) * outcome))
}

function certifiedAfter({ certified: before, wealth, promised }: OpenEvidence): number {
  let certified = before
  while (isEnough(wealth[certified], promised.risk)) certified += 1
  return certified
}

/** All of them together own 1 / risk times what they began with. */
export function isEnough(owned: readonly number[] | undefined, risk: number): boolean {
  if (owned === undefined) return false
  const sum = owned.reduce((total, each) => total + Math.exp(each), 0)
  return sum / STAKES.length >= 1 / risk
}
