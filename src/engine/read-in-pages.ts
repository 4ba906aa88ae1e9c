import { setImmediate } from 'node:timers/promises'
import { addMs } from '../core/basics/timestamp.ts'
import type { Alarm } from './delivery.ts'
import type { Background } from './in-background.ts'
import { inBackground } from './in-background.ts'
import type { Clock } from './ports.ts'

/** What could not be done, because the disk was full or too much waited, is tried again this much later. */
const AGAIN_MS = 1_000

/** Somebody who reads what runs tell and does something with it, each of it once. */
export interface Relay {
  /** Something may have been told. */
  readonly ring: () => void
  /** Resolves when nothing is under way. */
  readonly idle: Background['idle']
  /** Goes on no more, and resolves when nothing is under way. */
  readonly close: () => Promise<void>
}

export interface PagesParts {
  readonly clock: Clock
  readonly alarm: Alarm
  readonly onProblem: (error: unknown) => void
}

/** Reads page after page whenever it was rung; a page that failed is read again by itself. */
export function readInPages({ clock, alarm, onProblem }: PagesParts, readPage: () => Promise<'done' | 'more'>): Relay {
  let [rung, closed] = [false, false]
  const readOn = async (): Promise<void> => {
    while (rung && !closed) {
      rung = false
      if ((await readPage()) === 'more') rung = true
      await setImmediate()
    }
  }
  const ring = (): void => {
    rung = true
    background.begin(readOn)
  }
  const background = inBackground((error) => {
    alarm.set(addMs(clock.now(), AGAIN_MS), ring)
    onProblem(error)
  })
  return {
    ring,
    idle: background.idle,
    close: async () => {
      closed = true
      alarm.close()
      await background.idle()
    },
  }
}
