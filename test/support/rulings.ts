import type { Answer } from '../../src/core/run/answer.ts'
import type { Ruling } from '../../src/core/run/ruling.ts'
import type { StageId } from '../../src/core/workflow/workflow.ts'
import type { TestRun } from './runs.ts'
import { anAnswer, aPlan, aRun, aStage } from './runs.ts'

/** Whoever answers chooses one of three, so that two who agree give the same to the letter. */
export const CHOICE = {
  type: 'object',
  required: ['label'],
  properties: { label: { enum: ['refund', 'question', 'other'] } },
} as const

export const TARGET_GATE = { kind: 'target-error', target: 0.05 } as const
export const LIMIT_GATE = { kind: 'threshold', threshold: 0.8, auditRate: 0.1 } as const

/** From 0.8 on answers go through, and people look at one in ten of them. */
export function aRuling(over: Partial<Ruling> = {}): Ruling {
  const promise = { basis: 'b1', segment: null, target: 0.05, limit: 0.8, certificate: 'c1' }
  return { ...promise, auditRate: 0.1, secondCoin: 0.9, because: '', ...over }
}

export const NO_LIMIT = aRuling({ limit: null, certificate: null, because: 'So far people looked at 12.' })

/** The written limit of `LIMIT_GATE`, as whoever is asked says it. */
export const WRITTEN = aRuling({ target: null, certificate: null })

/** A run of one stage `a` with a gate by target, that has not begun. */
export function aGatedRun(over: Parameters<typeof aStage>[1] = {}): TestRun {
  return aRun(aPlan([aStage('a', { gate: TARGET_GATE, outputs: CHOICE, ...over })]))
}

export interface Judging {
  readonly ruling?: Ruling
  readonly coin?: number
}

/** The stage `a` answers `refund`, as sure as is said, to a gate that goes by this. */
export function judgedAs(world: TestRun, confidence: number | null, { ruling, coin = 0.5 }: Judging = {}): TestRun {
  return answersWith(world, { outputs: { label: 'refund' }, confidence }, { coin, ...(ruling && { ruling }) })
}

export function answersWith(world: TestRun, answer: Partial<Answer>, { ruling, coin = 0.5 }: Judging): TestRun {
  const fence = world.begin('a')
  world.send({
    type: 'report-attempt',
    stage: 'a' as StageId,
    fence,
    result: { type: 'answered', answer: anAnswer(answer) },
    salt: 's1',
    jitter: 0.5,
    coin,
    ...(ruling && { ruling }),
  })
  return world
}
