import type { Result } from '../../src/core/basics/result.ts'
import type { Plan } from '../../src/core/plan/plan.ts'
import { createEngine } from '../../src/engine/create-engine.ts'
import { createTriggers } from '../../src/engine/create-triggers.ts'
import type { AttemptRef, Delivery } from '../../src/engine/delivery.ts'
import type { Engine } from '../../src/engine/engine.ts'
import type { TriggerRow } from '../../src/engine/trigger-row.ts'
import { someBlobs } from '../support/engine.ts'
import type { PerformerOwner } from './scripted-performer.ts'
import { scriptedPerformer } from './scripted-performer.ts'
import { createSimulatedDelivery } from './simulated-delivery.ts'
import { attemptName, createSimulatedStore } from './simulated-store.ts'
import type { World } from './world.ts'

const SLOTS_MAX = 4
const DOWN_MS_MAX = 20_000
/** A process that was believed dead writes on for so long at most. */
const SLOW_MS_MAX = 60_000

/** A process of the program. Slow: another one has taken its place, and it does not know. */
interface Process {
  readonly name: string
  readonly engine: Engine
  state: 'living' | 'slow' | 'gone'
}

/** Where at most one process lives at a time, and another one follows. */
export interface House {
  readonly living: () => Process | undefined
  readonly start: () => void
  /** The living process dies, or is only believed to be dead. Another one follows. */
  readonly strike: () => void
  /** The processes that are only believed to be dead die. */
  readonly clear: () => void
}

export interface HouseParts {
  readonly world: World
  readonly planFor: (trigger: TriggerRow) => Promise<Result<Plan, string>>
}

export function createHouse(parts: HouseParts): House {
  const processes: Process[] = []
  const living = (): Process | undefined => processes.find(({ state }) => state === 'living')
  const start = (): void => {
    if (living() !== undefined) return
    const { world } = parts
    const process = createProcess(parts, processes.length + 1, (dying) => die(world, dying, start))
    processes.push(process)
    void process.engine.recover(createTriggers({ ...parts, ...process, ...worldParts(world) }).keeper)
  }
  return {
    living,
    start,
    strike: () => {
      const process = living()
      if (process === undefined) return
      if (parts.world.faults.strikes('a process that is slow, not dead')) slowDown(parts.world, process, start)
      else die(parts.world, process, start)
    },
    clear: () => {
      for (const process of processes) if (process.state === 'slow') process.state = 'gone'
    },
  }
}

function worldParts({ timeline, ids, disk }: World) {
  return { clock: timeline, ids, reader: disk }
}

function die({ timeline, chance, note }: World, process: Process, start: () => void): void {
  if (process.state === 'gone') return
  note(`${process.name} dies`)
  const wasLiving = process.state === 'living'
  process.state = 'gone'
  if (wasLiving) timeline.after(chance.from(1, DOWN_MS_MAX), start)
}

function slowDown({ timeline, chance, note }: World, process: Process, start: () => void): void {
  note(`${process.name} is believed dead`)
  process.state = 'slow'
  timeline.after(chance.from(1, DOWN_MS_MAX), start)
  timeline.after(chance.from(1, SLOW_MS_MAX), () => {
    note(`${process.name} dies at last`)
    process.state = 'gone'
  })
}

function createProcess({ world }: HouseParts, number: number, end: (process: Process) => void): Process {
  const { timeline, chance, faults, ids, note } = world
  const name = `p${number}`
  const isGone = (): boolean => process.state === 'gone'
  const delivery = createSimulatedDelivery({
    timeline,
    chance,
    faults,
    slots: chance.from(1, SLOTS_MAX),
    isRunning: () => !isGone(),
  })
  const fences = new Map<string, number>()
  const performer = { name, isGone, fenceOf: fenceIn(fences), report: reportTo(() => process.engine) }
  const engine = createEngine({
    store: createSimulatedStore(world, { name, isGone, crash: () => end(process) }),
    blobs: someBlobs(),
    delivery: watched(world, { name, fences }, delivery),
    clock: timeline,
    ids,
    findPerformer: () => scriptedPerformer(world, performer),
    onFatal: () => end(process),
    onProblem: (error) => note(`${name} problem: ${String(error)}`),
  })
  const process: Process = { name, engine, state: 'living' }
  return process
}

function fenceIn(fences: ReadonlyMap<string, number>): PerformerOwner['fenceOf'] {
  return (run, stage) => fences.get(`${run} ${stage}`) ?? -1
}

function reportTo(engine: () => Engine): PerformerOwner['report'] {
  return (run, command) => engine().command(run, command)
}

interface Watching {
  readonly name: string
  /** The fence of the last attempt at each stage of each run. */
  readonly fences: Map<string, number>
}

/** Sees that no more is performed than there are slots, nothing twice, and nothing that is not on the disk. */
function watched({ begun, breaches, note }: World, { name, fences }: Watching, delivery: Delivery): Delivery {
  const performed = new Set<string>()
  const perform = (ref: AttemptRef, work: (signal: AbortSignal) => Promise<void>): void => {
    const attempt = attemptName(ref)
    note(`${name} performs ${attempt}`)
    if (delivery.freeSlots() === 0) breaches.push(`${name} performs ${attempt} without a free slot`)
    if (performed.has(attempt)) breaches.push(`${name} performs ${attempt} twice`)
    if (!begun.has(attempt)) breaches.push(`${name} performs ${attempt}, which is not on the disk`)
    performed.add(attempt)
    fences.set(`${ref.run} ${ref.stage}`, ref.fence)
    delivery.perform(ref, work)
  }
  return { ...delivery, perform }
}
