import { isDeepStrictEqual } from 'node:util'
import { createAlarm } from '../../../src/adapters/embedded/alarm.ts'
import { ok } from '../../../src/core/basics/result.ts'
import type { Timestamp } from '../../../src/core/basics/timestamp.ts'
import type { PlannedStage } from '../../../src/core/plan/plan.ts'
import { createEvents } from '../../../src/engine/create-events.ts'
import type { TriggersParts } from '../../../src/engine/create-triggers.ts'
import { createTriggers } from '../../../src/engine/create-triggers.ts'
import type { Engine } from '../../../src/engine/engine.ts'
import type { Events } from '../../../src/engine/events.ts'
import type { Clock } from '../../../src/engine/ports.ts'
import type { Relay } from '../../../src/engine/read-in-pages.ts'
import type { RelayParts } from '../../../src/engine/relay.ts'
import { createRelay } from '../../../src/engine/relay.ts'
import type { RunReader } from '../../../src/engine/store.ts'
import type { TriggerKeeper } from '../../../src/engine/trigger-keeper.ts'
import type { Triggers } from '../../../src/engine/triggers.ts'
import { OWNER_PERSON } from '../../support/engine.ts'
import type { FiringAsk } from './firing-ask.ts'
import { houseEvent, housePlan, QUEUE, ROWS } from './house-triggers.ts'

export interface HouseParts extends Pick<TriggersParts, 'engine' | 'ids'> {
  readonly reader: TriggersParts['reader'] & RelayParts['reader'] & Pick<RunReader, 'listRuns'>
  /** Of the engine; that of the schedule is told by those who ask. */
  readonly clock: Clock
  /** The minute it was when somebody asked last. */
  readonly minute: Timestamp
  readonly stages: readonly PlannedStage[]
  readonly onProblem: (error: unknown) => void
}

/** Everything that starts runs by itself, over an engine, as the program puts it together. */
export interface House {
  readonly engine: Engine
  readonly keeper: TriggerKeeper
  readonly relay: Relay
  /** Resolves when it may be counted on. */
  readonly carryOut: (ask: FiringAsk) => Promise<void>
  /** Whether nothing is open, nothing waits, and all that was told was passed on. */
  readonly isQuiet: () => Promise<boolean>
}

/** Puts its triggers there where they are not yet, and listens from then on. The engine's recovery is its caller's. */
export async function openHouse(parts: HouseParts): Promise<House> {
  const { engine, reader } = parts
  let minute = parts.minute
  const planFor = async (trigger: Parameters<typeof housePlan>[0]) => ok(housePlan(trigger, parts.stages))
  const firing = { ...parts, clock: { now: () => minute }, planFor }
  const [triggers, events] = [createTriggers(firing), createEvents(firing)]
  if ((await reader.findTrigger(QUEUE)) === undefined) await engine.write({ triggers: ROWS })
  const relay = createRelay({ ...parts, events, alarm: createAlarm(parts.clock) })
  engine.onCommit(relay.ring)
  const house = { parts, triggers, events }
  const carryOut = (ask: FiringAsk): Promise<void> => {
    if (ask.type === 'minute' && ask.at > minute) minute = ask.at
    return carryOutIn(house, ask)
  }
  return { engine, keeper: triggers.keeper, relay, carryOut, isQuiet: () => isQuiet(parts, relay) }
}

interface Furnished {
  readonly parts: HouseParts
  readonly triggers: Triggers
  readonly events: Events
}

async function carryOutIn({ parts, triggers, events }: Furnished, ask: FiringAsk): Promise<void> {
  switch (ask.type) {
    case 'minute':
      return await decideUpTo(parts, triggers, ask.at)
    case 'event':
      return await tellTwice(events, ask.number)
    case 'backfill': {
      const order = { trigger: QUEUE, from: ask.from, to: ask.to, by: OWNER_PERSON, turn: 'after-others' } as const
      const filled = await triggers.backfill(order)
      if (!filled.ok) throw new Error(`A backfill was refused: ${filled.error.code}`)
    }
  }
}

/** Far more than there are minutes nobody has decided about. */
const LOOKS_MAX = 200

async function decideUpTo({ reader }: HouseParts, { keeper }: Triggers, at: Timestamp): Promise<void> {
  for (let looks = 0; looks < LOOKS_MAX; looks += 1) {
    const row = await reader.findTrigger(QUEUE)
    if (row === undefined || row.nextFireAt === null) throw new Error('The schedule is not armed any more')
    if (row.nextFireAt > at) return
    await keeper.fire(row)
  }
  throw new Error('The schedule does not go on to its next instant')
}

/** Twice at the same time: both senders are to hear the same. */
async function tellTwice(events: Events, number: number): Promise<void> {
  const order = { event: houseEvent(number), only: null, depth: 0 } as const
  const [one, other] = await Promise.all([events.receive(order), events.receive(order)])
  if (!one.ok || !other.ok) throw new Error(`Event ${number} was refused`)
  const outcomes = [one, other].map(({ value }) => value.map(({ trigger, outcome }) => ({ trigger, outcome })))
  if (!isDeepStrictEqual(outcomes[0], outcomes[1])) throw new Error(`Event ${number} has two answers`)
}

async function isQuiet({ reader }: HouseParts, relay: Relay): Promise<boolean> {
  await relay.idle()
  const open = await reader.listRuns({ statuses: ['running', 'waiting', 'paused'], limit: 1 })
  const waiting = await reader.waitingInstants({ trigger: QUEUE, turn: 'after-others', limit: 1 })
  return open.length + waiting.length === 0
}
