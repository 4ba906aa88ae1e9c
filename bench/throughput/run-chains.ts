import { createEmbeddedDelivery } from '../../src/adapters/embedded/delivery.ts'
import { storeOn } from '../../src/adapters/sqlite/store-on.ts'
import { systemClock } from '../../src/adapters/system/clock.ts'
import { systemIds } from '../../src/adapters/system/ids.ts'
import type { RunId } from '../../src/core/run/ids.ts'
import { createEngine } from '../../src/engine/create-engine.ts'
import type { Engine } from '../../src/engine/engine.ts'
import type { Store, Transition } from '../../src/engine/store.ts'
import { OWNER_PERSON, someBlobs } from '../../test/support/engine.ts'
import { after, anAnswer, aPlan, aStage } from '../../test/support/runs.ts'
import type { Recording } from './recorded-store.ts'
import { openNew, openRecordedStore } from './recorded-store.ts'

const STAGES = ['take-in', 'look-up', 'draft', 'check', 'send']
const LETTER = 'x'.repeat(1_000)
const ANSWER = { type: 'answered', answer: anAnswer({ outputs: { letter: LETTER } }) } as const
/** What the stages of one run give. */
export const OUTPUT_BYTES = STAGES.length * JSON.stringify(ANSWER.answer.outputs).length

const CHAIN = aPlan(
  STAGES.map((id, index) => {
    const before = STAGES[index - 1]
    if (before === undefined) return aStage(id)
    return aStage(id, { dependsOn: after(before), inputs: { letter: `\${{ stages.${before}.outputs.letter }}` } })
  }),
)

export interface Throughput {
  readonly seconds: number
  /** From the wish to the end of each run, in milliseconds. */
  readonly times: readonly number[]
}

export interface Chains {
  readonly concurrent: number
  readonly runs: number
}

/** Brings so many runs through an engine on a new database, so many at a time. */
export async function runChains(path: string, chains: Chains): Promise<Throughput> {
  const database = openNew(path)
  const done = await runOn(storeOn(database), chains)
  database.close()
  return done
}

/** The same, for what it executes: remembering that takes time and memory, so nothing is measured here. */
export async function recordChains(path: string, chains: Chains): Promise<Recording> {
  const { store, recording, close } = openRecordedStore(path)
  await runOn(store, chains)
  close()
  return recording
}

async function runOn(store: Store, { concurrent, runs }: Chains): Promise<Throughput> {
  const { promise: allEnded, resolve: end } = Promise.withResolvers<void>()
  const begunAt = new Map<RunId, number>()
  const times: number[] = []
  let started = 0
  const startNext = (): void => {
    if (started === runs) return
    started += 1
    const id = systemIds.next() as RunId
    begunAt.set(id, performance.now())
    void engine.start({ id, plan: CHAIN, inputs: {}, by: OWNER_PERSON, cause: { type: 'manual' } })
  }
  const ended = (id: RunId): void => {
    times.push(performance.now() - (begunAt.get(id) ?? Number.NaN))
    begunAt.delete(id)
    startNext()
    if (times.length === runs) end()
  }
  const engine = engineOn(watched(store, ended), concurrent)
  const before = performance.now()
  for (let run = 0; run < concurrent; run += 1) startNext()
  await allEnded
  const seconds = (performance.now() - before) / 1_000
  await engine.close()
  return { seconds, times }
}

/** Tells of runs whose end is written. */
function watched(store: Store, ended: (run: RunId) => void): Store {
  const append: Store['append'] = async (transitions) => {
    const outcomes = await store.append(transitions)
    for (const run of transitions.flatMap(finishedRun)) ended(run)
    return outcomes
  }
  return { ...store, append }
}

function finishedRun({ run }: Transition): readonly RunId[] {
  return run === undefined || run.row.finishedAt === null ? [] : [run.row.id]
}

function engineOn(store: Store, slots: number): Engine {
  const fail = (error: unknown): void => {
    throw error
  }
  return createEngine({
    store,
    blobs: someBlobs(),
    delivery: createEmbeddedDelivery({ clock: systemClock, slots }),
    clock: systemClock,
    ids: systemIds,
    findPerformer: () => ({ perform: async () => ANSWER }),
    onFatal: fail,
    onProblem: fail,
  })
}
