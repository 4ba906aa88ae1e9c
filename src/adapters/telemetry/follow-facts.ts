import { setImmediate } from 'node:timers/promises'
import type { RunReader } from '../../engine/store.ts'
import { followRun } from './follow-run.ts'
import type { Told } from './told.ts'
import type { TraceReader } from './trace-cache.ts'
import { createTraceCache } from './trace-cache.ts'

/** Facts that one look takes in. */
const FACTS_AT_ONCE = 200

export type FactReader = TraceReader & Pick<RunReader, 'eventsAfter' | 'headPosition'>

export interface FactFollower {
  /** Facts may have been committed. */
  readonly ring: () => void
  /** Takes in no more, and resolves when nothing is under way. */
  readonly close: () => Promise<void>
}

export interface FollowParts {
  readonly reader: FactReader
  readonly tell: (told: Told) => void
  readonly onProblem: (error: unknown) => void
}

/** Takes in the facts that are committed from now on. */
export async function followFacts({ reader, tell, onProblem }: FollowParts): Promise<FactFollower> {
  const traces = createTraceCache(reader)
  let position = await reader.headPosition()
  let [isRung, isClosed] = [false, false]
  let reading: Promise<void> | undefined
  const readPage = async (): Promise<'done' | 'more'> => {
    const { events } = await reader.eventsAfter(position, FACTS_AT_ONCE)
    for (const fact of events) {
      const trace = await traces.before(fact)
      position = fact.position
      if (trace !== undefined) tell(followRun(trace, fact.event))
      if (fact.event.type === 'run-finished') traces.forget(fact.run)
    }
    return events.length < FACTS_AT_ONCE ? 'done' : 'more'
  }
  const readOn = async (): Promise<void> => {
    while (isRung && !isClosed) {
      isRung = false
      if ((await readPage()) === 'more') isRung = true
      await setImmediate()
    }
  }
  const ring = (): void => {
    isRung = true
    reading ??= readOn()
      .catch(onProblem)
      .finally(() => {
        reading = undefined
      })
  }
  return {
    ring,
    close: async () => {
      await reading
      isClosed = true
    },
  }
}
