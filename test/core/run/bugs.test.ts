import { describe, expect, it } from 'vitest'
import { NOTHING_SPENT } from '../../../src/core/budget/spending.ts'
import { writeReceipt } from '../../../src/core/receipt/write-receipts.ts'
import { decide } from '../../../src/core/run/decide.ts'
import { evolve } from '../../../src/core/run/evolve.ts'
import { skipReason } from '../../../src/core/run/readiness.ts'
import { explainRefusal } from '../../../src/core/run/refusal.ts'
import type { LaterEvent } from '../../../src/core/run/run-event.ts'
import type { StageId } from '../../../src/core/workflow/workflow.ts'
import {
  APPROVE,
  aCapability,
  after,
  anAnswer,
  answerCommand,
  aPlan,
  aRun,
  aStage,
  at,
  PERSON,
  sha256,
} from '../../support/runs.ts'

const UNKNOWN = 'unheard-of'
const A = { at: at(0), stage: 'a' as StageId } as const

/** A fact that no decision makes. */
function forged(fact: object): LaterEvent {
  return { ...A, ...fact } as unknown as LaterEvent
}

function twoStages() {
  const b = aStage('b', { dependsOn: after('a') })
  return { b, world: aRun(aPlan([aStage('a', { primary: PERSON }), b])) }
}

describe('what the types forbid', () => {
  it('[BG1] a note of an attempt that is not at work throws', () => {
    const { run } = twoStages().world
    expect(() => evolve(run, forged({ type: 'budget-claimed', spending: NOTHING_SPENT }))).toThrow(
      'no attempt that spends',
    )
    expect(() => evolve(run, forged({ type: 'attempt-noted', note: { type: 'said', text: 'x' } }))).toThrow(
      'no attempt',
    )
  })

  it('[BG1] a command of an unknown type throws', () => {
    expect(() => decide(twoStages().world.run, { type: UNKNOWN } as never, { now: at(0), sha256 })).toThrow(UNKNOWN)
  })

  it('[BG1] a fact of an unknown type throws', () => {
    const { world } = twoStages()
    const task = world.openTask('a').id
    expect(() => evolve(world.run, forged({ type: UNKNOWN, task }))).toThrow(UNKNOWN)
  })

  it('[BG1] an answer of an unknown type throws', () => {
    const { world } = twoStages()
    const answer = { ...APPROVE, type: UNKNOWN } as never
    expect(() => world.answer('a', answer)).toThrow('Unexpected case')
  })

  it('[BG1] a settlement of an unknown kind lets nothing run and gets no receipt', () => {
    const { world, b } = twoStages()
    const event = forged({ type: 'stage-settled', settlement: { outcome: UNKNOWN } })
    const run = evolve(world.run, event)
    expect(() => skipReason(run, b)).toThrow(UNKNOWN)
    expect(() => writeReceipt({ count: 0, head: '' }, { run, event }, sha256)).toThrow(UNKNOWN)
  })

  it('[BG1] a refusal of an unknown code throws', () => {
    expect(() => explainRefusal({ code: UNKNOWN } as never)).toThrow(UNKNOWN)
  })
})

describe('a history that contradicts itself', () => {
  it('[BG1] a stage is not judged before its dependencies have settled', () => {
    const { world, b } = twoStages()
    expect(() => skipReason(world.run, b)).toThrow('Stage a has not settled')
  })

  it('[BG1] outputs that no fact gave are not made up', () => {
    const settlement = { outcome: 'succeeded', output: 99, confidence: null, source: 'none', decision: null }
    expect(() => evolve(twoStages().world.run, forged({ type: 'stage-settled', settlement }))).toThrow('Fact 99')
  })

  it('[BG1] a review needs an answer', () => {
    const { run } = aRun(aPlan([aStage('a', { reviewer: aCapability() })]))
    const review = forged({ type: 'review-answered', answer: anAnswer(), salt: 's' })
    expect(() => evolve(run, review)).toThrow('has no answer')
  })

  it('[BG1] only an answer that was given can be approved', () => {
    const { run } = aRun(aPlan([aStage('a')]))
    const opened = { type: 'task-opened', task: 'run-1.a.1', reason: 'low-confidence', because: '', to: [], due: at(1) }
    const asked = evolve(run, forged(opened))
    expect(() =>
      decide(asked, answerCommand(asked, opened.task as never, { answer: APPROVE }), { now: at(0), sha256 }),
    ).toThrow('has no answer')
  })

  it('[BG1] only a stage that has begun backs off', () => {
    const { run } = twoStages().world
    expect(() => evolve(run, forged({ type: 'backing-off', until: at(1) }))).toThrow('awaiting-approval has no step')
  })
})
