import type { CronOptions } from 'croner'
import { Cron as CronerJob } from 'croner'
import { addMs } from '../../../src/core/basics/timestamp.ts'
import type { InstantsWanted } from '../../../src/core/schedule/cron.ts'
import { shownAt } from '../../../src/core/schedule/wall-clock.ts'
import { chanceOf } from '../../simulation/chance.ts'
import { clockOfYears } from '../oracle/zones.ts'
import { compareInstants } from './compare-instants.ts'
import type { FindNext } from './find-next.ts'
import { asTheProgram } from './find-next.ts'

/** A way to get it wrong, and a pattern in a zone that shows it. */
export interface WrongRule {
  readonly findNext: FindNext
  readonly pattern: string
  readonly timezone: string
}

/** What a comparison that is worth anything notices. */
export const WRONG_RULES: Readonly<Record<string, WrongRule>> = {
  'the zone is UTC': {
    findNext: (pattern, wanted) => asTheProgram(pattern, { ...wanted, timezone: 'UTC' }),
    pattern: '30 2 * * *',
    timezone: 'Europe/Berlin',
  },
  'the clocks stay as they are': { findNext: byOffsetOfNow, pattern: '15 2 * * SUN', timezone: 'Australia/Lord_Howe' },
  'a list of hours is an interval': {
    findNext: byLibrary({ fixedTimeRule: 'single-value' }),
    pattern: '30 1,2 * * *',
    timezone: 'America/New_York',
  },
  'the hour before midnight is lost': { findNext: byLibrary({}), pattern: '30 23 * * *', timezone: 'America/Nuuk' },
  'both day fields are needed': {
    findNext: byLibrary({ domAndDow: true }),
    pattern: '0 9 13 * FRI',
    timezone: 'Africa/Casablanca',
  },
  'the given instant counts': {
    findNext: (pattern, wanted) => asTheProgram(pattern, { ...wanted, after: addMs(wanted.after, -1) }),
    pattern: '0 0 * * *',
    timezone: 'America/Santiago',
  },
}

export function isNoticed({ findNext, pattern, timezone }: WrongRule): boolean {
  const clock = clockOfYears(timezone, 2025, 2026)
  return compareInstants(pattern, clock, { findNext, chance: chanceOf(1) }).violations.length > 0
}

function byLibrary(options: CronOptions): FindNext {
  const usual = { mode: '5-part', fixedTimeRule: 'no-wildcard', paused: true } as const
  return (pattern, { timezone, after, count }) => {
    const job = new CronerJob(pattern, { ...usual, timezone, ...options })
    return job.nextRuns(count, new Date(after)).map((instant) => instant.getTime())
  }
}

function byOffsetOfNow(pattern: string, { timezone, after, count }: InstantsWanted): readonly number[] {
  const offset = shownAt(after, timezone) - after
  const shown = asTheProgram(pattern, { timezone: 'UTC', after: addMs(after, offset), count })
  return shown.map((time) => time - offset)
}
