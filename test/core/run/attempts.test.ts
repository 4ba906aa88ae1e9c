import { describe, expect, it } from 'vitest'
import type { AttemptError } from '../../../src/core/run/answer.ts'
import { backoffMs } from '../../../src/core/run/backoff.ts'
import type { Effect, StageId } from '../../../src/core/workflow/workflow.ts'
import type { TestRun } from '../../support/runs.ts'
import { after, anAnswer, aPlan, aRun, aStage, at, OWNER, RETRY } from '../../support/runs.ts'

const A = 'a' as StageId
const BEGIN = { type: 'begin-attempt', stage: A, inputsDigest: 'i1', owner: OWNER } as const
const ONE_TRY = {
  maximumAttempts: 1,
  initialIntervalMs: 1_000,
  backoffCoefficient: 2,
  maximumIntervalMs: 1_000,
  nonRetryable: [],
}

function late(world: TestRun, fence: number) {
  const result = {
    type: 'answered',
    answer: anAnswer({ cost: { basis: 'reported', currency: 'GBP', microUnits: 7 } }),
  } as const
  return world.send({ type: 'report-attempt', stage: A, fence, result, salt: 's', jitter: 0, coin: 1 })
}

describe('beginning', () => {
  it('[AT1] begins from ready with a deadline', () => {
    const world = aRun(aPlan([aStage('a')]))
    world.begin('a')
    expect(world.stage('a').state).toEqual({
      status: 'running',
      step: 'primary',
      attempt: 1,
      fence: 3,
      begunAt: at(0),
      inputsDigest: 'i1',
      owner: OWNER,
      deadline: at(30),
      notes: 0,
    })
  })

  it('[AT1] has no deadline where the stage has no time limit', () => {
    const world = aRun(aPlan([aStage('a', { timeoutMs: null })]))
    world.begin('a')
    expect(world.stage('a').state).toMatchObject({ deadline: null })
  })

  it('[AT1] refuses a stage that is pending, running, unknown or of a paused run', () => {
    const world = aRun(aPlan([aStage('a'), aStage('b', { dependsOn: after('a') })]))
    expect(world.refused({ ...BEGIN, stage: 'b' as StageId })).toEqual({ code: 'stage-not-ready', stage: 'b' })
    expect(world.refused({ ...BEGIN, stage: 'x' as StageId })).toEqual({ code: 'stage-unknown', stage: 'x' })
    world.begin('a')
    expect(world.refused(BEGIN)).toEqual({ code: 'stage-not-ready', stage: 'a' })
    const paused = aRun(aPlan([aStage('a')]))
    paused.send({ type: 'pause-run', by: 'human:lena' as never })
    expect(paused.refused(BEGIN)).toEqual({ code: 'stage-not-ready', stage: 'a' })
  })

  it('[AT1] begins again after the interval, not before', () => {
    const world = aRun(aPlan([aStage('a')]))
    world.fail('a')
    expect(world.stage('a').state).toEqual({ status: 'backing-off', step: 'primary', until: at(0) + 500 })
    expect(world.refused(BEGIN, at(0))).toMatchObject({ code: 'stage-not-ready' })
    world.begin('a', at(1))
    expect(world.stage('a').state).toMatchObject({ status: 'running', attempt: 2 })
  })

  it('[AT3] asks a person instead of a later attempt with other inputs', () => {
    const world = aRun(aPlan([aStage('a')]))
    world.fail('a')
    world.send({ ...BEGIN, inputsDigest: 'other' }, at(1))
    expect(world.openTask('a')).toMatchObject({
      reason: 'error',
      because: expect.stringContaining('with other inputs'),
    })
    const failing = aRun(aPlan([aStage('a', { onError: 'fail' })]))
    failing.fail('a')
    failing.send({ ...BEGIN, inputsDigest: 'other' }, at(1))
    expect(failing.stage('a').state).toMatchObject({ settlement: { outcome: 'failed', code: 'inputs-changed' } })
  })

  it('[AT4] asks a person when the inputs can not be made', () => {
    const world = aRun(aPlan([aStage('a', { inputs: { text: 'Dear ${{ inputs.nobody }}' } })]))
    world.send(BEGIN)
    expect(world.openTask('a').reason).toBe('error')
    const failing = aRun(aPlan([aStage('a', { inputs: { text: '${{ inputs.nobody }}' }, onError: 'fail' })]))
    failing.send(BEGIN)
    expect(failing.statuses()).toEqual({ a: 'failed' })
  })
})

describe('results', () => {
  it('[AT2] books a result of an older attempt as late, with its cost, and changes nothing', () => {
    const world = aRun(aPlan([aStage('a')]))
    const fence = world.begin('a')
    world.report('a', {
      type: 'failed',
      error: { code: 'x', message: 'x', reach: 'answered', cost: { basis: 'free' } },
    })
    world.begin('a', at(1))
    const before = world.stage('a')
    expect(late(world, fence)).toEqual([
      {
        type: 'attempt-late',
        at: at(0),
        stage: 'a',
        fence,
        cost: { basis: 'reported', currency: 'GBP', microUnits: 7 },
      },
    ])
    expect(world.stage('a').state).toEqual(before.state)
    expect(world.stage('a').account.cost).toEqual({ basis: 'reported', currency: 'GBP', microUnits: 7 })
  })

  it('[AT2] books a late failure too, and refuses a stage that the run does not have', () => {
    const world = aRun(aPlan([aStage('a')]))
    const error = { code: 'x', message: 'x', reach: 'answered', cost: null } as const
    const report = {
      type: 'report-attempt',
      stage: A,
      fence: 99,
      result: { type: 'failed', error },
      salt: 's',
      jitter: 0,
      coin: 1,
    } as const
    expect(world.send(report)).toMatchObject([{ type: 'attempt-late', cost: null }])
    expect(world.refused({ ...report, stage: 'x' as StageId })).toEqual({ code: 'stage-unknown', stage: 'x' })
  })

  it('[AT5] treats an answer that is not what the stage promised as a failed attempt', () => {
    const outputs = { type: 'object', properties: { label: { type: 'string' } }, required: ['label'] }
    const world = aRun(aPlan([aStage('a', { outputs })]))
    expect(world.perform('a', { outputs: {} })[0]).toMatchObject({
      type: 'attempt-failed',
      error: { code: 'output-invalid' },
    })
    world.perform('a', { outputs: { label: 'refund' } }, at(1))
    expect(world.statuses()).toEqual({ a: 'succeeded' })
  })

  it.each([
    ['ASCII', 'a', 262_145],
    ['two bytes a character', 'é', 131_073],
    ['three bytes a character', '€', 87_382],
    ['four bytes a character', '😀', 65_537],
  ])('[AT5] treats an answer over 256 KiB as a failed attempt: %s', (_, character, count) => {
    const world = aRun(aPlan([aStage('a')]))
    expect(world.perform('a', { outputs: { t: character.repeat(count) } })[0]).toMatchObject({
      error: { code: 'output-too-large' },
    })
    world.perform('a', { outputs: { t: character.repeat(Math.floor(count / 2)) } }, at(1))
    expect(world.statuses()).toEqual({ a: 'succeeded' })
  })

  it('[AT6] tries again until maximum_attempts, then stops', () => {
    const world = aRun(aPlan([aStage('a', { onError: 'fail' })]))
    world.fail('a', {}, at(0))
    world.fail('a', {}, at(10))
    expect(world.statuses()).toEqual({ a: 'backing-off' })
    world.fail('a', {}, at(20))
    expect(world.stage('a').state).toMatchObject({
      settlement: { outcome: 'failed', code: 'command-failed', message: 'It ended with 1.' },
    })
    expect(world.stage('a').account.attemptsTotal).toBe(3)
  })

  it('[AT6] does not try again for a code that is not retryable', () => {
    const retry = { ...ONE_TRY, maximumAttempts: 5, nonRetryable: ['command-failed'] }
    const world = aRun(aPlan([aStage('a', { retry, onError: 'fail' })]))
    world.fail('a')
    expect(world.statuses()).toEqual({ a: 'failed' })
  })

  it.each(['input-required', 'tool-changed'])('[AT13] asks a person after %s and does not try again', (code) => {
    const world = aRun(aPlan([aStage('a', { effect: 'pure', retry: { ...ONE_TRY, maximumAttempts: 5 } })]))
    world.fail('a', { code, reach: 'not-begun' })
    expect(world.statuses()).toEqual({ a: 'awaiting-approval' })
    expect(world.stage('a').account.attemptsTotal).toBe(1)
  })

  it('[AT10] waits with full jitter below a growing ceiling', () => {
    const policy = {
      maximumAttempts: 9,
      initialIntervalMs: 1_000,
      backoffCoefficient: 2,
      maximumIntervalMs: 5_000,
      nonRetryable: [],
    }
    expect([1, 2, 3, 4].map((attempt) => backoffMs(attempt, policy, 0.5))).toEqual([500, 1_000, 2_000, 2_500])
    expect(backoffMs(3, policy, 0)).toBe(0)
  })
})

type Miss = 'answered' | 'not-begun' | 'unknown' | 'timeout' | 'lost'

/** Sends the only attempt of a stage into a miss. */
function miss(kind: Miss, effect: Effect, maximumAttempts: number): TestRun {
  const world = aRun(aPlan([aStage('a', { effect, retry: { ...ONE_TRY, maximumAttempts } })]))
  if (kind === 'timeout') {
    world.begin('a')
    world.send({ type: 'time-passed', jitter: 0 }, at(30))
  } else if (kind === 'lost') {
    world.send({ type: 'lose-attempt', stage: A, fence: world.begin('a'), jitter: 0 })
  } else {
    world.fail('a', { reach: kind } satisfies Partial<AttemptError>)
  }
  return world
}

describe('attempts that gave no answer', () => {
  it.each<readonly [Miss, Effect, string]>([
    ['answered', 'pure', 'error'],
    ['not-begun', 'pure', 'error'],
    ['unknown', 'pure', 'error'],
    ['timeout', 'pure', 'stall'],
    ['lost', 'pure', 'stall'],
    ['answered', 'idempotent', 'error'],
    ['lost', 'idempotent', 'stall'],
    ['answered', 'once-or-ask', 'error'],
    ['not-begun', 'once-or-ask', 'error'],
    ['unknown', 'once-or-ask', 'unknown-outcome'],
    ['timeout', 'once-or-ask', 'unknown-outcome'],
    ['lost', 'once-or-ask', 'unknown-outcome'],
  ])('[AT7][AT8][AT9] the last attempt, %s, of a %s stage asks with %s', (kind, effect, reason) => {
    expect(miss(kind, effect, 1).openTask('a').reason).toBe(reason)
  })

  it.each<readonly [Miss, Effect, string]>([
    ['answered', 'pure', 'backing-off'],
    ['timeout', 'pure', 'backing-off'],
    ['lost', 'idempotent', 'backing-off'],
    ['not-begun', 'once-or-ask', 'backing-off'],
    ['answered', 'once-or-ask', 'awaiting-approval'],
    ['unknown', 'once-or-ask', 'awaiting-approval'],
    ['lost', 'once-or-ask', 'awaiting-approval'],
  ])('[AT8] an earlier attempt, %s, of a %s stage leaves it %s', (kind, effect, status) => {
    expect(miss(kind, effect, 3).statuses()).toEqual({ a: status })
  })

  it.each(['fail', 'continue'] as const)('[AT7] on_error %s ends the stage as failed', (onError) => {
    const world = aRun(aPlan([aStage('a', { onError, retry: ONE_TRY })]))
    world.fail('a')
    expect(world.statuses()).toEqual({ a: 'failed' })
  })

  it('[AT9] losing an attempt that is over, or of no stage, changes nothing', () => {
    const world = aRun(aPlan([aStage('a')]))
    expect(world.send({ type: 'lose-attempt', stage: A, fence: 9, jitter: 0 })).toEqual([])
    expect(world.send({ type: 'lose-attempt', stage: 'x' as StageId, fence: 9, jitter: 0 })).toEqual([])
  })

  it('[AT9] a lost attempt has a cost that nobody knows', () => {
    expect(miss('lost', 'pure', 3).stage('a').account.cost).toBeNull()
  })

  it('[AT9] an attempt before its deadline goes on', () => {
    const world = aRun(aPlan([aStage('a'), aStage('b', { timeoutMs: null })]))
    world.begin('a')
    world.begin('b')
    expect(world.send({ type: 'time-passed', jitter: 0 }, at(29))).toEqual([])
  })

  it('[AT9] says how long a stage was given', () => {
    expect(miss('timeout', 'pure', 1).openTask('a').because).toBe(
      'There was no answer within 30m, the time limit of this stage.',
    )
  })

  it('[TA5] a new round begins with attempt 1 and a higher fence', () => {
    const world = miss('answered', 'pure', 1)
    world.answer('a', RETRY, at(5))
    expect(world.stage('a')).toMatchObject({ round: 1, note: 'Look again.', attempts: 0, generation: 0 })
    expect(world.begin('a', at(6))).toBeGreaterThan(3)
    expect(world.stage('a').state).toMatchObject({ attempt: 1 })
  })
})
