import { createEmbeddedDelivery } from '../../../src/adapters/embedded/delivery.ts'
import type { MemoryStore } from '../../../src/adapters/memory/memory-store.ts'
import { createMemoryStore } from '../../../src/adapters/memory/memory-store.ts'
import type { Timestamp } from '../../../src/core/basics/timestamp.ts'
import { createEngine } from '../../../src/engine/create-engine.ts'
import { createTriggers } from '../../../src/engine/create-triggers.ts'
import { createWorkflows } from '../../../src/engine/create-workflows.ts'
import type { Engine } from '../../../src/engine/engine.ts'
import type { Clock, Ids } from '../../../src/engine/ports.ts'
import type { TriggerKeeper } from '../../../src/engine/trigger-keeper.ts'
import type { TriggerRow } from '../../../src/engine/trigger-row.ts'
import type { Triggers } from '../../../src/engine/triggers.ts'
import type { Workflows } from '../../../src/engine/workflows.ts'
import type { TestClock } from '../../support/engine.ts'
import { aClock, answered, someBlobs, someIds } from '../../support/engine.ts'
import type { TestLibrary } from '../../support/library.ts'
import { aLibrary } from '../../support/library.ts'
import { aSkill } from '../../support/plans.ts'

export const TRIGGER = 'digest/only'

/** A process of the program, with its engine. */
export interface Process {
  readonly workflows: Workflows
  readonly triggers: Triggers
  readonly engine: Engine
  readonly ids: Ids
  readonly clock: Clock
}

/** How schedules are seen to in a process. */
export type KeeperOf = (process: Process) => TriggerKeeper

/** What outlives a process, and the process that is there. */
export interface House {
  readonly clock: TestClock
  readonly store: MemoryStore
  readonly library: TestLibrary
  readonly process: () => Process
  /** Another process takes the place of the one that is there. */
  readonly restart: () => Promise<void>
  readonly trigger: () => Promise<TriggerRow>
  /** Lets everything happen that is due now. */
  readonly look: () => Promise<void>
}

export function openHouse(begin: Timestamp, keeperOf: KeeperOf): House {
  const [clock, store, blobs, library] = [aClock(begin), createMemoryStore(), someBlobs(), aLibrary(aSkill('sort'))]
  let count = 0
  const open = (): Process => {
    count += 1
    return openProcess({ clock, store, blobs, library }, `p${count}`)
  }
  let process = open()
  const trigger = async (): Promise<TriggerRow> => {
    const row = await store.findTrigger(TRIGGER)
    if (row === undefined) throw new Error('There is no such trigger')
    return row
  }
  const look = async (): Promise<void> => {
    const [{ engine }, keeper] = [process, keeperOf(process)]
    do await engine.recover(keeper)
    while (isDue(await trigger(), clock.now()))
    await engine.drain()
  }
  const restart = async (): Promise<void> => {
    await process.engine.close()
    process = open()
  }
  return { clock, store, library, process: () => process, restart, trigger, look }
}

function isDue({ nextFireAt }: TriggerRow, now: Timestamp): boolean {
  return nextFireAt !== null && nextFireAt <= now
}

interface Parts extends Pick<House, 'clock' | 'store' | 'library'> {
  readonly blobs: ReturnType<typeof someBlobs>
}

/** It has no timer: when it looks is said from outside. What is performed is done at once. */
function openProcess({ clock, store, blobs, library }: Parts, name: string): Process {
  const ids = someIds(name)
  const engine = createEngine({
    store,
    blobs,
    delivery: { ...createEmbeddedDelivery({ clock, slots: 8 }), wakeAt: () => undefined },
    clock,
    ids,
    findPerformer: () => ({ perform: async () => answered() }),
    onFatal: fail,
    onProblem: fail,
  })
  const workflows = createWorkflows({ library, blobs, reader: store, engine, clock, ids })
  const triggers = createTriggers({ engine, reader: store, clock, ids, planFor: workflows.planFor })
  return { workflows, triggers, engine, ids, clock }
}

function fail(error: unknown): never {
  throw error
}
