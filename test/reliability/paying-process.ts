/** A process of its own: pays once, says so, and reports it when a line comes in. */

import { once } from 'node:events'
import { appendFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import type { RunId } from '../../src/core/run/ids.ts'
import { openEngine } from '../faults/limits/open-engine.ts'
import { answered, finished, startOf } from '../support/engine.ts'
import { aPlan, aStage } from '../support/runs.ts'

const [folder = '', effects = ''] = process.argv.slice(2)
await using world = openEngine(folder, {
  script: async () => {
    appendFileSync(effects, 'paid\n')
    console.log('paid')
    await once(createInterface({ input: process.stdin }), 'line')
    return answered()
  },
})
await world.engine.recover()
const { id } = await startOf(world, aPlan([aStage('pay', { effect: 'once-or-ask' })]), 'pay' as RunId)
await finished(world, id)
