import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { KEYS } from '../../../src/web/data/keys.ts'
import { REFRESH_GAP_MS, refreshInBatches } from '../../../src/web/data/refresh-in-batches.ts'
import { isTouched } from '../../../src/web/data/use-live-data.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('refreshing', () => {
  it('[UI27] a hundred changes in a second are two refreshes', async () => {
    const seen: unknown[] = []
    const { add } = refreshInBatches(async (changed) => seen.push(changed))
    for (let change = 0; change < 100; change += 1) {
      add({ run: `run-${change % 3}` })
      await vi.advanceTimersByTimeAsync(10)
    }
    expect(seen).toEqual([new Set(['run-0', 'run-1', 'run-2']), new Set(['run-0', 'run-1', 'run-2'])])
  })

  it('[UI27] what arrives while a slow refresh is under way is in the next one', async () => {
    const seen: unknown[] = []
    const { add } = refreshInBatches(async (changed) => {
      seen.push(changed)
      await new Promise((resolve) => setTimeout(resolve, 3 * REFRESH_GAP_MS))
    })
    add({ run: 'a' })
    await vi.advanceTimersByTimeAsync(REFRESH_GAP_MS)
    add({ run: 'b' })
    await vi.advanceTimersByTimeAsync(2 * REFRESH_GAP_MS)
    expect(seen).toEqual([new Set(['a'])])
    await vi.advanceTimersByTimeAsync(2 * REFRESH_GAP_MS)
    expect(seen).toEqual([new Set(['a']), new Set(['b'])])
  })

  it('[UI27] a gap in the stream refreshes everything, and nothing is refreshed after the end', async () => {
    const seen: unknown[] = []
    const { add, stop } = refreshInBatches(async (changed) => seen.push(changed))
    add({ run: 'a' })
    add('all')
    await vi.advanceTimersByTimeAsync(REFRESH_GAP_MS)
    add({ run: 'b' })
    stop()
    await vi.advanceTimersByTimeAsync(10 * REFRESH_GAP_MS)
    expect(seen).toEqual(['all'])
  })

  it.each([
    [['home'], true],
    [['runs', { status: 'running' }], true],
    [['tasks', 'open'], true],
    [['workcharts'], true],
    [['run', 'r1'], true],
    [['run', 'r2'], false],
    [['task', 'r1.check.1'], true],
    [['task', 'r2.check.1'], false],
    [['layout', []], false],
  ] as const)('[UI28] a change of r1 touches %j: %s', (key, touched) => {
    expect(isTouched(key, new Set(['r1']))).toBe(touched)
  })

  it('[UI429] a change of any run touches what gates let through', () => {
    const keys = [KEYS.gates('desk'), KEYS.gate('desk', 'sort', null), KEYS.turned('desk', 'sort', null)]
    expect(keys.map((key) => isTouched(key, new Set(['r1'])))).toEqual([true, true, true])
  })
})
