import type { InOrder } from './in-order.ts'
import { createInOrder } from './in-order.ts'

/** Where the calls on the budgets of one workflow stand in line, and are counted while they are under way. */
export interface Till {
  /** Does one thing after the other. Nobody counts on what somebody else is about to take. */
  readonly inTurn: InOrder
  readonly callBegan: () => void
  readonly callsEnded: (calls: number) => void
  /** How many calls are under way, and how many have ended. */
  readonly count: () => { readonly underWay: number; readonly ended: number }
  /** Resolves when the next call has ended, or the signal, which has not yet, aborts. */
  readonly nextEnd: (signal: AbortSignal) => Promise<void>
}

export function createTill(): Till {
  let [underWay, ended] = [0, 0]
  let end = Promise.withResolvers<void>()
  return {
    inTurn: createInOrder(),
    callBegan: () => {
      underWay += 1
    },
    callsEnded: (calls) => {
      underWay -= calls
      ended += calls
      end.resolve()
      end = Promise.withResolvers<void>()
    },
    count: () => ({ underWay, ended }),
    nextEnd: async (signal) => {
      const { promise: stopped, resolve } = Promise.withResolvers<void>()
      const stop = (): void => resolve()
      signal.addEventListener('abort', stop)
      await Promise.race([end.promise, stopped])
      signal.removeEventListener('abort', stop)
    },
  }
}
