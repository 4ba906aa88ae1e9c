import type { Timestamp } from '../../../src/core/basics/timestamp.ts'
import type { Clock } from '../../../src/engine/ports.ts'
import type { PositionedEvent } from '../../../src/engine/store.ts'
import type { RealEngine } from './open-engine.ts'

/** Without any commit for this long, what is still missing does not come. */
const GIVE_UP_MS = 20_000
/** Facts that one question reads. */
const FACTS_READ = 2_000

/** When commits were told, by the clock of the engine: the moment from which anybody may know of a fact. */
export interface CommitTimes {
  /** Resolves after as many commits, or when none comes any more. */
  readonly reached: (commits: number) => Promise<void>
  /** The facts so far, each with when it was told. Facts from before the watch are left out. */
  readonly toldFacts: () => Promise<readonly ToldFact[]>
}

export interface ToldFact extends PositionedEvent {
  readonly toldAt: Timestamp
}

export function watchCommits({ engine, store }: RealEngine, clock: Clock): CommitTimes {
  const told: { readonly position: number; readonly at: Timestamp }[] = []
  let onCommit = (): void => undefined
  engine.onCommit((position) => {
    told.push({ position, at: clock.now() })
    onCommit()
  })
  const reached = async (commits: number): Promise<void> => {
    const { promise, resolve } = Promise.withResolvers<void>()
    const quiet = setTimeout(resolve, GIVE_UP_MS)
    onCommit = () => {
      quiet.refresh()
      if (told.length >= commits) resolve()
    }
    onCommit()
    await promise
    clearTimeout(quiet)
  }
  const toldFacts = async (): Promise<readonly ToldFact[]> => {
    let next = 0
    const facts = await factsFrom(store, (told[0]?.position ?? 0) - 1)
    return facts.map((fact) => {
      while ((told[next]?.position ?? Number.POSITIVE_INFINITY) < fact.position) next += 1
      return { ...fact, toldAt: told[next]?.at ?? clock.now() }
    })
  }
  return { reached, toldFacts }
}

async function factsFrom(store: RealEngine['store'], after: number): Promise<readonly PositionedEvent[]> {
  const facts: PositionedEvent[] = []
  let last = after
  for (let page = await store.eventsAfter(last, FACTS_READ); page.events.length > 0; ) {
    facts.push(...page.events)
    last = facts.at(-1)?.position ?? last
    page = await store.eventsAfter(last, FACTS_READ)
  }
  return facts
}
