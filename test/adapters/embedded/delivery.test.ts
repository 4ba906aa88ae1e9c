import { expect, it, onTestFinished, vi } from 'vitest'
import { createEmbeddedDelivery } from '../../../src/adapters/embedded/delivery.ts'
import { timestamp } from '../../../src/core/basics/timestamp.ts'
import type { DeliveryWorld } from '../../contracts/delivery.ts'
import { describeDelivery } from '../../contracts/delivery.ts'
import { SYSTEM_CLOCK } from '../../support/engine.ts'
import { at } from '../../support/runs.ts'

describeDelivery('embedded delivery', anEmbeddedDelivery)

/** On timers that run when they are told to. */
function anEmbeddedDelivery(slots: number): DeliveryWorld {
  vi.useFakeTimers({ now: at(0) })
  onTestFinished(() => void vi.useRealTimers())
  return {
    delivery: createEmbeddedDelivery({ clock: SYSTEM_CLOCK, slots }),
    pass: async (ms) => void (await vi.advanceTimersByTimeAsync(ms)),
  }
}

it('[EN16] waits in pieces, by one timer', async () => {
  const { delivery, pass } = anEmbeddedDelivery(1)
  for (const days of [40, 30, 35]) delivery.wakeAt(at(days * 24 * 60), () => undefined)
  expect(vi.getTimerCount()).toBe(1)
  await pass(25 * 24 * 60 * 60_000)
  expect(vi.getTimerCount()).toBe(1)
})

it('[EN13] leaves no timer behind', async () => {
  const { delivery } = anEmbeddedDelivery(1)
  delivery.wakeAt(at(1), () => undefined)
  await delivery.close()
  delivery.wakeAt(at(2), () => undefined)
  expect(vi.getTimerCount()).toBe(0)
})

it('[EN17] what was asked for while the clock was behind rings within 30 s of its being right', async () => {
  vi.useFakeTimers({ now: at(0) })
  onTestFinished(() => void vi.useRealTimers())
  let behind = 60 * 60_000
  const clock = { now: () => timestamp(Date.now() - behind) }
  const delivery = createEmbeddedDelivery({ clock, slots: 1 })
  const rung = Promise.withResolvers<number>()
  delivery.wakeAt(at(0), () => rung.resolve(clock.now()))
  await vi.advanceTimersByTimeAsync(1_000)
  behind = 0
  await vi.advanceTimersByTimeAsync(30_000)
  expect(await Promise.race([rung.promise, 'silent'])).toBeLessThanOrEqual(at(0) + 31_000)
})
