import { describe, expect, it } from 'vitest'
import { NOTES_MAX } from '../../../src/core/run/attempt-note.ts'
import type { TokenUsage } from '../../../src/core/run/token-usage.ts'
import { sumTokens } from '../../../src/core/run/token-usage.ts'
import type { StageId } from '../../../src/core/workflow/workflow.ts'
import { aPlan, aRun, aStage, at } from '../../support/runs.ts'

const A = 'a' as StageId
const NOTE = { type: 'said', text: 'Reading.' } as const

function tokens(input: number | null): TokenUsage {
  return { input, output: 1, cacheRead: null, cacheWrite: 0, reasoning: 2 }
}

describe('notes of an attempt', () => {
  it('[AT11] are written down while it is at work, and change nothing else', () => {
    const world = aRun(aPlan([aStage('a')]))
    expect(world.refused({ type: 'note-attempt', stage: A, fence: 3, note: NOTE })).toEqual({
      code: 'attempt-over',
      stage: 'a',
    })
    expect(world.refused({ type: 'note-attempt', stage: 'x' as StageId, fence: 3, note: NOTE })).toMatchObject({
      code: 'attempt-over',
    })
    world.begin('a')
    const before = world.stage('a').state
    world.send({ type: 'note-attempt', stage: A, fence: 3, note: NOTE })
    expect(world.stage('a').state).toEqual({ ...before, notes: 1 })
    expect(world.refused({ type: 'note-attempt', stage: A, fence: 2, note: NOTE })).toMatchObject({
      code: 'attempt-over',
    })
  })

  it('[AT11] end at a bound', () => {
    const world = aRun(aPlan([aStage('a')]))
    world.begin('a')
    const note = { type: 'note-attempt', stage: A, fence: 3, note: NOTE } as const
    for (let written = 0; written < NOTES_MAX; written += 1) world.send(note)
    expect(world.refused(note)).toEqual({ code: 'notes-exhausted', stage: 'a', notesMax: NOTES_MAX })
  })
})

describe('models that were asked', () => {
  it('[AT12] are counted over all attempts, by name', () => {
    const world = aRun(aPlan([aStage('a')]))
    world.fail('a', { model: { name: 'cloud/small', tokens: tokens(10) } })
    world.fail('a', { model: { name: 'cloud/large', tokens: null } }, at(10))
    world.perform('a', { model: { name: 'cloud/small', tokens: tokens(5) } }, at(20))
    expect(world.stage('a').account.models).toEqual([
      { name: 'cloud/small', tokens: { input: 15, output: 2, cacheRead: null, cacheWrite: 0, reasoning: 4 } },
      { name: 'cloud/large', tokens: null },
    ])
  })

  it('[AT12] an answer that can not be used was counted all the same', () => {
    const world = aRun(aPlan([aStage('a', { outputs: { type: 'object', required: ['label'] } })]))
    world.perform('a', { outputs: {}, model: { name: 'cloud/small', tokens: tokens(3) } })
    expect(world.stage('a').account.models).toMatchObject([{ name: 'cloud/small', tokens: { input: 3 } }])
  })

  it('[AT12] tokens are null as soon as one did not say', () => {
    expect(sumTokens([])).toBeNull()
    expect(sumTokens([tokens(1), null])).toBeNull()
    expect(sumTokens([null, tokens(1)])).toBeNull()
    expect(sumTokens([tokens(1), tokens(null)])).toMatchObject({ input: null, output: 2 })
  })
})
