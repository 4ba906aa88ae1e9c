import { describe, expect, it } from 'vitest'
import { timestamp } from '../../src/core/basics/timestamp.ts'
import type { Scratch } from '../../src/engine/create-tests.ts'
import { holdBack } from '../../src/engine/hold-back.ts'
import { createKeptTests } from '../../src/engine/kept-tests.ts'
import type { Performer } from '../../src/engine/ports.ts'
import type { Test, TestId } from '../../src/engine/tests.ts'
import { aClock, answered, aWorld } from '../support/engine.ts'
import { anAssignment, NEVER_ABORTED } from '../support/performers.ts'
import { aCapability } from '../support/runs.ts'

const START = timestamp(Date.UTC(2026, 10, 20, 12))
const MINUTE = 60_000

interface KeptWorld {
  readonly kept: ReturnType<typeof createKeptTests>
  readonly ended: string[]
  readonly put: (id: string) => Promise<void>
  /** Sets the clock so many minutes after the start, and lets whatever was to wake by then wake. */
  readonly pass: (minutes: number) => Promise<void>
}

function someTests(): KeptWorld {
  const clock = aClock(START)
  const ended: string[] = []
  let alarm: { readonly at: number; readonly wake: () => void } | undefined
  const kept = createKeptTests({
    clock,
    wakeAt: (at, wake) => {
      if (alarm === undefined || at < alarm.at) alarm = { at, wake }
    },
  })
  const scratch = (id: string): Scratch => {
    const { engine, store } = aWorld()
    return { engine: { ...engine, close: async () => void ended.push(id) }, reader: store }
  }
  const testOf = (id: string): Test => {
    const none = { workflow: 'w' as Test['workflow'], stage: null, heldBack: [], runs: [] }
    return { id: id as TestId, ...none, ...scratch(id) }
  }
  return {
    kept,
    ended,
    put: (id) => kept.put(testOf(id)),
    pass: async (minutes) => {
      clock.set(timestamp(START + minutes * MINUTE))
      while (alarm !== undefined && alarm.at <= clock.now()) {
        const { wake } = alarm
        alarm = undefined
        wake()
        await Promise.resolve()
      }
    },
  }
}

describe('tests that are kept', () => {
  it('[TR9] are four: the one that was unused longest gives way', async () => {
    const { kept, ended, put } = someTests()
    for (const id of ['a', 'b', 'c', 'd']) await put(id)
    expect(kept.find('a')?.id).toBe('a')
    await put('e')
    expect(ended).toEqual(['b'])
    expect(kept.find('b')).toBeUndefined()
    expect(kept.find('a')?.id).toBe('a')
  })

  it('[TR9] end when nobody has looked at them for half an hour, each at its own time', async () => {
    const { kept, ended, put, pass } = someTests()
    await put('a')
    await pass(20)
    await put('b')
    await pass(30)
    expect(ended).toEqual(['a'])
    expect(kept.find('b')?.id).toBe('b')
    await pass(50)
    expect(ended).toEqual(['a'])
    await pass(60)
    expect(ended).toEqual(['a', 'b'])
  })

  it('[TR9] end when they are closed, one or all of them; closing one that is over is nothing', async () => {
    const { kept, ended, put } = someTests()
    for (const id of ['a', 'b', 'c']) await put(id)
    await kept.end('b')
    await kept.end('b')
    expect(ended).toEqual(['b'])
    await kept.endAll()
    expect(ended).toEqual(['b', 'a', 'c'])
    expect(kept.find('a')).toBeUndefined()
  })
})

describe('the performers of a test', () => {
  const REAL: Performer = { perform: async () => answered({ done: true }) }
  const find = holdBack(({ ref }) => (ref === 'skill:absent' ? undefined : REAL))

  it('[TR11] are the real ones for what only reads', () => {
    expect(find(aCapability())).toBe(REAL)
    expect(find(aCapability({ ref: 'skill:absent' }))).toBeUndefined()
  })

  it.each(['idempotent', 'once-or-ask'] as const)('[TR11] do nothing that is %s', async (effect) => {
    const capability = aCapability({ effect })
    expect(find(capability)).not.toBe(REAL)
    expect(await find(capability)?.perform(anAssignment({ performer: capability }), NEVER_ABORTED)).toMatchObject({
      type: 'answered',
      answer: { outputs: {}, confidence: null, summary: 'Held back in a test.' },
    })
  })
})
