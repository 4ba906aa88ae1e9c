import { expect, it } from 'vitest'
import type { ActorId } from '../../../src/core/run/ids.ts'
import { RUNS_LOOKED_MAX } from '../../../src/engine/run-finder.ts'
import { aNewRun, runId } from '../../support/rows.ts'
import { openStore } from './data-folder.ts'

it('[ST93] looks through a bounded number of runs for a page, and goes on from there', async () => {
  const store = openStore()
  const startedBy = 'human:tom' as ActorId
  const others = Array.from({ length: RUNS_LOOKED_MAX }, (_, n) => aNewRun({ id: runId(n + 2) }, { words: ['order'] }))
  await store.append([aNewRun({ startedBy }, { words: ['order'] }), ...others])
  for (const question of [{ startedBy }, { startedBy, search: 'order' }]) {
    const first = await store.findRuns({ ...question, limit: 9 })
    expect(first).toEqual({ rows: [], next: runId(2), looked: RUNS_LOOKED_MAX })
    const second = await store.findRuns({ ...question, limit: 9, before: runId(2) })
    expect([second.rows.map(({ id }) => id), second.next, second.looked]).toEqual([[runId(1)], null, 1])
  }
})
