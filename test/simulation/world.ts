import type { MemoryStore } from '../../src/adapters/memory/memory-store.ts'
import { createMemoryStore } from '../../src/adapters/memory/memory-store.ts'
import type { RunId } from '../../src/core/run/ids.ts'
import type { Ids } from '../../src/engine/ports.ts'
import type { Effect, Request } from '../history/evidence.ts'
import { at, sha256 } from '../support/runs.ts'
import type { Chance } from './chance.ts'
import { chanceOf } from './chance.ts'
import type { Faults, Rates } from './faults.ts'
import { createFaults, someFaults } from './faults.ts'
import type { Timeline } from './timeline.ts'
import { createTimeline } from './timeline.ts'
import type { Trace } from './trace.ts'
import { createTrace } from './trace.ts'

/** What outlives every process: time, chance, the disk, the clients and the world outside. */
export interface World {
  readonly timeline: Timeline
  readonly chance: Chance
  readonly faults: Faults
  readonly trace: Trace
  readonly ids: Ids
  readonly disk: MemoryStore
  /** How many facts of each run are on the disk. */
  readonly versions: Map<RunId, number>
  /** The attempts that the disk says were begun: run, stage, fence and owner. */
  readonly begun: Set<string>
  readonly requests: Request[]
  readonly effects: Effect[]
  /** Micro-units that the calls of a stage of a run have cost: by run and stage. */
  readonly spent: Map<string, number>
  readonly diskState: DiskState
  /** What went wrong that no stored history shows. */
  readonly breaches: string[]
  readonly note: (line: string) => void
}

interface DiskState {
  /** Until then nothing is written. */
  fullUntil: number
  /** The second in which it was last asked in vain, and how often. */
  refusedIn: number
  refusals: number
  /** Writes that no living process has heard the end of. */
  underWay: number
}

export const BEGINNING = at(0)

/** Without rates, chance chooses what goes wrong. */
export function createWorld(seed: number, rates?: Rates): World {
  const chance = chanceOf(seed)
  const timeline = createTimeline(BEGINNING)
  const trace = createTrace()
  return {
    timeline,
    chance,
    faults: createFaults(chance, rates ?? someFaults(chance)),
    trace,
    ids: countingIds(chance),
    disk: createMemoryStore(),
    versions: new Map(),
    begun: new Set(),
    requests: [],
    effects: [],
    spent: new Map(),
    diskState: { fullUntil: 0, refusedIn: 0, refusals: 0, underWay: 0 },
    breaches: [],
    note: (line) => {
      timeline.stir()
      trace.add(`${String(timeline.now() - BEGINNING).padStart(9)} ${line}`)
    },
  }
}

/** Ids in the order in which they are made, as those of the program are. */
function countingIds({ random }: Chance): Ids {
  let count = 0
  const next = (): string => {
    count += 1
    return `id-${String(count).padStart(6, '0')}`
  }
  return {
    next,
    random,
    salt: () => `salt-${Math.floor(random() * 2 ** 32)}`,
    sha256,
    hmac: (secret, text) => sha256(`${secret} ${text}`),
  }
}
