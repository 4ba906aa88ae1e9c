import { describe, expect, it } from 'vitest'
import type { MemoryNote } from '../../../src/core/memory/memory-note.ts'
import { foundMemory, foundMemoryIds } from '../../../src/core/run/found-memory.ts'
import { handoffFrom } from '../../../src/core/run/handoff.ts'
import type { StageEvent } from '../../../src/core/run/run-event.ts'
import type { StageId } from '../../../src/core/workflow/workflow.ts'
import type { TestRun } from '../../support/runs.ts'
import { aPlan, aRun, aStage, RUN_ID, sha256 } from '../../support/runs.ts'

const NOTE: MemoryNote = { type: 'gotcha', content: 'Ask for the order number.', confidence: 0.7, anchors: ['a.md'] }
const ID = `${RUN_ID}.a.0.1`

function lastSettled({ history }: TestRun): StageEvent {
  const settled = history.findLast((event) => event.type === 'stage-settled')
  if (settled === undefined) throw new Error('Nothing has settled')
  return settled
}

describe('what a stage found', () => {
  it('[MM14][MM15] is made of its notes when it succeeds, under ids that anybody works out again', () => {
    const plan = aPlan([aStage('a')])
    const world = aRun({ ...plan, workflow: { ...plan.workflow, venture: 'north' } })
    world.perform('a', { memory: [NOTE], model: { name: 'cloud/small', tokens: null } })
    const [found] = foundMemory(world.run, lastSettled(world), sha256)
    expect(found).toMatchObject({ id: foundMemoryIds(world.run, 0)[0], venture: 'north', status: 'candidate', ...NOTE })
    expect(found?.sources).toMatchObject([{ stage: 'a', performer: 'skill:sort', model: 'cloud/small' }])
    expect(foundMemory(world.run, lastSettled(world), sha256)).toEqual([found])
  })

  it('[MM14] is nothing without notes, without a model nobody is named, and of other facts nothing is made', () => {
    const plain = aRun(aPlan([aStage('a')]))
    plain.perform('a')
    expect(foundMemory(plain.run, lastSettled(plain), sha256)).toEqual([])
    const noted = aRun(aPlan([aStage('a')]))
    noted.perform('a', { memory: [NOTE] })
    expect(foundMemory(noted.run, lastSettled(noted), sha256)).toMatchObject([
      { venture: null, sources: [{ model: null }] },
    ])
    const ready: StageEvent = { ...lastSettled(noted), type: 'stage-ready', stage: 'a' as StageId }
    expect(foundMemory(noted.run, ready, sha256)).toEqual([])
  })

  it('[MM14] of a stage that did not succeed is nothing', () => {
    const gate = { kind: 'threshold', threshold: 0.9 } as const
    const world = aRun(aPlan([aStage('a', { gate })]))
    world.perform('a', { memory: [NOTE], confidence: 0.1 })
    expect(foundMemoryIds(world.run, 0)).toEqual([])
    world.answer('a', { type: 'reject', note: 'No.' })
    expect(foundMemory(world.run, lastSettled(world), sha256)).toEqual([])
    const lost = aRun(aPlan([aStage('a')]))
    lost.send({ type: 'cancel-run', by: 'human:lena' as never, note: '' })
    expect(foundMemory(lost.run, lastSettled(lost), sha256)).toEqual([])
  })
})

describe('what a handoff tells of it', () => {
  it('[RU2] the digest of the pack, what was used of it and what was found', () => {
    const modules = [{ ref: 'ctx:m', title: 'M', sha256: 'x', tokens: 3, memoryIds: ['m1'] }]
    const context = { budgetTokens: 9, usedTokens: 3, modules, omitted: [], packSha256: 'p' }
    const world = aRun(aPlan([aStage('a', { context })]))
    world.perform('a', { memory: [NOTE] })
    expect(handoffFrom(world.run, 'a' as StageId)).toMatchObject({
      memory_ids: { used: ['m1'], produced: [ID] },
      context_sha256: 'p',
    })
  })
})
