import { describe, expect, it } from 'vitest'
import { fromIsoTime, isoTime } from '../../../src/core/basics/timestamp.ts'
import { caughtUpFrom } from '../../../src/core/schedule/catch-up.ts'
import type { ScheduleTrigger } from '../../../src/core/workflow/workflow.ts'
import { aSchedule } from '../../support/rows.ts'

const NOW = fromIsoTime('2026-12-10T12:00:30Z')

function from(given: Partial<ScheduleTrigger>, begun = '2026-12-01T00:00:00Z'): string | undefined {
  const schedule = aSchedule({ cron: '0 * * * *', timezone: 'UTC', ...given })
  const first = caughtUpFrom(schedule, { from: fromIsoTime(begun), until: NOW, now: NOW })
  return first === undefined ? undefined : isoTime(first)
}

describe('what was missed', () => {
  it.each([
    ['none', {}, undefined],
    ['last', {}, '2026-12-10T12:00:00.000Z'],
    ['all', { catchUpMax: 3 }, '2026-12-10T10:00:00.000Z'],
    ['all', {}, '2026-12-06T09:00:00.000Z'],
    ['all', { catchUpMax: 1_000 }, '2026-12-03T13:00:00.000Z'],
    ['all', { catchUpWindowMs: 2 * 3_600_000 }, '2026-12-10T11:00:00.000Z'],
    ['last', { catchUpWindowMs: 1_000 }, undefined],
  ] as const)('[SH18] catching up %s with %j begins at %s', (catchUp, given, first) => {
    expect(from({ catchUp, ...given })).toBe(first)
  })

  it('[SH18] is never from before the first instant that is undecided', () => {
    expect(from({ catchUp: 'all' }, '2026-12-10T11:30:00Z')).toBe('2026-12-10T12:00:00.000Z')
    expect(from({ catchUp: 'last' }, '2026-12-10T12:00:10Z')).toBeUndefined()
  })

  it('[SH18] is found also where the instants lie far apart', () => {
    expect(
      from({ catchUp: 'last', cron: '0 0 1 1 *', catchUpWindowMs: 400 * 86_400_000 }, '2025-06-01T00:00:00Z'),
    ).toBe('2026-01-01T00:00:00.000Z')
  })
})
