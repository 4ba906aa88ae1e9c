import type { Timestamp } from '../core/basics/timestamp.ts'
import { addMs } from '../core/basics/timestamp.ts'
import type { Delivery } from './delivery.ts'
import type { Clock } from './ports.ts'
import type { Test } from './tests.ts'

/** Tests at once: each holds the answers of all its runs in memory. */
const TESTS_MAX = 4
/** A test that nobody has looked at for so long is over. A page that shows one asks for it all the time. */
const IDLE_MS = 30 * 60_000

export interface KeptTests {
  readonly find: (id: string) => Test | undefined
  /** Keeps it at once; resolves when those that had to give way have stopped. */
  readonly put: (test: Test) => Promise<void>
  readonly end: (id: string) => Promise<void>
  readonly endAll: () => Promise<void>
}

interface Kept {
  readonly test: Test
  readonly usedAt: Timestamp
}

export interface KeptTestsParts {
  readonly clock: Clock
  readonly wakeAt: Delivery['wakeAt']
}

/** Those used last, the one unused longest first. */
export function createKeptTests({ clock, wakeAt }: KeptTestsParts): KeptTests {
  const kept = new Map<string, Kept>()
  const use = (test: Test): void => {
    kept.delete(test.id)
    kept.set(test.id, { test, usedAt: clock.now() })
    wakeAt(addMs(clock.now(), IDLE_MS), () => void endIdle())
  }
  const end = async (id: string): Promise<void> => {
    const found = kept.get(id)
    kept.delete(id)
    await found?.test.engine.close()
  }
  const endEach = async (which: readonly Kept[]): Promise<void> => {
    await Promise.all(which.map(({ test }) => end(test.id)))
  }
  const endIdle = async (): Promise<void> => {
    const ending = endEach([...kept.values()].filter(({ usedAt }) => addMs(usedAt, IDLE_MS) <= clock.now()))
    const [oldest] = kept.values()
    if (oldest !== undefined) wakeAt(addMs(oldest.usedAt, IDLE_MS), () => void endIdle())
    await ending
  }
  return {
    find: (id) => {
      const found = kept.get(id)
      if (found !== undefined) use(found.test)
      return found?.test
    },
    put: async (test) => {
      use(test)
      await endEach([...kept.values()].slice(0, Math.max(0, kept.size - TESTS_MAX)))
    },
    end,
    endAll: () => endEach([...kept.values()]),
  }
}
