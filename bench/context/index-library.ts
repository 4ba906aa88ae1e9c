/**
 * Lists a library of a home in a process that has never seen it, and again, and plans a WorkChart with it.
 * Prints the times as JSON.
 *
 *   node bench/context/index-library.ts <home> <again>
 */
import { join } from 'node:path'
import { openBlobs } from '../../src/adapters/files/open-blobs.ts'
import { openLibrary } from '../../src/adapters/files/open-library.ts'
import { systemIds } from '../../src/adapters/system/ids.ts'
import { planWorkflow } from '../../src/engine/planning.ts'
import { inTurn } from '../load/in-turn.ts'
import { hundredStages } from './hundred-stages.ts'

/** In milliseconds. */
export interface LibraryTimes {
  readonly found: number
  readonly coldMs: number
  readonly warmMs: readonly number[]
  readonly planMs: readonly number[]
}

const [home = '', again = '1'] = process.argv.slice(2)
const blobs = openBlobs(join(home, 'blobs'))
const library = openLibrary({ home, shipped: [], blobs })
const parts = { library, blobs, reader: { listMemory: async () => [] }, ids: systemIds }
const workflow = hundredStages()
const order = { workflow, digest: '', collection: 'default', contextFolder: home, bindings: new Map() }

const [coldMs, capabilities] = await timed(() => library.listCapabilities())
const modules = await library.listContext('default')
const warmMs = await inTurn(Number(again), async () => (await timed(() => library.listCapabilities()))[0])
await planWorkflow(parts, order)
const planMs = await inTurn(Number(again), async () => {
  const [elapsed, { plan }] = await timed(() => planWorkflow(parts, order))
  if (plan?.stages.length !== workflow.stages.length) throw new Error('It was not planned')
  return elapsed
})
const times: LibraryTimes = { found: capabilities.length + modules.length, coldMs, warmMs, planMs }
console.log(JSON.stringify(times))

async function timed<T>(work: () => Promise<T>): Promise<readonly [elapsedMs: number, value: T]> {
  const begun = performance.now()
  const value = await work()
  return [performance.now() - begun, value]
}
