import { describe, expect, it } from 'vitest'
import { runState } from '../../src/api/contract/runs.ts'
import { backfillPreview, firingList, trigger } from '../../src/api/contract/triggers.ts'
import { version } from '../../src/api/contract/workflows.ts'
import { fromTriggerProblem } from '../../src/api/problems/from-trigger-problem.ts'
import { timestamp } from '../../src/core/basics/timestamp.ts'
import type { TriggerProblem } from '../../src/engine/triggers.ts'
import { aClock } from '../support/engine.ts'
import { anApi } from '../support/http-world.ts'

const FRIDAY = timestamp(Date.UTC(2026, 10, 20, 12))
const PATH = '/api/v1/triggers/refunds%2Fweekdays'
/** Times of the weekday schedule, nine o'clock in London. */
const [WEDNESDAY, THURSDAY] = ['2026-11-18T09:00:00.000Z', '2026-11-19T09:00:00.000Z']

async function published() {
  const world = anApi({ clock: aClock(FRIDAY) })
  await world.post('/api/v1/workflows/refunds/publish', { schema: version })
  return world
}

describe('what people do with a schedule', () => {
  it('[AP190] a time that has passed is started once', async () => {
    const world = await published()
    const body = { instant: THURSDAY }
    const run = await world.post(`${PATH}/fire`, { body, schema: runState })
    expect((await world.get(`${PATH}/firings`, firingList)).firings).toMatchObject([
      { instant: THURSDAY, by: { name: 'owner' }, cause: { type: 'instant' }, outcome: { type: 'run', run: run.id } },
    ])
    expect(await world.refused(`${PATH}/fire`, body)).toMatchObject({ status: 409, code: 'instant-started' })
    expect(await world.refused(`${PATH}/fire`, { instant: '2026-11-19T09:00:01Z' })).toMatchObject({
      status: 422,
      code: 'instant-unknown',
    })
  })

  it('[AP190] the same wish, sent again, starts one run', async () => {
    const world = await published()
    const order = { body: {}, schema: runState, key: 'wish-1' }
    const [first, again] = [await world.post(`${PATH}/fire`, order), await world.post(`${PATH}/fire`, order)]
    expect(again.id).toBe(first.id)
  })

  it('[AP191] it is paused with the reason, and resumed', async () => {
    const world = await published()
    const paused = await world.post(`${PATH}/pause`, { body: { because: 'Stocktaking' }, schema: trigger })
    expect(paused).toMatchObject({
      state: 'paused',
      pause: { by: { name: 'owner' }, because: 'Stocktaking' },
      next: [],
    })
    expect(await world.refused(`${PATH}/backfills?from=${WEDNESDAY}&to=${THURSDAY}`)).toMatchObject({
      status: 409,
      code: 'trigger-off',
    })
    const resumed = await world.post(`${PATH}/resume`, { schema: trigger })
    expect(resumed).toMatchObject({ state: 'on', pause: null })
    expect(resumed.next[0]).toBe('2026-11-23T09:00:00.000Z')
    for (const change of ['pause', 'resume'])
      expect(await world.refused(`/api/v1/triggers/none/${change}`, {})).toMatchObject({ status: 404 })
  })

  it('[AP192] a range is shown, then filled in', async () => {
    const world = await published()
    const range = { from: WEDNESDAY, to: '2026-11-20T08:00:00Z' }
    const expected = { starts: [WEDNESDAY, THURSDAY], started: 0 }
    const query = new URLSearchParams(range)
    expect(await world.get(`${PATH}/backfills?${query}`, backfillPreview)).toEqual(expected)
    expect((await world.get(`${PATH}/firings`, firingList)).firings).toEqual([])
    const order = { body: { ...range, turn: 'at-once' }, schema: backfillPreview }
    expect(await world.post(`${PATH}/backfills`, order)).toEqual(expected)
    expect((await world.get(`${PATH}/firings`, firingList)).firings).toMatchObject([
      { instant: THURSDAY, note: 'Filled in afterwards.' },
      { instant: WEDNESDAY },
    ])
    expect(await world.refused('/api/v1/triggers/none/backfills', range)).toMatchObject({ status: 404 })
    expect(await world.refused('/api/v1/triggers/none/firings')).toMatchObject({ status: 404 })
  })

  const AT = timestamp(Date.parse(THURSDAY))

  it.each<TriggerProblem>([
    { code: 'trigger-unknown', trigger: 't' },
    { code: 'trigger-no-schedule', trigger: 't' },
    { code: 'trigger-off', trigger: 't', why: 'off' },
    { code: 'trigger-off', trigger: 't', why: 'paused' },
    { code: 'firing-skipped', trigger: 't', detail: 'It was full.' },
    { code: 'instant-unknown', trigger: 't', instant: AT, next: null },
    { code: 'instant-unknown', trigger: 't', instant: AT, next: AT },
    { code: 'instant-to-come', trigger: 't', instant: AT },
    { code: 'instant-started', trigger: 't', instant: AT },
    { code: 'backfill-too-long', trigger: 't', startsMax: 1_000 },
  ])('[AP190] $code says what to do next in a second sentence', (problem) => {
    const { code, detail } = fromTriggerProblem(problem)
    expect(code).toBe(problem.code)
    expect(detail).toMatch(/^.+[.] .+[.]$/)
  })
})
