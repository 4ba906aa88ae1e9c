import { describe, expect, it } from 'vitest'
import { createMemoryStore } from '../../src/adapters/memory/memory-store.ts'
import { known } from '../../src/core/basics/known.ts'
import type { PlannedStage } from '../../src/core/plan/plan.ts'
import { basisDigest, gateBasis } from '../../src/core/run/gate-basis.ts'
import type { Run } from '../../src/core/run/run.ts'
import { isFinished } from '../../src/core/run/run.ts'
import type { StageRun } from '../../src/core/run/stage-run.ts'
import { stageAt } from '../../src/core/run/stage-table.ts'
import type { TaskAnswer } from '../../src/core/run/task.ts'
import type { WorkflowId } from '../../src/core/workflow/workflow.ts'
import { createGates } from '../../src/engine/create-gates.ts'
import type { GateAnswerRow, GateLineRow, GateReader } from '../../src/engine/gate-row.ts'
import type { World } from '../support/engine.ts'
import { aWorld, runThat, startOf } from '../support/engine.ts'
import { CHOICE, LIMIT_GATE, TARGET_GATE } from '../support/rulings.ts'
import { aCapability, anAnswer, answerTo, aPlan, aStage, at, edit, LENA, sha256 } from '../support/runs.ts'

const STAGE = aStage('a', { gate: TARGET_GATE, outputs: CHOICE })
const DESK = 'demo' as WorkflowId
const REFUND = edit({ label: 'refund' })

function sureOf(confidence: unknown, outputs = { label: 'refund' }) {
  return { script: () => ({ type: 'answered', answer: anAnswer({ outputs, confidence }) }) as const }
}

function stageOf({ stages }: Run): StageRun {
  return stageAt(stages, 0)
}

function openTask(run: Run) {
  return stageOf(run).tasks.find(({ state }) => state.status === 'open')
}

function isAtRest(run: Run): boolean {
  return isFinished(run) || openTask(run) !== undefined
}

/** A run until it has ended or waits for a person. */
async function done(world: World, stage: PlannedStage = STAGE): Promise<Run> {
  const { id } = await startOf(world, aPlan([stage]))
  return await runThat(world, id, isAtRest)
}

async function decide(world: World, run: Run, answer: TaskAnswer): Promise<void> {
  const { id } = known(openTask(run))
  await world.engine.command(run.id, await answerTo(world.engine, id, answer))
}

/** So many runs, each decided by a person where one is asked. */
async function decided(world: World, count: number, answer: TaskAnswer = REFUND): Promise<void> {
  for (let n = 0; n < count; n += 1) {
    const run = await done(world)
    if (openTask(run) !== undefined) await decide(world, run, answer)
  }
}

async function answersIn({ store }: World) {
  const lines = await store.listGateLines(DESK, STAGE.id)
  const rows = await Promise.all(lines.map(({ key }) => store.gateAnswers(key, 0)))
  return { lines, answers: rows.flat().map(({ answer }) => answer) }
}

describe('a gate that learns from what people find', () => {
  it('[EN78] people decide each answer until it is certified; then what is as sure goes through', async () => {
    const world = aWorld(sureOf(0.9))
    await decided(world, 130)
    const before = await done(world)
    expect(openTask(before)).toMatchObject({ reason: 'no-certificate' })
    await decide(world, before, REFUND)
    const first = await done(world)
    expect(stageOf(first)).toMatchObject({
      state: { status: 'settled', settlement: { outcome: 'succeeded', decision: null } },
      judged: { limit: 0.9, result: 'passes', target: 0.05, certificate: expect.stringMatching(/^[0-9a-f]{64}$/) },
    })
    const view = await world.engine.lookAtGate({ workflow: DESK, stage: STAGE, segment: null })
    expect(view.line?.digest).toBe(stageOf(first).judged?.basis)
    expect(view.watch.answers.size).toBe(132)
    expect(world.problems).toEqual([])
  })

  it('[EN78] answers that people find wrong certify nothing', async () => {
    const world = aWorld(sureOf(0.9))
    await decided(world, 131, edit({ label: 'other' }))
    expect(openTask(await done(world))).toMatchObject({
      reason: 'no-certificate',
      because: expect.stringContaining('of its surest answers'),
    })
  })
})

describe('what is kept of answers', () => {
  it('[EN88] is written as soon as it is judged: what the gate went by, and later what a check found', async () => {
    const world = aWorld(sureOf(0.9))
    const run = await done(world)
    expect((await answersIn(world)).answers).toMatchObject([{ run: run.id, look: { type: 'open' } }])
    await decide(world, run, REFUND)
    const { lines, answers } = await answersIn(world)
    expect(lines).toMatchObject([{ workflow: DESK, stage: 'a', segment: null, digest: stageOf(run).judged?.basis }])
    expect(answers).toMatchObject([
      {
        run: run.id,
        score: 0.9,
        chance: 1,
        leastChance: 1,
        went: 'to-people',
        look: { type: 'done', verdict: 'right' },
      },
    ])
  })

  it('[EN88] of a written limit with a share, the check that comes later too', async () => {
    const world = aWorld(sureOf(0.9))
    const gate = { ...LIMIT_GATE, auditRate: 1 }
    const run = await done(world, { ...STAGE, gate })
    const looked = await runThat(world, run.id, (each) => openTask(each) !== undefined)
    expect((await answersIn(world)).answers).toMatchObject([{ chance: 1, went: 'through', look: { type: 'open' } }])
    await decide(world, looked, edit({ label: 'other' }))
    expect((await answersIn(world)).answers).toMatchObject([{ look: { verdict: 'wrong' } }])
  })

  it.each([
    [0.9, 'through', 0, { type: 'not-due' }],
    [0.3, 'to-people', 1, { type: 'done', verdict: 'right' }],
  ] as const)(
    '[EN89] of a written limit without one, an answer of %d is kept without chance: it shows nothing, and is known',
    async (...[confidence, went, chance, look]) => {
      const world = aWorld(sureOf(confidence))
      const stage = { ...STAGE, gate: { kind: 'threshold', threshold: 0.8 } } as const
      const run = await done(world, stage)
      if (openTask(run) !== undefined) await decide(world, run, { type: 'approve', note: '' })
      const { lines, answers } = await answersIn(world)
      const basis = gateBasis(stage, [anAnswer()], sha256)
      expect(lines).toMatchObject([{ segment: null, digest: basisDigest(basis, sha256), basis }])
      expect(answers).toMatchObject([{ score: confidence, went, chance, leastChance: 0, look }])
    },
  )

  it('[EN89] it is kept apart by the models that answered and by the kind of answer', async () => {
    const answer = anAnswer({ outputs: { label: 'refund' }, model: { name: 'm-1', tokens: null } })
    const world = aWorld({ script: () => ({ type: 'answered', answer }) })
    const gate = { kind: 'threshold', threshold: 0.8, segments: { input: 'channel', values: ['mail'] } } as const
    await done(world, { ...STAGE, gate, inputs: { channel: 'mail' } })
    expect((await answersIn(world)).lines).toMatchObject([{ segment: 'mail', basis: { models: ['m-1'] } }])
  })

  it('[EN88] it is kept by all that had a say in it, whoever reviewed included', async () => {
    const answer = anAnswer({ outputs: { label: 'refund' } })
    let asked = 0
    const world = aWorld({
      script: () => {
        asked += 1
        return { type: 'answered', answer: { ...answer, model: { name: `m-${asked}`, tokens: null } } }
      },
    })
    const reviewed = { ...STAGE, reviewer: aCapability({ ref: 'skill:check' }) }
    const run = await done(world, reviewed)
    await decide(world, run, REFUND)
    expect((await answersIn(world)).lines).toMatchObject([{ digest: stageOf(run).judged?.basis }])
  })

  it('[EN89] nothing is kept where there is no gate, no answer, or nothing settled', async () => {
    const world = aWorld(sureOf(0.9))
    await done(world, aStage('a'))
    const plan = aPlan([{ ...STAGE, gate: { kind: 'threshold', threshold: 0.8 } }])
    const { id } = await startOf(world, plan)
    await world.engine.command(id, { type: 'cancel-run', by: LENA, note: '' })
    await runThat(world, id, isFinished)
    expect((await answersIn(world)).answers).toEqual([])
  })
})

describe('what is looked at', () => {
  it('[EN79] is the line of the stage as it would be run now, whatever models answered, and the one before it', async () => {
    const world = aWorld(sureOf(0.9))
    await decided(world, 2)
    const changed = { ...STAGE, instructions: 'Otherwise.' }
    const look = (stage: PlannedStage, segment: string | null = null) =>
      world.engine.lookAtGate({ workflow: DESK, stage, segment })
    const before = await look(changed)
    expect(before.line).toBeUndefined()
    expect(before.watch.answers.size).toBe(0)
    expect(before.before?.watch.answers.size).toBe(2)
    const run = await done(world, changed)
    await decide(world, run, REFUND)
    const now = await look(changed)
    expect(now.watch.answers.size).toBe(1)
    expect(now.before?.watch.answers.size).toBe(2)
    expect((await look(STAGE)).watch.answers.size).toBe(2)
    expect(await look(STAGE, 'photo')).toMatchObject({ line: undefined, before: undefined })
    const reviewed = { ...STAGE, reviewer: aCapability({ ref: 'skill:check' }) }
    expect((await look(reviewed)).line).toBeUndefined()
    expect((await look({ ...STAGE, primary: aCapability({ digest: 'd2' }) })).line).toBeUndefined()
  })
})

describe('when the store can not be read', () => {
  it('[EN82] nothing passes, no result is lost, and it is told', async () => {
    const store = createMemoryStore()
    const broken = new Error('The disk could not be read')
    const world = aWorld({
      ...sureOf(0.99),
      store: { ...store, listGateLines: () => Promise.reject(broken) },
    })
    const run = await done(world)
    expect(openTask(run)).toMatchObject({ reason: 'no-certificate' })
    expect(stageOf(run).answer?.answer.outputs).toEqual({ label: 'refund' })
    expect(stageOf(run).judged).toBeUndefined()
    expect(world.problems).toEqual([broken])
  })

  it('[EN82] it is asked again for the next answer', async () => {
    const store = createMemoryStore()
    let isBroken = true
    const auditSecret = () => (isBroken ? Promise.reject(new Error('no')) : store.auditSecret())
    const world = aWorld({ ...sureOf(0.99), store: { ...store, auditSecret } })
    expect(stageOf(await done(world)).judged).toBeUndefined()
    isBroken = false
    expect(stageOf(await done(world)).judged).toMatchObject({ result: 'no-certificate' })
  })
})

/** A store that has many answers of two workflows. */
function aLongReader(count: number): GateReader & { readonly asked: (readonly [number, number])[] } {
  const asked: (readonly [number, number])[] = []
  const basis = gateBasis(STAGE, [anAnswer()], sha256)
  const line = (workflow: WorkflowId, key: number): GateLineRow => ({
    ...{ workflow, stage: STAGE.id, segment: null, digest: basisDigest(basis, sha256), basis, key, lastAt: at(0) },
  })
  const looked = { chance: 1, leastChance: 1, went: 'to-people', look: { type: 'not-due' } } as const
  return {
    asked,
    listGateLines: async (workflow) => [line(workflow, workflow === DESK ? 1 : 2)],
    gateAnswers: async (key, after) => {
      asked.push([key, after])
      return Array.from({ length: count - after }, (_, index): GateAnswerRow => {
        const answer = { run: `${key}-${index}`, at: at(index), score: 0.9, ...looked, second: null }
        return { change: after + index + 1, answer }
      })
    },
    turnedAnswers: async () => [],
    auditSecret: async () => '00',
  }
}

it('[EN85] of the answers that are held, the memory forgets those of which nobody asked for longest', async () => {
  const reader = aLongReader(26)
  const ids = { sha256, hmac: sha256 }
  const onProblem = (error: unknown) => {
    throw error
  }
  const gates = createGates({ reader, clock: { now: () => at(0) }, ids, onProblem }, 50)
  const look = (workflow: string) =>
    gates
      .look({ workflow: workflow as WorkflowId, stage: STAGE, segment: null })
      .then(({ watch }) => watch.answers.size)
  const sizes: number[] = []
  for (const workflow of [DESK, DESK, 'other', 'other', DESK]) sizes.push(await look(workflow))
  expect(sizes).toEqual([26, 26, 26, 26, 26])
  expect(reader.asked).toEqual([
    [1, 0],
    [1, 26],
    [2, 0],
    [2, 26],
    [1, 0],
  ])
})

it('[EN85] what is asked about is held, however long it is', async () => {
  const reader = aLongReader(60)
  const parts = { reader, clock: { now: () => at(0) }, ids: { sha256, hmac: sha256 }, onProblem: () => undefined }
  const gates = createGates(parts, 50)
  for (let n = 0; n < 2; n += 1) await gates.look({ workflow: DESK, stage: STAGE, segment: null })
  expect(reader.asked).toEqual([
    [1, 0],
    [1, 60],
  ])
})
