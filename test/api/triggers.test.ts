import { describe, expect, it } from 'vitest'
import { calendar } from '../../src/api/contract/calendar.ts'
import { home } from '../../src/api/contract/home.ts'
import { runState } from '../../src/api/contract/runs.ts'
import { trigger, triggerList } from '../../src/api/contract/triggers.ts'
import { version } from '../../src/api/contract/workflows.ts'
import { calendarView } from '../../src/api/views/calendar.ts'
import type { Timestamp } from '../../src/core/basics/timestamp.ts'
import { timestamp } from '../../src/core/basics/timestamp.ts'
import { daysFrom } from '../../src/core/schedule/day-starts.ts'
import { aClock } from '../support/engine.ts'
import type { ApiOptions } from '../support/http-world.ts'
import { anApi } from '../support/http-world.ts'
import { aFiring, aSchedule, aTriggerRow } from '../support/rows.ts'

const FRIDAY = timestamp(Date.UTC(2026, 10, 20, 12))
const WEEKDAYS = '/api/v1/triggers/refunds%2Fweekdays'
const DAY_MS = 86_400_000

async function published(options: ApiOptions = {}) {
  const clock = aClock(FRIDAY)
  const world = anApi({ clock, ...options })
  await world.post('/api/v1/workflows/refunds/publish', { schema: version })
  return { ...world, clock }
}

describe('a trigger', () => {
  it('[AP180] is told alone with as many next instants as one likes', async () => {
    const world = await published()
    const told = await world.get(`${WEEKDAYS}?count=2&from=2027-03-26T12:00:00Z`, trigger)
    expect(told).toMatchObject({
      workflow: { name: 'Refund requests' },
      state: 'on',
      next: ['2027-03-29T08:00:00.000Z', '2027-03-30T08:00:00.000Z'],
    })
    expect((await world.get(WEEKDAYS, trigger)).next[0]).toBe('2026-11-23T09:00:00.000Z')
    expect(await world.refused('/api/v1/triggers/none')).toMatchObject({ status: 404, code: 'trigger-unknown' })
  })

  it('[AP181] is listed with the newest it did', async () => {
    const world = await published()
    expect((await world.get('/api/v1/triggers', triggerList)).newest).toEqual([])
    await world.post(`${WEEKDAYS}/fire`, { schema: runState })
    const { newest } = await world.get('/api/v1/triggers', triggerList)
    expect(newest).toMatchObject([{ trigger: 'refunds/weekdays', outcome: { type: 'run' } }])
  })
})

describe('the calendar', () => {
  it('[AP182] tells day by day what was started and what will be', async () => {
    const world = await published()
    await world.post(`${WEEKDAYS}/fire`, { schema: runState })
    const { days, omitted } = await world.get('/api/v1/calendar?timezone=Europe/Paris', calendar)
    const which = { trigger: 'refunds/weekdays', workflow: { id: 'refunds', name: 'Refund requests' } }
    expect(days.map(({ date }) => date)).toEqual([20, 21, 22, 23, 24, 25, 26].map((day) => `2026-11-${day}`))
    expect(days[0]).toEqual({
      date: '2026-11-20',
      been: [{ ...which, started: 1, leftOut: 0, waiting: 0 }],
      toCome: [],
    })
    expect(days[3]?.toCome).toEqual([
      {
        ...which,
        words: 'At 09:00, Monday through Friday',
        starts: { type: 'times', instants: ['2026-11-23T09:00:00.000Z'] },
      },
    ])
    expect(omitted).toBe(0)
    const past = await world.get('/api/v1/calendar?timezone=UTC&days=1&from=2026-11-19T00:00:00Z', calendar)
    expect(past.days).toEqual([{ date: '2026-11-19', been: [], toCome: [] }])
  })

  it('[AP182] refuses a zone that is none', async () => {
    expect(await anApi().refused('/api/v1/calendar?timezone=Mars')).toMatchObject({
      code: 'query-invalid',
      errors: [{ pointer: '/timezone' }],
    })
  })

  it('[AP182] counts what was left out and waits, and names the soonest first', () => {
    const firings = [
      aFiring({ trigger: 'gone/a', instant: FRIDAY, outcome: { type: 'skipped', reason: 'overlap', detail: '' } }),
      aFiring({ trigger: 'gone/a', instant: FRIDAY, outcome: { type: 'waiting', turn: 'at-once' } }),
    ]
    const rows = [hourly('late/b', '30 * * * *'), hourly('soon/a', '15 * * * *'), hourly('never/c', '0 9 1 1 *')]
    const [day] = weekOf({ rows, firings }).days
    expect(day?.been).toEqual([
      { trigger: 'gone/a', workflow: { id: 'gone', name: 'gone' }, started: 0, leftOut: 1, waiting: 1 },
    ])
    expect(day?.toCome.map((each) => each.trigger)).toEqual(['soon/a', 'late/b'])
  })

  it('[AP183] a thousand schedules are worked out in bounds, and what is left out is counted', () => {
    const rows = Array.from({ length: 1_000 }, (_, at) => hourly(`w${at}/s`, `${at % 60} ${at % 24} * * *`))
    const { days, omitted } = weekOf({ rows, firings: [] })
    const shown = new Set(days.flatMap(({ toCome }) => toCome.map((each) => each.trigger)))
    expect(shown.size + omitted).toBe(1_000)
    expect(omitted).toBeGreaterThan(0)
    expect(shown.size).toBeGreaterThan(100)
    const alike = Array.from({ length: 1_000 }, (_, at) => hourly(`w${at}/s`, '0 9 * * *'))
    expect(weekOf({ rows: alike, firings: [] }).omitted).toBe(0)
  })
})

function hourly(id: string, cron: string) {
  return aTriggerRow({ id, definition: aSchedule({ cron, timezone: 'UTC' }), pause: null, nextInstant: FRIDAY })
}

function weekOf(given: Pick<Parameters<typeof calendarView>[0], 'rows' | 'firings'>) {
  const days = daysFrom(FRIDAY, { timezone: 'UTC', count: 7 })
  return calendarView({ ...given, names: new Map(), days, now: FRIDAY })
}

describe('what should start runs and does not', () => {
  async function stoppedAt(now: Timestamp, row: Partial<Parameters<typeof aTriggerRow>[0]> = {}) {
    const rows = [aTriggerRow({ id: 'refunds/weekdays', pause: null, nextInstant: FRIDAY, nextFireAt: FRIDAY, ...row })]
    const world = anApi({ clock: aClock(now), store: { listTriggers: async () => rows } })
    return (await world.get('/api/v1/home', home)).stopped
  }

  it('[AP184] is on Home: what has no next start, and what paused itself', async () => {
    expect(await stoppedAt(FRIDAY)).toEqual([])
    expect(await stoppedAt(timestamp(FRIDAY + DAY_MS))).toMatchObject([
      {
        trigger: 'refunds/weekdays',
        state: 'unset',
        detail: expect.stringContaining('was due more than a minute ago'),
      },
    ])
    const byItself = { by: null, at: FRIDAY, because: 'Its last 3 runs failed.' }
    expect(await stoppedAt(FRIDAY, { pause: byItself })).toMatchObject([
      { state: 'paused', detail: 'It paused itself. Its last 3 runs failed. Mend the cause, then resume it.' },
    ])
  })

  it('[AP184] is not what a person paused, and not what is switched off', async () => {
    const pause = { by: 'human:lena' as never, at: FRIDAY, because: 'Holiday.' }
    expect(await stoppedAt(timestamp(FRIDAY + DAY_MS), { pause })).toEqual([])
    expect(await stoppedAt(timestamp(FRIDAY + DAY_MS), { enabled: false, pause: { ...pause, by: null } })).toEqual([])
  })
})
