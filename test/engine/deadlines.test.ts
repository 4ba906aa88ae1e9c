import { expect, it } from 'vitest'
import { createMemoryStore } from '../../src/adapters/memory/memory-store.ts'
import type { Timestamp } from '../../src/core/basics/timestamp.ts'
import { timestamp } from '../../src/core/basics/timestamp.ts'
import { stageAt } from '../../src/core/run/stage-table.ts'
import { aClock, aWorld, startOf } from '../support/engine.ts'
import { aPlan, aStage, at, PERSON } from '../support/runs.ts'

const HOUR_MS = 3_600_000
/** Asked on Saturday 21 November 2026 at 10:00; people work on Mondays and Tuesdays until noon. */
const CALENDAR = {
  timezone: 'UTC',
  hours: [{ days: ['MON', 'TUE'], fromMinute: 9 * 60, untilMinute: 12 * 60 }],
  holidays: [],
} as const
const ESCALATION = {
  to: [],
  slaMs: 4 * HOUR_MS,
  remindMs: 2 * HOUR_MS,
  onBreach: [{ afterMs: HOUR_MS, to: ['human:tom'] }],
  calendar: CALENDAR,
}
const REMINDED = timestamp(Date.UTC(2026, 10, 23, 11))
const DUE = timestamp(Date.UTC(2026, 10, 24, 10))
const LATER = timestamp(Date.UTC(2026, 10, 24, 11))

it('[TA30][TA31][TA33] reminds, marks overdue and adds people in working hours, over restarts, and never answers', async () => {
  const store = createMemoryStore()
  const clock = aClock(at(0))
  const plan = aPlan([aStage('ask', { primary: PERSON, escalation: ESCALATION })])
  const first = aWorld({ store, clock, prefix: 'first' })
  const { id } = await startOf(first, plan)
  await first.engine.close()
  let lives = 0
  const factsAt = async (now: Timestamp): Promise<readonly string[]> => {
    clock.set(now)
    lives += 1
    const { engine } = aWorld({ store, clock, prefix: `life-${lives}`, blobs: first.blobs })
    const before = (await engine.findRun(id))?.version ?? 0
    await engine.recover()
    await engine.drain()
    const facts = await store.history(id, { after: before, also: [] })
    await engine.close()
    return facts.map(({ event }) => event.type)
  }
  expect(await factsAt(timestamp(REMINDED - 1))).toEqual([])
  expect(await factsAt(REMINDED)).toEqual(['task-reminded'])
  expect(await factsAt(timestamp(DUE - 1))).toEqual([])
  expect(await factsAt(DUE)).toEqual(['task-overdue'])
  expect(await factsAt(LATER)).toEqual(['task-overdue'])
  expect(await factsAt(timestamp(LATER + 365 * 24 * HOUR_MS))).toEqual([])
  const run = await aWorld({ store, clock, prefix: 'last', blobs: first.blobs }).engine.findRun(id)
  expect(run === undefined ? undefined : stageAt(run.stages, 0)).toMatchObject({
    state: { status: 'awaiting-approval' },
    tasks: [{ to: ['human:lena', 'human:tom'], remindedAt: REMINDED, overdueStep: 2, state: { status: 'open' } }],
  })
})
