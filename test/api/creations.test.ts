import { describe, expect, it } from 'vitest'
import { draftSummary } from '../../src/api/contract/drafts.ts'
import { home } from '../../src/api/contract/home.ts'
import { startedRuns } from '../../src/api/contract/runs.ts'
import { skillRequest } from '../../src/api/contract/skill-requests.ts'
import { version } from '../../src/api/contract/workflows.ts'
import { nothing } from '../../src/api/routes/nothing.ts'
import { timestamp } from '../../src/core/basics/timestamp.ts'
import type { Made } from '../../src/core/metrics/draft-work.ts'
import { aClock } from '../support/engine.ts'
import type { ApiWorld } from '../support/http-world.ts'
import { anApi } from '../support/http-world.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const STAGES = 'stages:\n  - { id: look, roles: { primary: "human:anyone" } }\n'

/** Somebody at work: what they do takes time. */
function aDay() {
  const clock = aClock(timestamp(Date.UTC(2026, 10, 2, 9)))
  const desk = anApi({ clock })
  return { desk, later: (ms: number) => clock.set(timestamp(clock.now() + ms)) }
}

type Day = ReturnType<typeof aDay>

async function begin({ desk }: Day, name: string): Promise<string> {
  return (await desk.post('/api/v1/drafts', { body: { name, text: STAGES }, schema: draftSummary })).id
}

interface Saves {
  readonly pausesMs: readonly number[]
  readonly made?: Made
}

/** Saves once after each pause. */
async function work({ desk, later }: Day, id: string, { pausesMs, made = 'by-gestures' }: Saves) {
  for (const [index, pause] of pausesMs.entries()) {
    later(pause)
    const text = `workflow_id: ${id}\nname: ${id} ${index}\n${STAGES}`
    const body = { text, revision: index + 1, base: null, made }
    await desk.post(`/api/v1/drafts/${id}`, { body, schema: draftSummary })
  }
}

async function publish({ desk }: Day, id: string, revision: number) {
  return await desk.post(`/api/v1/drafts/${id}/publish`, { body: { revision }, schema: version })
}

async function make(day: Day, { name, tookMs }: { readonly name: string; readonly tookMs: number }): Promise<void> {
  const id = await begin(day, name)
  await work(day, id, { pausesMs: [tookMs] })
  await publish(day, id, 2)
}

async function homeOf(desk: ApiWorld) {
  return await desk.get('/api/v1/home', home)
}

describe('creations', () => {
  it.each([
    { averageMs: 30 * MINUTE - 1_000, isTooLong: false },
    { averageMs: 30 * MINUTE + 1_000, isTooLong: true },
  ])('[AP71][MT5] an average of $averageMs ms, the first one apart: too long is $isTooLong', async (expected) => {
    const day = aDay()
    await make(day, { name: 'First', tookMs: 3 * 60 * MINUTE })
    await make(day, { name: 'Second', tookMs: expected.averageMs - MINUTE })
    await make(day, { name: 'Third', tookMs: expected.averageMs + MINUTE })
    expect((await homeOf(day.desk)).creationTime).toEqual({
      of: 2,
      ...expected,
      medianMs: expected.averageMs,
      averageActiveMs: 0,
      onboarding: 1,
      abandoned: 0,
    })
  })

  it('[AP71][MT1] pauses of more than five minutes are taken out of the time at work, up to the publication', async () => {
    const day = aDay()
    const id = await begin(day, 'Refund letters')
    await work(day, id, { pausesMs: [4 * MINUTE, 5 * MINUTE, 5 * MINUTE + 1, 2 * MINUTE] })
    day.later(3 * MINUTE)
    const { made } = await publish(day, id, 5)
    expect(made).toEqual({ tookMs: 19 * MINUTE + 1, activeMs: 14 * MINUTE, byGestures: 4, byHand: 0 })
  })

  it('[AP71][DR26][MT4] drafts that are left or discarded are abandoned, work on a file that was there is none', async () => {
    const day = aDay()
    await begin(day, 'Left alone')
    const id = await begin(day, 'Thrown away')
    await day.desk.post(`/api/v1/drafts/${id}/discard`, { body: { revision: 1 }, schema: nothing })
    expect((await homeOf(day.desk)).creationTime.abandoned).toBe(1)
    day.later(7 * DAY)
    expect((await homeOf(day.desk)).creationTime).toMatchObject({ abandoned: 2, onboarding: 0 })
  })

  it('[AP71][DR26][MT11] the share made without code is of those that came to an end', async () => {
    const day = aDay()
    const { desk } = day
    const [good, written, asking] = [await begin(day, 'Good'), await begin(day, 'Written'), await begin(day, 'Asking')]
    await work(day, good, { pausesMs: [MINUTE] })
    await work(day, written, { pausesMs: [MINUTE], made: 'by-hand' })
    await work(day, asking, { pausesMs: [MINUTE] })
    expect((await homeOf(desk)).noCode).toEqual({ share: null, of: 0 })
    for (const id of [good, written, asking]) await publish(day, id, 2)
    await desk.post('/api/v1/skill-requests', {
      body: { name: 'Sort', stage: { workflow: asking, id: 'look' } },
      schema: skillRequest,
    })
    expect((await homeOf(desk)).noCode).toEqual({ share: 0, of: 3 })
    await desk.post(`/api/v1/workflows/${good}/runs`, { body: { inputs: {} }, schema: startedRuns })
    expect((await homeOf(desk)).noCode).toEqual({ share: 0, of: 3 })
  })
})
