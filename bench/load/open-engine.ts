import { createEmbeddedDelivery } from '../../src/adapters/embedded/delivery.ts'
import type { SqliteStore } from '../../src/adapters/sqlite/sqlite-store.ts'
import { openSqliteStore } from '../../src/adapters/sqlite/sqlite-store.ts'
import { systemClock } from '../../src/adapters/system/clock.ts'
import { systemIds } from '../../src/adapters/system/ids.ts'
import { createEngine } from '../../src/engine/create-engine.ts'
import type { Delivery } from '../../src/engine/delivery.ts'
import type { Engine } from '../../src/engine/engine.ts'
import type { Performer } from '../../src/engine/ports.ts'
import { someBlobs } from '../../test/support/engine.ts'
import { anAnswer } from '../../test/support/runs.ts'
import { FOUND } from './five-stage-plan.ts'

export interface EngineOptions {
  /** The data folder, as the program itself would use it. */
  readonly data: string
  readonly slots: number
  readonly perform: Performer['perform']
  /** Stands before the delivery itself. */
  readonly delivery?: (embedded: Delivery) => Delivery
}

export interface OpenEngine {
  readonly engine: Engine
  readonly store: SqliteStore
}

/** The engine as the program puts it together, on the real store, clock and delivery; only who performs is made up. */
export function openEngine({ data, slots, perform, delivery = (same) => same }: EngineOptions): OpenEngine {
  const store = openSqliteStore({ folder: data })
  if (!store.ok) throw new Error(`The store can not be opened: ${store.error.code}`)
  const fail = (error: unknown): void => {
    console.error(error)
    process.exit(1)
  }
  const engine = createEngine({
    store: store.value,
    blobs: someBlobs(),
    delivery: delivery(createEmbeddedDelivery({ clock: systemClock, slots })),
    clock: systemClock,
    ids: systemIds,
    findPerformer: () => ({ perform }),
    onFatal: fail,
    onProblem: fail,
  })
  return { engine, store: store.value }
}

/** What a stage of `fiveStagePlan` is answered. */
export const ANSWER = { type: 'answered', answer: anAnswer({ outputs: FOUND }) } as const
