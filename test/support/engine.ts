import { createEmbeddedDelivery } from '../../src/adapters/embedded/delivery.ts'
import type { MemoryStore } from '../../src/adapters/memory/memory-store.ts'
import { createMemoryStore } from '../../src/adapters/memory/memory-store.ts'
import type { JsonObject } from '../../src/core/basics/json.ts'
import type { Timestamp } from '../../src/core/basics/timestamp.ts'
import { addMs, timestamp } from '../../src/core/basics/timestamp.ts'
import type { Plan } from '../../src/core/plan/plan.ts'
import type { AttemptResult } from '../../src/core/run/answer.ts'
import type { ActorId, RunId } from '../../src/core/run/ids.ts'
import type { Run } from '../../src/core/run/run.ts'
import { isFinished } from '../../src/core/run/run.ts'
import { createEngine } from '../../src/engine/create-engine.ts'
import type { Engine } from '../../src/engine/engine.ts'
import type { Assignment, Blobs, Clock, Ids } from '../../src/engine/ports.ts'
import type { Transition } from '../../src/engine/store.ts'
import { anAnswer, sha256 } from './runs.ts'

export const OWNER_PERSON = 'human:owner' as ActorId

/** A clock that stands where it is put. */
export interface TestClock extends Clock {
  readonly set: (now: Timestamp) => void
}

export function aClock(start: Timestamp): TestClock {
  let current = start
  return {
    now: () => current,
    set: (now) => {
      current = now
    },
  }
}

/** A clock that goes on from there. */
export function aClockFrom(start: Timestamp): Clock {
  const begun = Date.now()
  return { now: () => addMs(start, Date.now() - begun) }
}

export const SYSTEM_CLOCK: Clock = { now: () => timestamp(Date.now()) }

/** Ids that count up, and chance that is always a half, but for the coins of audits. */
export function someIds(prefix = 'id'): Ids {
  let count = 0
  const next = (): string => {
    count += 1
    return `${prefix}-${String(count).padStart(4, '0')}`
  }
  return { next, random: () => 0.5, salt: () => 'salt', sha256, hmac: (secret, text) => sha256(`${secret} ${text}`) }
}

/** Blobs in memory. */
export function someBlobs(): Blobs {
  const kept = new Map<string, Uint8Array>()
  return {
    put: async (bytes) => {
      const name = sha256(new TextDecoder().decode(bytes))
      kept.set(name, bytes)
      return name
    },
    holds: async (name) => kept.has(name),
    find: async (name) => kept.get(name),
  }
}

export type Script = (assignment: Assignment, signal: AbortSignal) => Promise<AttemptResult> | AttemptResult

export interface World {
  readonly engine: Engine
  readonly store: MemoryStore
  readonly blobs: Blobs
  readonly ids: Ids
  /** Every batch that was written. */
  readonly writes: (readonly Transition[])[]
  readonly assignments: Assignment[]
  readonly problems: unknown[]
  readonly fatal: unknown[]
}

export interface WorldOptions {
  readonly script?: Script | undefined
  readonly store?: MemoryStore
  readonly slots?: number
  readonly clock?: Clock
  readonly prefix?: string
  readonly blobs?: Blobs
  /** Stands before the store's own `append`. */
  readonly beforeAppend?: (transitions: readonly Transition[]) => void
}

/** An engine over a memory store, whose performers follow a script. */
export function aWorld(options: WorldOptions = {}): World {
  const { slots = 64, clock = SYSTEM_CLOCK, blobs = someBlobs(), beforeAppend } = options
  const script = 'script' in options ? options.script : () => answered()
  const store = options.store ?? createMemoryStore()
  const ids = someIds(options.prefix)
  const [writes, assignments, problems, fatal]: [(readonly Transition[])[], Assignment[], unknown[], unknown[]] = [
    [],
    [],
    [],
    [],
  ]
  const watched: MemoryStore = {
    ...store,
    append: async (transitions) => {
      beforeAppend?.(transitions)
      writes.push(transitions)
      return await store.append(transitions)
    },
  }
  const engine = createEngine({
    store: watched,
    blobs,
    delivery: createEmbeddedDelivery({ clock, slots }),
    clock,
    ids,
    findPerformer: () =>
      script === undefined
        ? undefined
        : {
            perform: async (assignment, signal) => {
              assignments.push(assignment)
              return await script(assignment, signal)
            },
          },
    onFatal: (error) => fatal.push(error),
    onProblem: (error) => problems.push(error),
  })
  return { engine, store: watched, blobs, ids, writes, assignments, problems, fatal }
}

export function answered(outputs: JsonObject = {}): AttemptResult {
  return { type: 'answered', answer: anAnswer({ outputs }) }
}

export async function startOf(
  { engine, ids }: Pick<World, 'engine' | 'ids'>,
  plan: Plan,
  id = ids.next() as RunId,
): Promise<Run> {
  const started = await engine.start({ id, plan, inputs: {}, by: OWNER_PERSON, cause: { type: 'manual' } })
  if (!started.ok) throw new Error(started.error.code)
  return started.value
}

/** Resolves with the run once it is as wanted; looks after every commit. */
export function runThat({ engine }: Pick<World, 'engine'>, id: RunId, wanted: (run: Run) => boolean): Promise<Run> {
  return new Promise((resolve) => {
    const look = async (): Promise<void> => {
      const run = await engine.findRun(id)
      if (run === undefined || !wanted(run)) return
      stop()
      resolve(run)
    }
    const stop = engine.onCommit(() => void look())
    void look()
  })
}

export function finished(world: Pick<World, 'engine'>, id: RunId): Promise<Run> {
  return runThat(world, id, isFinished)
}
