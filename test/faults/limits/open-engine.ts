import { join } from 'node:path'
import { createEmbeddedDelivery } from '../../../src/adapters/embedded/delivery.ts'
import type { SqliteStore } from '../../../src/adapters/sqlite/sqlite-store.ts'
import { openSqliteStore } from '../../../src/adapters/sqlite/sqlite-store.ts'
import { systemIds } from '../../../src/adapters/system/ids.ts'
import { createEngine } from '../../../src/engine/create-engine.ts'
import type { Engine } from '../../../src/engine/engine.ts'
import type { Clock, Ids } from '../../../src/engine/ports.ts'
import type { Script } from '../../support/engine.ts'
import { answered, SYSTEM_CLOCK, someBlobs } from '../../support/engine.ts'
import type { Home } from '../../support/program.ts'
import { aHome } from '../../support/program.ts'

/** As many as the program has (`src/app.ts`). */
const SLOTS = 32

/** The real engine on the real store of a data folder; only the performers follow a script. */
export interface RealEngine extends AsyncDisposable {
  readonly engine: Engine
  readonly ids: Ids
  readonly store: SqliteStore
  /** What went wrong that no caller heard of. */
  readonly problems: unknown[]
  /** Ends as an orderly stop does, and gives the folder free. */
  readonly close: () => Promise<void>
}

export interface RealEngineOptions {
  readonly clock?: Clock
  readonly script?: Script
}

export function openEngine(folder: string, options: RealEngineOptions = {}): RealEngine {
  const { clock = SYSTEM_CLOCK, script = () => answered() } = options
  const opened = openSqliteStore({ folder })
  if (!opened.ok) throw new Error(`The data folder was not opened: ${opened.error.code}`)
  const store = opened.value
  const problems: unknown[] = []
  const engine = createEngine({
    store,
    blobs: someBlobs(),
    delivery: createEmbeddedDelivery({ clock, slots: SLOTS }),
    clock,
    ids: systemIds,
    findPerformer: () => ({ perform: async (assignment, signal) => await script(assignment, signal) }),
    onFatal: (error) => problems.push(error),
    onProblem: (error) => problems.push(error),
  })
  const close = async (): Promise<void> => {
    await engine.close()
    store.close()
  }
  return { engine, ids: systemIds, store, problems, close, [Symbol.asyncDispose]: close }
}

/** A home of its own with its data folder: for the engine first, and for a server on the same data later. */
export interface DataHome extends Home {
  readonly data: string
}

export async function aDataHome(): Promise<DataHome> {
  const home = await aHome()
  return { ...home, data: join(home.folder, 'workcharts') }
}
