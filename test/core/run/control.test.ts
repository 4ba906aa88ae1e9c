import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PlannedStage } from '../../../src/core/plan/plan.ts'
import type { Command } from '../../../src/core/run/command.ts'
import { decide } from '../../../src/core/run/decide.ts'
import { handoffFrom } from '../../../src/core/run/handoff.ts'
import type { OwnerId, RunId } from '../../../src/core/run/ids.ts'
import { keyOrigin } from '../../../src/core/run/key-origin.ts'
import { plannedAt, stageIndex } from '../../../src/core/run/plan-index.ts'
import { replay } from '../../../src/core/run/replay.ts'
import { retryFrom } from '../../../src/core/run/retry-from.ts'
import type { Run } from '../../../src/core/run/run.ts'
import { isFinished, runStatus } from '../../../src/core/run/run.ts'
import type { RunEvent } from '../../../src/core/run/run-event.ts'
import { stageInputs } from '../../../src/core/run/scope.ts'
import type { Snapshot } from '../../../src/core/run/snapshot.ts'
import { fromSnapshot, payloadFacts, toSnapshot } from '../../../src/core/run/snapshot.ts'
import { allStages, stageAt, stageTable, withStageAt } from '../../../src/core/run/stage-table.ts'
import type { StartEvent } from '../../../src/core/run/start-run.ts'
import { nextDue } from '../../../src/core/run/time-passed.ts'
import { workDue } from '../../../src/core/run/work-due.ts'
import type { StageId } from '../../../src/core/workflow/workflow.ts'
import type { TestRun } from '../../support/runs.ts'
import {
  APPROVE,
  aCapability,
  after,
  anAnswer,
  anError,
  answerCommand,
  aPlan,
  aRun,
  aStage,
  at,
  edit,
  LENA,
  NOBODY,
  OWNER,
  PERSON,
  REJECT,
  RETRY,
  RUN_ID,
  sha256,
} from '../../support/runs.ts'

const CANCEL = { type: 'cancel-run', by: LENA, note: 'Not needed.' } as const
const PAUSE = { type: 'pause-run', by: LENA } as const
const RESUME = { type: 'resume-run', by: LENA } as const
const GATE = { kind: 'threshold', threshold: 0.85 } as const

describe('cancel', () => {
  it('[CO1] settles everything that has not settled and withdraws tasks', () => {
    const world = aRun(
      aPlan([aStage('a'), aStage('b', { primary: PERSON }), aStage('c', { dependsOn: after('b') }), aStage('d')]),
    )
    world.perform('d')
    world.begin('a')
    world.send(CANCEL)
    expect(world.statuses()).toEqual({ a: 'canceled', b: 'canceled', c: 'canceled', d: 'succeeded' })
    expect(world.stage('b').tasks[0]?.state).toEqual({ status: 'withdrawn', at: at(0) })
    expect(world.stage('a').state).toMatchObject({ settlement: { effect: 'none', by: LENA } })
    expect([runStatus(world.run), isFinished(world.run)]).toEqual(['canceled', true])
  })

  it('[CO1] marks a running stage that is not pure as unknown', () => {
    const world = aRun(aPlan([aStage('a', { effect: 'idempotent' }), aStage('b', { effect: 'idempotent' })]))
    world.begin('a')
    world.send(CANCEL)
    expect(world.stage('a').state).toMatchObject({ settlement: { effect: 'unknown' } })
    expect(world.stage('b').state).toMatchObject({ settlement: { effect: 'none' } })
  })

  it('[CO1] marks a stage as unknown that may have acted, whatever a person is asked about it', () => {
    const once = aStage('a', { effect: 'once-or-ask' })
    const reviewed = { ...once, id: 'c' as StageId, reviewer: PERSON }
    const world = aRun(aPlan([once, { ...once, id: 'b' as StageId }, reviewed, { ...once, id: 'd' as StageId }]))
    world.fail('a', { reach: 'unknown' })
    world.fail('b', { reach: 'answered' })
    world.perform('c')
    world.fail('d', { reach: 'not-begun' })
    world.send(CANCEL)
    const effects = ['a', 'b', 'c', 'd'].map((id) => world.stage(id).state)
    expect(effects).toMatchObject(
      ['unknown', 'unknown', 'unknown', 'none'].map((effect) => ({ settlement: { outcome: 'canceled', effect } })),
    )
  })

  it('[CO1] leaves tasks alone that somebody has answered', () => {
    const world = aRun(aPlan([aStage('a', { primary: NOBODY })]))
    world.answer('a', RETRY)
    world.send(CANCEL)
    expect(world.stage('a').tasks.map(({ state }) => state.status)).toEqual(['answered', 'withdrawn'])
  })

  it('[CO1] changes nothing a second time, and refuses a run that ended otherwise', () => {
    const world = aRun(aPlan([aStage('a')]))
    world.send(CANCEL)
    expect(world.send(CANCEL)).toEqual([])
    const done = aRun(aPlan([aStage('a')]))
    done.perform('a')
    expect(done.refused(CANCEL)).toEqual({ code: 'run-finished' })
  })
})

describe('pause', () => {
  it('[CO2] starts nothing, while results and answers go on', () => {
    const world = aRun(
      aPlan([
        aStage('a'),
        aStage('b', { dependsOn: after('a'), primary: PERSON }),
        aStage('c', { dependsOn: after('a') }),
      ]),
    )
    world.begin('a')
    world.send(PAUSE)
    expect(world.send(PAUSE)).toEqual([])
    expect(runStatus(world.run)).toBe('paused')
    world.report('a', { type: 'answered', answer: anAnswer() })
    expect(world.statuses()).toEqual({ a: 'succeeded', b: 'ready', c: 'ready' })
    expect(workDue(world.run, at(0), OWNER)).toEqual([])
    world.send(RESUME)
    expect(world.statuses()).toEqual({ a: 'succeeded', b: 'awaiting-approval', c: 'ready' })
    expect(world.refused(RESUME)).toEqual({ code: 'run-not-paused' })
  })

  it('[CO2] a round asked for while paused asks its person on resume', () => {
    const world = aRun(aPlan([aStage('a', { primary: NOBODY })]))
    world.send(PAUSE)
    world.answer('a', RETRY)
    expect(world.statuses()).toEqual({ a: 'ready' })
    world.send(RESUME)
    expect(world.statuses()).toEqual({ a: 'awaiting-approval' })
  })

  it('[CO2] a review that waits is no person’s turn', () => {
    const world = aRun(aPlan([aStage('a', { reviewer: aCapability() })]))
    world.perform('a')
    world.send(PAUSE)
    world.send(RESUME)
    expect(world.stage('a').state).toEqual({ status: 'ready', step: 'review' })
  })
})

describe('audits', () => {
  it('[TA9] an audit blocks nothing and outlives the run', () => {
    const world = aRun(aPlan([aStage('a', { gate: { ...GATE, auditRate: 0.6 } })]))
    world.perform('a', { confidence: 0.9 })
    expect(runStatus(world.run)).toBe('succeeded')
    expect(world.openTask('a')).toMatchObject({ reason: 'audit', due: null })
    expect(world.send({ type: 'time-passed', jitter: 0 }, at(1e6))).toEqual([])
    expect(world.refused(world.answering(world.openTask('a').id, RETRY))).toMatchObject({ code: 'answer-not-offered' })
    world.answer('a', REJECT)
    expect(world.statuses()).toEqual({ a: 'succeeded' })
  })

  it('[TA9] an audit waits for no time', () => {
    const stage = aStage('a', { gate: { ...GATE, auditRate: 1 } })
    const world = aRun(aPlan([stage]))
    world.perform('a', { confidence: 0.9 })
    expect(nextDue(stage, world.stage('a'))).toBeUndefined()
  })

  it('[TA9] the coin decides', () => {
    const world = aRun(aPlan([aStage('a', { gate: { ...GATE, auditRate: 0.5 } })]))
    world.perform('a', { confidence: 0.9 })
    expect(world.stage('a').tasks).toEqual([])
  })

  it('[TA9] stays open when the run is canceled', () => {
    const world = aRun(aPlan([aStage('a', { gate: { ...GATE, auditRate: 1 } }), aStage('b')]))
    world.perform('a', { confidence: 0.9 })
    world.send(CANCEL)
    world.answer('a', APPROVE)
    expect(world.stage('a').tasks[0]?.state.status).toBe('answered')
  })
})

const RETRY_ORDER = { id: 'run-2' as RunId, by: LENA, salt: 's' }

/** The run that takes up a finished one from a stage. */
function takenUp({ run }: TestRun, from: string, id = 'run-2'): TestRun {
  const started = retryFrom(run, { ...RETRY_ORDER, from: from as StageId, id: id as RunId })
  if (!started.ok) throw new Error(`The retry was refused: ${started.error.code}`)
  return aRun(run.plan, started.value)
}

describe('retry-from', () => {
  const plan = aPlan([
    aStage('a'),
    aStage('b', { dependsOn: after('a') }),
    aStage('c', { dependsOn: after('a') }),
    aStage('d', { dependsOn: after('b') }),
  ])

  function failedAtB(): TestRun {
    const world = aRun(plan, { title: 'order 7' })
    world.perform('a', { outputs: { n: 1 } })
    for (const minute of [1, 2, 3]) world.fail('b', {}, at(minute))
    world.answer('b', REJECT, at(4))
    world.perform('c', {}, at(5))
    return world
  }

  it('[CO3] carries what is not to run again', () => {
    const started = retryFrom(failedAtB().run, { ...RETRY_ORDER, from: 'b' as StageId })
    expect(started).toMatchObject({
      ok: true,
      value: { title: 'order 7', origin: { run: RUN_ID, generations: { a: 1, b: 1, c: 1, d: 0 }, keyedBy: {} } },
    })
    if (!started.ok) return
    const again = aRun(plan, started.value)
    expect(again.statuses()).toEqual({ a: 'succeeded', b: 'ready', c: 'succeeded', d: 'pending' })
    expect(again.stage('a').outputs?.value).toEqual({ n: 1 })
    expect(again.stage('b').generation).toBe(1)
    again.perform('b')
    again.perform('d')
    expect(runStatus(again.run)).toBe('succeeded')
    expect(retryFrom(again.run, { ...RETRY_ORDER, from: 'd' as StageId })).toMatchObject({
      value: { origin: { run: 'run-2' } },
    })
  })

  it('[CO3] does not carry canceled stages', () => {
    const world = aRun(aPlan([aStage('a'), aStage('b')]))
    world.send(CANCEL)
    const started = retryFrom(world.run, { ...RETRY_ORDER, from: 'a' as StageId })
    expect(started).toMatchObject({ value: { origin: { carried: [] } } })
    expect(started.ok && started.value.title).toBeUndefined()
  })

  it('[CO3] a stage that was taken over and is done again later has a new generation', () => {
    const first = aRun(aPlan([aStage('a'), aStage('b', { dependsOn: after('a'), onError: 'fail' })]))
    first.perform('a')
    for (const minute of [1, 2, 3]) first.fail('b', {}, at(minute))
    const second = takenUp(first, 'b')
    expect(second.stage('a').generation).toBe(1)
    second.perform('b')
    expect(takenUp(second, 'a').stage('a').generation).toBe(1)
    expect(takenUp(second, 'a').stage('b').generation).toBe(2)
  })

  it('[CO3] a canceled stage that nobody chose goes on with its generation', () => {
    const world = aRun(aPlan([aStage('a', { effect: 'idempotent' }), aStage('b')]))
    world.begin('a')
    world.send(CANCEL)
    const again = takenUp(world, 'b')
    expect(again.stage('a')).toMatchObject({ generation: 0, state: { status: 'ready' } })
  })

  it('[CO3] a key names another run only where a stage goes on with what that run had begun', () => {
    const world = aRun(aPlan([aStage('a', { effect: 'idempotent' }), aStage('b')]))
    world.begin('a')
    world.send(CANCEL)
    const keyOf = ({ run }: TestRun, stage: string, generation: number) => keyOrigin(run, stage as StageId, generation)
    const second = takenUp(world, 'b')
    expect([keyOf(second, 'a', 0), keyOf(second, 'a', 1), keyOf(second, 'b', 0)]).toEqual([RUN_ID, 'run-2', 'run-2'])
    second.begin('a')
    second.send(CANCEL)
    expect(keyOf(takenUp(second, 'b', 'run-3'), 'a', 0)).toBe(RUN_ID)
    expect(keyOf(takenUp(second, 'a', 'run-3'), 'a', 1)).toBe('run-3')
  })

  it('[CO3] asks whether it happened before a canceled stage that nobody chose is done again', () => {
    const world = aRun(aPlan([aStage('a', { effect: 'once-or-ask' }), aStage('b')]))
    world.begin('a')
    world.send(CANCEL)
    const again = takenUp(world, 'b')
    expect(again.openTask('a')).toMatchObject({
      reason: 'unknown-outcome',
      because: 'It was being done when the run before was canceled, and nobody knows whether it happened.',
    })
    again.answer('a', RETRY)
    expect(again.stage('a')).toMatchObject({ generation: 1, state: { status: 'ready' } })
    expect(takenUp(world, 'a').stage('a').state).toMatchObject({ status: 'ready' })
  })

  it('[CO3] what a person said had happened is done again with a new generation', () => {
    const first = aRun(aPlan([aStage('a', { effect: 'once-or-ask' }), aStage('b')]))
    first.begin('a')
    first.send(CANCEL)
    const second = takenUp(first, 'b')
    second.answer('a', edit({}))
    second.perform('b')
    expect(takenUp(second, 'a').stage('a').generation).toBe(1)
    const canceled = takenUp(first, 'b')
    canceled.send(CANCEL)
    expect(takenUp(canceled, 'b').openTask('a').reason).toBe('unknown-outcome')
  })

  it('[CO3] what did not succeed has no outputs, also where it is taken over', () => {
    const world = aRun(aPlan([aStage('a', { when: 'false' }), aStage('b')]))
    world.perform('b')
    expect(takenUp(world, 'b').stage('a').outputs).toBeNull()
  })

  it('[CO3] refuses a run that goes on, and an unknown stage', () => {
    const world = aRun(plan)
    expect(retryFrom(world.run, { ...RETRY_ORDER, from: 'a' as StageId })).toMatchObject({
      error: { code: 'run-not-finished' },
    })
    world.send(CANCEL)
    expect(retryFrom(world.run, { ...RETRY_ORDER, from: 'x' as StageId })).toMatchObject({
      error: { code: 'stage-unknown' },
    })
  })
})

describe('work due', () => {
  it('[WD1] names what may begin, and when to look again', () => {
    const world = aRun(aPlan([aStage('a'), aStage('b', { primary: PERSON }), aStage('c', { dependsOn: after('b') })]))
    expect(workDue(world.run, at(0), OWNER)).toEqual([
      { type: 'begin', stage: 'a' },
      { type: 'wake', at: at(240) },
    ])
    world.begin('a')
    expect(workDue(world.run, at(1), OWNER)).toEqual([{ type: 'wake', at: at(30) }])
    expect(workDue(world.run, at(30), OWNER)).toEqual([{ type: 'time-passed' }])
    expect(runStatus(world.run)).toBe('running')
  })

  it('[WD1] a stage that backs off may begin once its time has come', () => {
    const world = aRun(aPlan([aStage('a')]))
    world.fail('a')
    expect(runStatus(world.run)).toBe('waiting')
    expect(workDue(world.run, at(0), OWNER)).toEqual([{ type: 'ready-at', stage: 'a', at: at(0) + 500 }])
    expect(workDue(world.run, at(1), OWNER)).toEqual([{ type: 'begin', stage: 'a' }])
  })

  it('[WD1] a finished run has no work', () => {
    const world = aRun(aPlan([aStage('a')]))
    world.perform('a')
    expect(workDue(world.run, at(0), OWNER)).toEqual([])
  })

  it('[WD2] attempts of another owner are lost', () => {
    const world = aRun(aPlan([aStage('a', { timeoutMs: null })]))
    const fence = world.begin('a')
    expect(workDue(world.run, at(0), OWNER)).toEqual([])
    expect(workDue(world.run, at(0), 'owner-2' as OwnerId)).toEqual([{ type: 'lost', stage: 'a', fence }])
  })

  it('[WD3] a paused run begins nothing and still wakes', () => {
    const world = aRun(aPlan([aStage('a'), aStage('b', { primary: PERSON })]))
    world.send(PAUSE)
    expect(workDue(world.run, at(0), OWNER)).toEqual([{ type: 'wake', at: at(240) }])
  })

  it('[WD3] a paused run does not wake for the end of an interval', () => {
    const world = aRun(aPlan([aStage('a')]))
    world.fail('a')
    expect(workDue(world.run, at(0), OWNER)).toEqual([{ type: 'ready-at', stage: 'a', at: at(500 / 60_000) }])
    world.send(PAUSE)
    expect([at(0), at(1)].map((now) => workDue(world.run, now, OWNER))).toEqual([[], []])
    world.send(RESUME)
    expect(workDue(world.run, at(1), OWNER)).toEqual([{ type: 'begin', stage: 'a' }])
  })

  it('[WD1] an overdue task whose chain is at its end needs no clock', () => {
    const world = aRun(aPlan([aStage('a', { primary: PERSON })]))
    world.send({ type: 'time-passed', jitter: 0 }, at(300))
    expect(workDue(world.run, at(301), OWNER)).toEqual([])
    expect(runStatus(world.run)).toBe('waiting')
  })
})

describe('handoffs', () => {
  it('[RU2] a person without declared inputs gets the run’s inputs and the handoffs of its dependencies', () => {
    const { inputs: _, ...b } = aStage('b', { primary: PERSON, dependsOn: after('a') })
    const module = { ref: 'ctx:rules', title: 'Rules', sha256: 'c1', tokens: 12 }
    const a = aStage('a', { context: { budgetTokens: 10, usedTokens: 0, modules: [module], omitted: [] } })
    const world = aRun(aPlan([a, b], { inputs: { order: { schema: {}, required: false } } }), { inputs: { order: 7 } })
    expect(handoffFrom(world.run, 'a' as StageId)).toMatchObject({
      outcome: 'ready',
      confidence: { value: null, source: 'none' },
      artifacts: [],
    })
    const artifacts = [{ name: 'r.md', mediaType: 'text/markdown', size: 3, sha256: 'f1' }]
    world.perform('a', { outputs: { x: 1 }, summary: 'Found one.', artifacts })
    expect(handoffFrom(world.run, 'a' as StageId)).toEqual({
      schema: 'workcharts.handoff/1',
      run: RUN_ID,
      from: 'a',
      outcome: 'succeeded',
      summary: 'Found one.',
      outputs: { x: 1 },
      confidence: { value: 0.9, source: 'reported' },
      artifacts: [{ name: 'r.md', media_type: 'text/markdown', size: 3, sha256: 'f1' }],
      memory_ids: { used: [], produced: [] },
      context: [{ ref: 'ctx:rules', sha256: 'c1', tokens: 12 }],
    })
    expect(stageInputs(world.run, b)).toEqual({
      ok: true,
      value: { inputs: { order: 7 }, handoffs: { a: handoffFrom(world.run, 'a' as StageId) } },
    })
  })

  it('[RU2] declared inputs may hold any JSON, with expressions anywhere in it', () => {
    const inputs = { deep: [{ text: 'Order ${{ stages.a.outputs.id }}' }, 5, null, true], plain: 'x' }
    const b = aStage('b', { dependsOn: after('a'), inputs })
    const world = aRun(aPlan([aStage('a'), b]))
    world.perform('a', { outputs: { id: 7 } })
    expect(stageInputs(world.run, b)).toEqual({
      ok: true,
      value: { deep: [{ text: 'Order 7' }, 5, null, true], plain: 'x' },
    })
  })
})

/** A plan with every kind of stage in it. */
const STAGES: readonly PlannedStage[] = [
  aStage('a', { gate: { ...GATE, auditRate: 0.3 } }),
  aStage('b', { dependsOn: after('a'), effect: 'once-or-ask', onError: 'continue' }),
  aStage('c', { dependsOn: after('a'), primary: PERSON, onReject: 'continue' }),
  aStage('d', {
    dependsOn: after('b', 'c'),
    join: 'any',
    readsOutcomeOf: after('b', 'c'),
    when: "stages.c.outcome != 'x'",
  }),
  aStage('e', { dependsOn: after('d'), reviewer: aCapability() }),
  aStage('f', { dependsOn: after('a'), when: 'false', onSkip: 'continue' }),
  aStage('g', { dependsOn: after('f'), primary: NOBODY }),
]

const stageIds = fc.constantFrom(...STAGES.map(({ id }) => id))
const confidences = fc.constantFrom(0.9, 0.5, undefined, 2)

/** Any command that makes sense for some run; those that end it are rare, so that most runs get far. */
const wishes = fc.oneof(
  { weight: 20, arbitrary: fc.record({ type: fc.constant('begin' as const), stage: stageIds }) },
  {
    weight: 20,
    arbitrary: fc.record({
      type: fc.constant('report' as const),
      stage: stageIds,
      confidence: confidences,
      coin: fc.constantFrom(0.1, 0.9),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      type: fc.constant('fail' as const),
      stage: stageIds,
      reach: fc.constantFrom('answered' as const, 'not-begun' as const, 'unknown' as const),
    }),
  },
  { weight: 3, arbitrary: fc.record({ type: fc.constant('lose' as const), stage: stageIds }) },
  {
    weight: 15,
    arbitrary: fc.record({
      type: fc.constant('answer' as const),
      stage: stageIds,
      answer: fc.constantFrom(APPROVE, REJECT, RETRY, edit({ x: 1 })),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({ type: fc.constant('time' as const), minutes: fc.integer({ min: 1, max: 300 }) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constantFrom('pause' as const, 'resume' as const, 'check' as const),
      stage: stageIds,
    }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('cancel' as const) }) },
)
type Wish = typeof wishes extends fc.Arbitrary<infer W> ? W : never

function commandOf(run: Run, wish: Wish): Command {
  switch (wish.type) {
    case 'begin':
      return { type: 'begin-attempt', stage: wish.stage, inputsDigest: 'i1', owner: OWNER }
    case 'report': {
      const answer = anAnswer({ outputs: { x: 1 }, confidence: wish.confidence })
      return {
        type: 'report-attempt',
        stage: wish.stage,
        fence: fenceIn(run, wish.stage),
        result: { type: 'answered', answer },
        salt: 's',
        jitter: 0.5,
        coin: wish.coin,
      }
    }
    case 'fail': {
      const error = anError({ reach: wish.reach })
      return {
        type: 'report-attempt',
        stage: wish.stage,
        fence: fenceIn(run, wish.stage),
        result: { type: 'failed', error },
        salt: 's',
        jitter: 0.5,
        coin: 1,
      }
    }
    case 'lose':
      return { type: 'lose-attempt', stage: wish.stage, fence: fenceIn(run, wish.stage), jitter: 0.5 }
    case 'answer': {
      const task = stageAt(run.stages, stageIndex(run.plan, wish.stage)).tasks.find(
        ({ state }) => state.status === 'open',
      )
      return answerCommand(run, task?.id ?? ('none.x.1' as never), { answer: wish.answer, id: `c${run.version}` })
    }
    case 'time':
      return { type: 'time-passed', jitter: 0.5 }
    case 'check':
      return { type: 'request-check', stage: wish.stage, by: LENA, note: '' }
    case 'pause':
      return PAUSE
    case 'resume':
      return RESUME
    case 'cancel':
      return CANCEL
  }
}

function fenceIn(run: Run, stage: StageId): number {
  const { state } = stageAt(run.stages, stageIndex(run.plan, stage))
  return state.status === 'running' ? state.fence : 1
}

interface Played {
  readonly run: Run
  readonly history: readonly RunEvent[]
  readonly now: ReturnType<typeof at>
}

function play(list: readonly Wish[]): Played {
  const { run: first, history } = aRun(aPlan(STAGES))
  let [run, minutes] = [first, 0]
  for (const wish of list) {
    if (wish.type === 'time') minutes += wish.minutes
    const decided = decide(run, commandOf(run, wish), { now: at(minutes), sha256 })
    if (!decided.ok) continue
    run = decided.value.run
    history.push(...decided.value.events)
  }
  return { run, history, now: at(minutes) }
}

const plays = fc.array(wishes, { maxLength: 120, size: 'max' })

/** The facts that a store is asked for: the first one and those that the snapshot names. */
function factsFor(snapshot: Snapshot, history: readonly RunEvent[]): (seq: number) => RunEvent {
  const wanted = new Set([1, ...payloadFacts(snapshot)])
  return (seq) => {
    const fact = wanted.has(seq) ? history[seq - 1] : undefined
    if (fact === undefined) throw new Error(`The snapshot does not name fact ${seq}`)
    return fact
  }
}

function rebuilt({ plan }: Run, history: readonly RunEvent[], snapshot: Snapshot): Run {
  return fromSnapshot(snapshot, { plan, started: history[0] as StartEvent, factAt: factsFor(snapshot, history) })
}

describe('any history', () => {
  it('[RP1] folds to the run it was decided on', () => {
    fc.assert(
      fc.property(plays, (list) => {
        const { run, history } = play(list)
        expect(replay(run.plan, history)).toEqual(run)
        expect(run.version).toBe(history.length)
      }),
    )
  })

  it('[RP2] survives a snapshot at any point, without payloads in it', () => {
    fc.assert(
      fc.property(plays, (list) => {
        const { run, history } = play(list)
        const snapshot = JSON.parse(JSON.stringify(toSnapshot(run)))
        expect(JSON.stringify(snapshot)).not.toContain('"x":1')
        expect(payloadFacts(snapshot)).not.toContain(1)
        expect(rebuilt(run, history, snapshot)).toEqual(run)
      }),
    )
  })

  it('[RP2] a snapshot of a run that carries results puts them back', () => {
    const world = aRun(aPlan(STAGES))
    world.perform('a', { outputs: { x: 1 } })
    world.send(CANCEL)
    const again = takenUp(world, 'b')
    expect(rebuilt(again.run, again.history, toSnapshot(again.run))).toEqual(again.run)
  })

  it('[RP2] a snapshot gives back what machines and people answered', () => {
    const outputs = { x: 1 }
    const world = aRun(
      aPlan([
        aStage('judged', { gate: GATE }),
        aStage('again', { gate: GATE, reviewer: aCapability() }),
        aStage('edited', { primary: PERSON }),
        aStage('approved', { primary: PERSON }),
        aStage('open', { primary: PERSON }),
        aStage('waiting', { reviewer: aCapability() }),
      ]),
    )
    world.perform('judged', { outputs, confidence: 0.5 })
    world.answer('judged', APPROVE)
    for (let step = 0; step < 2; step += 1) world.perform('again', { outputs, confidence: 0.5 })
    world.answer('again', RETRY)
    world.answer('edited', edit(outputs))
    world.answer('approved', APPROVE)
    world.perform('waiting', { outputs })
    const snapshot = toSnapshot(world.run)
    expect(payloadFacts(snapshot)).toHaveLength(4)
    expect(rebuilt(world.run, world.history, snapshot)).toEqual(world.run)
  })

  it('[WD4] never stops without a reason to go on', () => {
    fc.assert(
      fc.property(plays, (list) => {
        const { run, now } = play(list)
        const working = allStages(run.stages).some(
          ({ state }) => state.status === 'running' || state.status === 'awaiting-approval',
        )
        const { phase } = run
        expect(phase.type !== 'open' || working || workDue(run, now, OWNER).length > 0).toBe(true)
      }),
    )
  })

  it('[OU3][JO1] settles each stage once, after its dependencies, and ends once everything has settled', () => {
    fc.assert(
      fc.property(plays, (list) => {
        const { run, history } = play(list)
        const settled = history.flatMap((event) => (event.type === 'stage-settled' ? [event] : []))
        expect(new Set(settled.map(({ stage }) => stage)).size).toBe(settled.length)
        for (const [index, { stage, settlement }] of settled.entries()) {
          const earlier = settled.slice(0, index).map((event) => event.stage)
          const { dependsOn } = plannedAt(run.plan, stageIndex(run.plan, stage))
          expect(settlement.outcome === 'canceled' || dependsOn.every((id) => earlier.includes(id))).toBe(true)
        }
        expect(run.phase.type === 'finished').toBe(settled.length === STAGES.length)
      }),
    )
  })

  it('[AT2] fences only rise', () => {
    fc.assert(
      fc.property(plays, (list) => {
        const { history } = play(list)
        const begun = history.flatMap((event, index) => (event.type === 'attempt-begun' ? [index + 1] : []))
        expect(begun).toEqual(begun.toSorted((left, right) => left - right))
      }),
    )
  })
})

describe('the table of stages', () => {
  it('[RP3] copies one chunk for a change and keeps the others', () => {
    const { run } = aRun(aPlan(Array.from({ length: 1_000 }, (_, index) => aStage(`s${index}`))))
    const table = stageTable(allStages(run.stages))
    const changed = withStageAt(table, 300, { ...stageAt(table, 300), state: { status: 'pending' } })
    expect(changed.chunks.filter((chunk, index) => chunk !== table.chunks[index])).toHaveLength(1)
    expect(changed.counts).toMatchObject({ ready: 999, pending: 1 })
  })

  it('[RP3] throws for a stage that is not there', () => {
    const { run } = aRun(aPlan([aStage('a')]))
    expect(() => stageAt(run.stages, 1)).toThrow('No stage at 1')
    expect(() => plannedAt(run.plan, 1)).toThrow('no stage at 1')
    expect(() => stageIndex(run.plan, 'x' as StageId)).toThrow('no stage x')
  })

  it('[RP1] a history begins with the start of its run, once', () => {
    const world = aRun(aPlan([aStage('a')]))
    expect(() => replay(world.run.plan, [])).toThrow('begins with the start')
    expect(() => replay(world.run.plan, [...world.history, world.history[0] as RunEvent])).toThrow('starts once')
  })
})
