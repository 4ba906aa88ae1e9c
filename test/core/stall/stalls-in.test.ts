import { describe, expect, it } from 'vitest'
import type { Command } from '../../../src/core/run/command.ts'
import type { Decision } from '../../../src/core/run/decide.ts'
import type { Stall, StallResponse } from '../../../src/core/stall/stall.ts'
import { stallsIn } from '../../../src/core/stall/stalls-in.ts'
import type { StageId } from '../../../src/core/workflow/workflow.ts'
import type { TestRun } from '../../support/runs.ts'
import { aPlan, aRun, aStage, at, everyRole, LENA, PERSON } from '../../support/runs.ts'

const A = 'a' as StageId
const HOUR_MS = 3_600_000
const PASSES: Command = { type: 'time-passed', jitter: 0 }
const ONE_TRY = { ...aStage('x').retry, maximumAttempts: 1 }

function aRunOf(over: Parameters<typeof aStage>[1]): TestRun {
  return aRun(aPlan([aStage('a', over), aStage('b')]))
}

function stallsOf({ run }: TestRun, events: Decision['events']): readonly Stall[] {
  return stallsIn({ run, events })
}

function asks(task: string, ...to: readonly string[]): StallResponse {
  return { type: 'asked', task: task as never, to }
}

describe('attempts', () => {
  it.each<readonly [Parameters<typeof aStage>[1], StallResponse]>([
    [{ retry: ONE_TRY }, asks('run-1.a.1', 'human:anyone')],
    [{ retry: ONE_TRY, effect: 'once-or-ask' }, asks('run-1.a.1', 'human:anyone')],
    [{}, { type: 'tried-again' }],
    [{ retry: ONE_TRY, onError: 'fail' }, { type: 'ended' }],
  ])('[SL1][SL5][SL6] past the time limit: %o', (over, response) => {
    const world = aRunOf({ timeoutMs: 60_000, ...over })
    world.begin('a')
    expect(stallsOf(world, world.send(PASSES, at(1)))).toEqual([{ kind: 'timeout', stage: A, at: at(1), response }])
  })

  it.each<readonly [Parameters<typeof aStage>[1], StallResponse]>([
    [{}, { type: 'tried-again' }],
    [{ effect: 'once-or-ask' }, asks('run-1.a.1', 'human:anyone')],
    [{ retry: ONE_TRY, onError: 'continue' }, { type: 'ended' }],
  ])('[SL2][SL6] whose program stopped: %o', (over, response) => {
    const world = aRunOf(over)
    const fence = world.begin('a')
    const events = world.send({ type: 'lose-attempt', stage: A, fence, jitter: 0 }, at(2))
    expect(stallsOf(world, events)).toEqual([{ kind: 'lost', stage: A, at: at(2), response }])
  })
})

describe('tasks', () => {
  it("[SL1] a person's own stage past its limit is one stall, and fails as its document says", () => {
    const escalation = { to: ['human:lena'], slaMs: 9 * HOUR_MS, onBreach: [] }
    const world = aRunOf({ primary: PERSON, timeoutMs: HOUR_MS, onError: 'fail', escalation })
    const events = world.send(PASSES, at(60))
    expect(stallsOf(world, events)).toEqual([{ kind: 'timeout', stage: A, at: at(60), response: { type: 'ended' } }])
  })

  it('[SL3][SL5] past its deadline a task is one stall, claimed or not, with whom it went to', () => {
    const onBreach = [
      { afterMs: 0, to: ['human:ines'] },
      { afterMs: HOUR_MS, to: ['human:tom'] },
    ]
    const escalation = { to: ['human:lena'], slaMs: HOUR_MS, onBreach }
    const world = aRunOf({ primary: PERSON, escalation })
    const task = world.openTask('a').id
    world.send({ type: 'claim-task', task, as: everyRole(LENA) })
    expect(stallsOf(world, world.send(PASSES, at(60)))).toEqual([
      { kind: 'overdue', stage: A, at: at(60), response: asks(task, 'human:lena', 'human:ines') },
    ])
    expect(stallsOf(world, world.send(PASSES, at(120)))).toEqual([])
  })

  it('[SL3] those that became overdue together are a stall each', () => {
    const world = aRun(aPlan([aStage('a', { primary: PERSON }), aStage('b', { primary: PERSON })]))
    expect(stallsOf(world, world.send(PASSES, at(240))).map(({ kind, stage }) => [kind, stage])).toEqual([
      ['overdue', 'a'],
      ['overdue', 'b'],
    ])
  })
})

describe('what is no stall', () => {
  it('[SL4] an error that is answered, whatever follows', () => {
    const [again, last] = [aRunOf({}), aRunOf({ retry: ONE_TRY, onError: 'fail' })]
    expect(stallsOf(again, again.fail('a'))).toEqual([])
    expect(stallsOf(last, last.fail('a'))).toEqual([])
  })

  it('[SL4] a person within the deadline, and a cancel', () => {
    const world = aRunOf({ primary: PERSON })
    expect(stallsOf(world, world.send(PASSES, at(239)))).toEqual([])
    expect(stallsOf(world, world.send({ type: 'cancel-run', by: LENA, note: '' }, at(240)))).toEqual([])
  })

  it('[SL4] an answer that ends the run', () => {
    const world = aRun(aPlan([aStage('a')]))
    expect(stallsOf(world, world.perform('a'))).toEqual([])
  })
})
