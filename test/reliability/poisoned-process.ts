/**
 * A process of its own: the engine on a data folder in which one run ends the whole process as soon as it is performed,
 * as a fault in a native library or too much memory would. Ends in order once nothing is left that runs by itself.
 */
import type { RunId } from '../../src/core/run/ids.ts'
import { openEngine } from '../faults/limits/open-engine.ts'
import { answered, startOf } from '../support/engine.ts'
import { aPlan, aStage } from '../support/runs.ts'

const AT_ONCE = { ...aStage('x').retry, initialIntervalMs: 1, maximumIntervalMs: 1 }

const [folder = ''] = process.argv.slice(2)
await using world = openEngine(folder, {
  script: ({ stage }) => {
    if (stage === 'deadly') process.kill(process.pid, 'SIGKILL')
    return answered()
  },
})
await world.engine.recover()
await startOf(world, aPlan([aStage('harmless')]), 'harmless' as RunId)
await startOf(world, aPlan([aStage('deadly', { retry: AT_ONCE })]), 'poison' as RunId)
await world.engine.drain()
while ((await world.store.listRuns({ statuses: ['running'], limit: 1 })).length > 0) await nextCommit()
await world.engine.drain()

function nextCommit(): Promise<void> {
  return new Promise((resolve) => {
    const stop = world.engine.onCommit(() => {
      stop()
      resolve()
    })
  })
}
