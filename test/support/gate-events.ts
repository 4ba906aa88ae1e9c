import type { Certification, CertificationTerms } from '../../src/core/gate/certification/certification.ts'
import { beginCertification, continueCertification } from '../../src/core/gate/certification/continue-certification.ts'
import type { Check, JudgedAnswer } from '../../src/core/gate/certification/gate-event.ts'
import { PLACING_ANSWERS } from '../../src/core/gate/certification/ledger.ts'
import { at } from './runs.ts'

export const RIGHT: Check = { type: 'done', verdict: 'right' }
export const WRONG: Check = { type: 'done', verdict: 'wrong' }
export const NOT_DUE: Check = { type: 'not-due' }

/** At most 5 in 100 are wrong, but for a chance of 5 in 100; one look at 200. */
export const FIVE_IN_100: CertificationTerms = { target: 0.05, risk: 0.05, shadow: 200 }

/** An answer that a person had to look at and found right, in the minute `n`. */
export function anAnswerJudged(n: number, over: Partial<JudgedAnswer> = {}): JudgedAnswer {
  const looked = { chance: 1, leastChance: 1, went: 'to-people', check: RIGHT } as const
  return { id: `run-${String(n).padStart(6, '0')}`, at: at(n), score: 0.9, ...looked, ...over }
}

/** What passed, of which a person looks at one in ten. */
export function anAudit(n: number, check: Check = RIGHT): JudgedAnswer {
  return anAnswerJudged(n, { chance: 0.1, leastChance: 0.1, went: 'through', check })
}

/** So many answers from the minute `from` on. */
export function answersFrom(
  from: number,
  count: number,
  make: (n: number) => JudgedAnswer = anAnswerJudged,
): readonly JudgedAnswer[] {
  return Array.from({ length: count }, (_, index) => make(from + index))
}

/** The answers that place the limits, all of one score: that score is the only limit. */
export const PLACING = answersFrom(0, PLACING_ANSWERS)

/** Answers after those: the first few are wrong. */
export function answersWith(wrong: number, count: number): readonly JudgedAnswer[] {
  return answersFrom(PLACING_ANSWERS, count, (n) =>
    anAnswerJudged(n, { check: n < PLACING_ANSWERS + wrong ? WRONG : RIGHT }),
  )
}

export function certificationOf(
  answers: readonly JudgedAnswer[],
  terms: Partial<CertificationTerms> = {},
): Certification {
  return continueCertification(beginCertification({ ...FIVE_IN_100, ...terms }), answers)
}

/** Answers in two groups: those that are sure, and the others. */
export interface Population {
  readonly sure: number
  readonly wrongWhenSure: number
  readonly wrongOtherwise: number
}

/** Drawn by chance; a person looks at all of them. */
export function drawnFrom(
  { sure, wrongWhenSure, wrongOtherwise }: Population,
  count: number,
  random: () => number,
): readonly JudgedAnswer[] {
  return answersFrom(0, count, (n) => {
    const isSure = random() < sure
    const score = isSure ? 0.8 + random() / 5 : random() * 0.8
    const isWrong = random() < (isSure ? wrongWhenSure : wrongOtherwise)
    return anAnswerJudged(n, { score, check: isWrong ? WRONG : RIGHT })
  })
}
