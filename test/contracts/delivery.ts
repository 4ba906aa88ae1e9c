import { describe, expect, it } from 'vitest'
import type { RunId } from '../../src/core/run/ids.ts'
import type { StageId } from '../../src/core/workflow/workflow.ts'
import type { AttemptRef, Delivery } from '../../src/engine/delivery.ts'
import { at } from '../support/runs.ts'

/** A delivery and its time, which begins at `at(0)` and passes only when it is told to. */
export interface DeliveryWorld {
  readonly delivery: Delivery
  readonly pass: (ms: number) => Promise<void>
}

type Open = (slots: number) => DeliveryWorld

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
/** By then what was handed over has begun. */
const SOON = 1_000

/** What every delivery promises (rules EN8, EN9, EN13, EN15 and EN16 of src/engine/SPEC.md). `open` gives a new one. */
export function describeDelivery(name: string, open: Open): void {
  describe(`${name}: attempts`, () => describeAttempts(open))
  describe(`${name}: the alarm`, () => describeAlarm(open))
  describe(`${name}: its end`, () => describeEnd(open))
}

function attempt(fence: number, run = 'run-1'): AttemptRef {
  return { run: run as RunId, stage: 'a' as StageId, fence }
}

interface Held {
  readonly work: (signal: AbortSignal) => Promise<void>
  readonly end: () => void
  /** What became of it so far. */
  readonly state: () => 'not begun' | 'begun' | 'stopped'
}

/** Work that ends when it is told to, or stopped. */
function held(): Held {
  let state: ReturnType<Held['state']> = 'not begun'
  let end = (): void => undefined
  const work = (signal: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      state = 'begun'
      end = resolve
      signal.addEventListener('abort', () => {
        state = 'stopped'
        resolve()
      })
    })
  return { work, end: () => end(), state: () => state }
}

function statesOf(works: readonly Held[]): readonly string[] {
  return works.map(({ state }) => state())
}

function describeAttempts(open: Open): void {
  it('[EN8] takes a slot for each attempt at once and gives it back', async () => {
    const { delivery, pass } = open(2)
    const [one, two, three] = [held(), held(), held()]
    expect(delivery.freeSlots()).toBe(2)
    delivery.perform(attempt(1), one.work)
    expect(delivery.freeSlots()).toBe(1)
    delivery.perform(attempt(2), two.work)
    delivery.perform(attempt(3), three.work)
    expect(delivery.freeSlots()).toBe(0)
    await pass(SOON)
    expect(statesOf([one, two, three])).toEqual(['begun', 'begun', 'begun'])
    for (const { end } of [one, two, three]) end()
    await delivery.idle()
    expect(delivery.freeSlots()).toBe(2)
  })

  it('[EN8] is idle when nothing is performed, and not before', async () => {
    const { delivery, pass } = open(1)
    const work = held()
    let idle = false
    await delivery.idle()
    delivery.perform(attempt(1), work.work)
    const waiting = delivery.idle().then(() => {
      idle = true
    })
    await pass(DAY)
    expect(idle).toBe(false)
    work.end()
    await waiting
  })

  it('[EN9] stops the attempts of a run that are no longer wanted, and no others', async () => {
    const { delivery, pass } = open(4)
    const works = [held(), held(), held()] as const
    delivery.perform(attempt(1), works[0].work)
    delivery.perform(attempt(2), works[1].work)
    delivery.perform(attempt(1, 'run-2'), works[2].work)
    await pass(SOON)
    delivery.stop('run-1' as RunId, ({ fence }) => fence === 2)
    expect(statesOf(works)).toEqual(['stopped', 'begun', 'begun'])
    await pass(SOON)
    expect(delivery.freeSlots()).toBe(2)
  })
}

interface AlarmWorld extends DeliveryWorld {
  readonly rung: readonly string[]
  readonly set: (name: string, minutes: number) => void
}

function anAlarm(open: Open): AlarmWorld {
  const world = open(1)
  const rung: string[] = []
  return { ...world, rung, set: (name, minutes) => world.delivery.wakeAt(at(minutes), () => void rung.push(name)) }
}

function describeAlarm(open: Open): void {
  it('[EN15] rings once, when its time has come', async () => {
    const { rung, set, pass } = anAlarm(open)
    set('ten', 10)
    await pass(10 * MINUTE - 1)
    expect(rung).toEqual([])
    await pass(DAY)
    expect(rung).toEqual(['ten'])
  })

  it('[EN15] an earlier time takes the place of a later one, never the other way round', async () => {
    const { rung, set, pass } = anAlarm(open)
    set('ten', 10)
    set('five', 5)
    set('twenty', 20)
    await pass(DAY)
    expect(rung).toEqual(['five'])
    set('later', 24 * 60 + 1)
    await pass(MINUTE)
    expect(rung).toEqual(['five', 'later'])
  })

  it('[EN15] a time that has passed rings at once', async () => {
    const { rung, set, pass } = anAlarm(open)
    set('past', -5)
    await pass(0)
    expect(rung).toEqual(['past'])
  })

  it('[EN15] can be set again while it rings', async () => {
    const { delivery, pass } = open(1)
    const rung: number[] = []
    const ring = (minute: number): void => {
      rung.push(minute)
      if (minute < 3) delivery.wakeAt(at(minute + 1), () => ring(minute + 1))
    }
    delivery.wakeAt(at(1), () => ring(1))
    await pass(DAY)
    expect(rung).toEqual([1, 2, 3])
  })

  it.each([40, 400])('[EN16] waits %i days and rings on time', { timeout: 60_000 }, async (days) => {
    const { rung, set, pass } = anAlarm(open)
    set('late', days * 24 * 60)
    await pass(days * DAY - 1)
    expect(rung).toEqual([])
    await pass(1)
    expect(rung).toEqual(['late'])
  })

  it('[EN16] an earlier time is heard in the middle of a long wait', async () => {
    const { rung, set, pass } = anAlarm(open)
    set('late', 40 * 24 * 60)
    await pass(DAY)
    set('soon', 24 * 60 + 1)
    await pass(MINUTE)
    expect(rung).toEqual(['soon'])
  })
}

function describeEnd(open: Open): void {
  it('[EN13] stops what is performed and rings no more', async () => {
    const { delivery, rung, set, pass } = anAlarm(open)
    const work = held()
    delivery.perform(attempt(1), work.work)
    set('before', 1)
    await pass(SOON)
    await delivery.close()
    set('after', 2)
    await pass(DAY)
    expect([rung, work.state(), delivery.freeSlots()]).toEqual([[], 'stopped', 1])
  })
}
