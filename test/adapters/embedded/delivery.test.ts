import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createEmbeddedDelivery } from '../../../src/adapters/embedded/delivery.ts'
import type { RunId } from '../../../src/core/run/ids.ts'
import type { StageId } from '../../../src/core/workflow/workflow.ts'
import type { AttemptRef } from '../../../src/engine/delivery.ts'
import { SYSTEM_CLOCK } from '../../support/engine.ts'
import { at } from '../../support/runs.ts'

const DAY = 24 * 60

function attempt(fence: number, run = 'run-1'): AttemptRef {
  return { run: run as RunId, stage: 'a' as StageId, fence }
}

/** Work that ends when it is told to, or stopped. */
function held() {
  let stopped = false
  let end = (): void => undefined
  const work = (signal: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      end = resolve
      signal.addEventListener('abort', () => {
        stopped = true
        resolve()
      })
    })
  return { work, end: () => end(), isStopped: () => stopped }
}

describe('attempts', () => {
  it('[EN8] takes a slot for each attempt and gives it back', async () => {
    const delivery = createEmbeddedDelivery({ clock: SYSTEM_CLOCK, slots: 2 })
    const [one, two] = [held(), held()]
    delivery.perform(attempt(1), one.work)
    delivery.perform(attempt(2), two.work)
    delivery.perform(attempt(3), async () => undefined)
    expect(delivery.freeSlots()).toBe(0)
    one.end()
    two.end()
    await delivery.idle()
    expect(delivery.freeSlots()).toBe(2)
  })

  it('[EN9] stops the attempts of a run that are no longer wanted, and no others', () => {
    const delivery = createEmbeddedDelivery({ clock: SYSTEM_CLOCK, slots: 4 })
    const [old, current, other] = [held(), held(), held()]
    delivery.perform(attempt(1), old.work)
    delivery.perform(attempt(2), current.work)
    delivery.perform(attempt(1, 'run-2'), other.work)
    delivery.stop('run-1' as RunId, ({ fence }) => fence === 2)
    expect([old, current, other].map(({ isStopped }) => isStopped())).toEqual([true, false, false])
  })
})

describe('the alarm', () => {
  beforeEach(() => void vi.useFakeTimers({ now: at(0) }))
  afterEach(() => void vi.useRealTimers())

  function anAlarm() {
    const delivery = createEmbeddedDelivery({ clock: SYSTEM_CLOCK, slots: 1 })
    const rung: string[] = []
    return {
      delivery,
      rung,
      set: (name: string, minutes: number) => delivery.wakeAt(at(minutes), () => rung.push(name)),
    }
  }

  it('[EN15] rings once, when its time has come', () => {
    const { rung, set } = anAlarm()
    set('ten', 10)
    vi.advanceTimersByTime(10 * 60_000 - 1)
    expect(rung).toEqual([])
    vi.advanceTimersByTime(DAY * 60_000)
    expect(rung).toEqual(['ten'])
  })

  it('[EN15] an earlier time takes the place of a later one, never the other way round', () => {
    const { rung, set } = anAlarm()
    set('ten', 10)
    set('five', 5)
    set('twenty', 20)
    vi.advanceTimersByTime(DAY * 60_000)
    expect(rung).toEqual(['five'])
    set('later', DAY + 1)
    vi.advanceTimersByTime(60_000)
    expect(rung).toEqual(['five', 'later'])
  })

  it('[EN15] a time that has passed rings at once', () => {
    const { rung, set } = anAlarm()
    set('past', -5)
    vi.advanceTimersByTime(0)
    expect(rung).toEqual(['past'])
  })

  it('[EN16] waits forty days in short pieces and rings on time', () => {
    const { rung, set } = anAlarm()
    set('late', 40 * DAY)
    vi.advanceTimersByTime(40 * DAY * 60_000 - 1)
    expect(rung).toEqual([])
    vi.advanceTimersByTime(1)
    expect(rung).toEqual(['late'])
  })

  it('[EN16] an earlier time is heard in the middle of a long wait', () => {
    const { rung, set } = anAlarm()
    set('late', 40 * DAY)
    vi.advanceTimersByTime(DAY * 60_000)
    set('soon', DAY + 1)
    vi.advanceTimersByTime(60_000)
    expect(rung).toEqual(['soon'])
  })

  it('[EN13] rings no more once it is closed', async () => {
    const { delivery, rung, set } = anAlarm()
    const work = held()
    delivery.perform(attempt(1), work.work)
    set('before', 1)
    await delivery.close()
    set('after', 2)
    vi.advanceTimersByTime(DAY * 60_000)
    expect([rung, work.isStopped(), vi.getTimerCount()]).toEqual([[], true, 0])
  })
})
