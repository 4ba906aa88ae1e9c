import { describe, expect, it } from 'vitest'
import type { PlannedStage } from '../../src/core/plan/plan.ts'
import { runStatus } from '../../src/core/run/run.ts'
import { getAnswer } from '../../src/core/run/stage-run.ts'
import { stageAt } from '../../src/core/run/stage-table.ts'
import type { Assignment } from '../../src/engine/ports.ts'
import type { Script } from '../support/engine.ts'
import { answered, aWorld, finished, runThat, startOf } from '../support/engine.ts'
import { aCapability, aPlan, aStage, LENA } from '../support/runs.ts'

const GATE = { kind: 'threshold', threshold: 0.6, samples: 3 } as const

function aPlanAsking(over: Partial<PlannedStage> = {}) {
  const retry = { ...aStage('x').retry, initialIntervalMs: 1 }
  return aPlan([aStage('a', { gate: GATE, retry, ...over })])
}

/** Waits until all of a question's samples are there, then lets each answer in its own way. */
function together(answer: (assignment: Assignment, number: number) => ReturnType<Script>): Script {
  let count = 0
  const { promise, resolve } = Promise.withResolvers<void>()
  return async (assignment) => {
    count += 1
    const number = count
    if (number === GATE.samples) resolve()
    await promise
    return await answer(assignment, number)
  }
}

describe('asking several times', () => {
  it('[EN31] asks all at once, each with a key of its own, and goes by what agrees', async () => {
    const labels = ['refund', 'other', 'refund']
    const world = aWorld({ script: together((_, number) => answered({ label: labels[number - 1] ?? '' })) })
    const run = await finished(world, (await startOf(world, aPlanAsking())).id)
    const stage = stageAt(run.stages, 0)
    expect(stage.state).toMatchObject({ settlement: { source: 'agreement', confidence: 2 / 3 } })
    expect(stage.outputs?.value).toEqual({ label: 'refund' })
    expect(stage.account.attemptsTotal).toBe(1)
    expect(new Set(world.assignments.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(3)
  })

  it('[EN31] each keeps its key over attempts', async () => {
    let asked = 0
    const script: Script = () => {
      asked += 1
      const error = { code: 'x', message: 'x', reach: 'not-begun', cost: null } as const
      return asked <= GATE.samples ? { type: 'failed', error } : answered()
    }
    const world = aWorld({ script })
    await finished(world, (await startOf(world, aPlanAsking())).id)
    const keys = world.assignments.map(({ idempotencyKey }) => idempotencyKey)
    expect(keys.slice(0, 3)).toEqual(keys.slice(3))
  })

  it('[EN31] tells apart what they write down', async () => {
    const script = together(async ({ record }) => {
      await record({ type: 'tool-called', call: '1', tool: 'skill:look-up', effect: 'pure' })
      await record({ type: 'said', text: 'Looking.' })
      return answered()
    })
    const world = aWorld({ script })
    const { id } = await startOf(world, aPlanAsking())
    await finished(world, id)
    const history = await world.store.history(id, { after: 0, also: [] })
    const notes = history.flatMap(({ event }) => (event.type === 'attempt-noted' ? [event.note] : []))
    const calls = notes.flatMap((note) => ('call' in note ? [note.call] : []))
    expect([calls.toSorted(), notes.length]).toEqual([['1.1', '2.1', '3.1'], 6])
  })

  it('[EN31] asks a reviewer once', async () => {
    const reviewer = aCapability({ ref: 'skill:check', name: 'Check' })
    const world = aWorld()
    const run = await finished(world, (await startOf(world, aPlanAsking({ reviewer }))).id)
    expect(world.assignments.map(({ performer }) => performer.ref)).toEqual([
      ...Array(3).fill('skill:sort'),
      'skill:check',
    ])
    expect(getAnswer(stageAt(run.stages, 0)).answer.agreement).toEqual({ samples: 3, agreeing: 3 })
  })

  it('[EN31] one that breaks agrees with nobody', async () => {
    const script = together((_, number) => {
      if (number === 2) throw new Error('boom')
      return answered()
    })
    const world = aWorld({ script })
    const run = await finished(world, (await startOf(world, aPlanAsking())).id)
    expect(getAnswer(stageAt(run.stages, 0)).answer).toMatchObject({
      cost: null,
      agreement: { samples: 3, agreeing: 2 },
    })
  })

  it('[EN32] canceling stops every one of them', async () => {
    const everyoneAsked = Promise.withResolvers<void>()
    let [asked, stopped] = [0, 0]
    const script: Script = (_, signal) => {
      asked += 1
      if (asked === GATE.samples) everyoneAsked.resolve()
      return new Promise((resolve) => {
        signal.addEventListener('abort', () => {
          stopped += 1
          resolve(answered())
        })
      })
    }
    const world = aWorld({ script })
    const { id } = await startOf(world, aPlanAsking())
    await everyoneAsked.promise
    await world.engine.command(id, { type: 'cancel-run', by: LENA, note: '' })
    const run = await runThat(world, id, ({ version }) => version > 6)
    expect([stopped, runStatus(run)]).toEqual([3, 'canceled'])
    const history = await world.store.history(id, { after: 0, also: [] })
    expect(history.at(-1)?.event).toMatchObject({ type: 'attempt-late', cost: { basis: 'free' } })
  })
})
