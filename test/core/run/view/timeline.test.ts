import { describe, expect, it } from 'vitest'
import type { RunEvent } from '../../../../src/core/run/run-event.ts'
import { logLines } from '../../../../src/core/run/view/log-lines.ts'
import { retell } from '../../../../src/core/run/view/retell.ts'
import { tellRun } from '../../../../src/core/run/view/tell-run.ts'
import type { StageId } from '../../../../src/core/workflow/workflow.ts'
import type { TestRun } from '../../../support/runs.ts'
import {
  APPROVE,
  after,
  anAnswer,
  aPlan,
  aRun,
  aStage,
  at,
  everyRole,
  LENA,
  PERSON,
  RUN_ID,
} from '../../../support/runs.ts'

const WHOLE = { before: Number.POSITIVE_INFINITY, facts: 100 }

function rowsOf({ run, history }: TestRun) {
  return tellRun(run.plan, history, WHOLE).timeline
}

/** `kind from-to` of each stretch of a stage, in minutes; `…` where it lasts. */
function stretches(world: TestRun, stage: string): readonly string[] {
  const row = rowsOf(world).find((each) => each.stage.id === stage)
  return (row?.segments ?? []).map(({ kind, from, to, attempt }) => {
    const end = to === null ? '…' : String(minutes(to))
    return `${kind} ${minutes(from)}-${end}${attempt === null ? '' : ` try ${attempt}`}`
  })
}

const DONE = { type: 'answered', answer: anAnswer() } as const

function minutes(time: number): number {
  return (time - at(0)) / 60_000
}

describe('the timeline', () => {
  it('[VW1][VW2] shows what each stage spent its time on', () => {
    const world = aRun(
      aPlan([aStage('a'), aStage('b', { dependsOn: after('a') }), aStage('c', { dependsOn: after('b') })]),
    )
    world.begin('a', at(1))
    world.report('a', DONE, at(3))
    expect(stretches(world, 'a')).toEqual(['queued 0-1', 'running 1-3 try 1'])
    expect(stretches(world, 'b')).toEqual(['queued 3-…'])
    expect(stretches(world, 'c')).toEqual([])
  })

  it('[VW3] a failed try says why, and the wait for the next one follows', () => {
    const world = aRun(aPlan([aStage('a')]))
    world.begin('a', at(1))
    world.report(
      'a',
      { type: 'failed', error: { code: 'x', message: 'It broke.', reach: 'answered', cost: null } },
      at(2),
    )
    world.begin('a', at(5))
    world.send({ type: 'lose-attempt', stage: 'a' as StageId, fence: fence(world), jitter: 0 }, at(6))
    const [row] = rowsOf(world)
    expect(row?.segments.map(({ kind, note }) => [kind, note])).toEqual([
      ['queued', null],
      ['failed-try', 'It broke.'],
      ['before-next-try', null],
      ['failed-try', 'The program stopped while this was being done.'],
      ['before-next-try', null],
    ])
  })

  it('[VW4] a try is shown even where it took no time', () => {
    const world = aRun(aPlan([aStage('a')]))
    world.perform('a')
    expect(stretches(world, 'a')).toEqual(['running 0-0 try 1'])
  })

  it('[VW5] a task waits until somebody takes it', () => {
    const world = aRun(aPlan([aStage('a', { primary: PERSON })]))
    const { id: task } = world.openTask('a')
    world.send({ type: 'comment-task', task, as: everyRole(LENA), text: 'Hm.' }, at(1))
    world.send({ type: 'claim-task', task, as: everyRole(LENA) }, at(2))
    world.send({ type: 'release-task', task, as: everyRole(LENA) }, at(3))
    world.answer('a', APPROVE, at(4))
    expect(stretches(world, 'a')).toEqual(['awaiting-approval 0-2', 'person-at-work 2-3', 'awaiting-approval 3-4'])
  })

  it('[VW1] what is asked of a stage before its turn takes no time', () => {
    const world = aRun(aPlan([aStage('a'), aStage('b', { dependsOn: after('a') })]))
    world.send({ type: 'request-check', stage: 'b' as StageId, by: LENA, note: '' })
    expect(stretches(world, 'b')).toEqual([])
  })

  it('[VW2] what comes after the end of a stage changes nothing', () => {
    const world = aRun(aPlan([aStage('a')]))
    const begun = world.begin('a')
    world.report('a', DONE, at(1))
    world.send(
      {
        type: 'report-attempt',
        stage: 'a' as StageId,
        fence: begun,
        salt: '',
        jitter: 0,
        coin: 0,
        result: DONE,
      },
      at(2),
    )
    expect(stretches(world, 'a')).toEqual(['running 0-1 try 1'])
  })
})

describe('a part of the log', () => {
  it('[VW10] is told from the facts before one, the last of them, and says where it begins', () => {
    const world = aRun(aPlan([aStage('a'), aStage('b', { dependsOn: after('a') })]))
    world.perform('a', {}, at(1))
    world.perform('b', {}, at(2))
    const { plan } = world.run
    const told = (before: number, facts: number) => {
      const { log, logFrom, run } = tellRun(plan, world.history, { before, facts })
      expect(run).toEqual(world.run)
      return [logFrom, log.map(({ id }) => id)]
    }
    const whole = logLines(retell(plan, world.history)).map(({ id }) => id)
    expect(told(Number.POSITIVE_INFINITY, 100)).toEqual([1, whole])
    expect(told(6, 3)).toEqual([3, ['3.1', '4.1', '5.1']])
    expect(told(3, 100)).toEqual([1, ['1.1']])
  })
})

describe('a history', () => {
  it('[VW19] that begins without a start, or starts twice, throws', () => {
    const { run, history } = aRun(aPlan([aStage('a')]))
    const [start] = history
    expect(() => retell(run.plan, [])).toThrow('A history begins with the start of its run')
    expect(() => retell(run.plan, [start, start] as readonly RunEvent[])).toThrow('A run starts once')
    expect(retell(run.plan, history).first.id).toBe(RUN_ID)
  })
})

function fence(world: TestRun): number {
  const { state } = world.stage('a')
  return state.status === 'running' ? state.fence : -1
}
