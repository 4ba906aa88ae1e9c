import { expect, it } from 'vitest'
import { createMemoryStore } from '../../src/adapters/memory/memory-store.ts'
import type { Transition } from '../../src/engine/store.ts'
import { aFiring, aNewRun, aReceiptRow, aTaskRow, aTriggerRow, minute, PLAN, runId, taskId } from '../support/rows.ts'
import { readStored } from './read-stored.ts'

/** More than a page of everything. */
const RUNS = 1_203

function everythingOf(n: number): Transition {
  const run = runId(n)
  const task = aTaskRow({ id: taskId(run, 'classify'), run })
  const whole = aNewRun({ id: run }, { tasks: [task], receipts: [aReceiptRow({ run })] })
  return { ...whole, firings: [aFiring({ instant: minute(n), outcome: { type: 'run', run } })] }
}

it('everything that a store holds is read, however many pages it takes', async () => {
  const store = createMemoryStore()
  await store.append([{ triggers: [aTriggerRow()] }])
  await store.append(Array.from({ length: RUNS }, (_, index) => everythingOf(index + 1)))
  const { runs, firings, triggers } = await readStored(store)
  expect([runs.length, firings.length, triggers.length]).toEqual([RUNS, RUNS, 1])
  expect(new Set(runs.map(({ row }) => row.id)).size).toBe(RUNS)
  for (const { row, plan, facts, tasks, receipts } of runs) {
    expect(plan).toBe(PLAN)
    expect([facts, tasks, receipts].map((each) => each.map(({ run }) => run))).toEqual([[row.id], [row.id], [row.id]])
  }
})
