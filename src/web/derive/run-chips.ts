import { SCHEDULER } from '../../core/people/scheduler.ts'
import type { ViewFilter } from '../../core/run/saved-views.ts'
import { fullTime, longDate } from './clock-words.ts'
import { durationWords } from './duration-words.ts'
import { personName } from './known-people.ts'
import type { RunSearch } from './run-search.ts'

/** Something the list is narrowed by, in words, with the part of the address to take out. */
export interface RunChip {
  readonly name: ChipName
  readonly words: string
}

export type ChipName = Exclude<keyof RunSearch, 'view' | 'status' | 'workchart' | 'search'>

interface Reading {
  readonly timeZone: string
  /** The name of a stage of the chosen WorkChart. */
  readonly stageName: (id: string) => string
}

/** Everything that no field above the list shows. */
export function runChips(search: RunSearch, reading: Reading): readonly RunChip[] {
  const { version, startedBy, cause, trigger, days, from, to, tookMinutes, failedStage, waits } = search
  const all: readonly (readonly [ChipName, string | undefined])[] = [
    ['waits', waits && WAIT_WORDS[waits]],
    ['failedStage', failedStage && `Failed at ${reading.stageName(failedStage)}`],
    ['days', days === undefined ? undefined : daysWords(days)],
    ['from', from && `Begun from ${dayWords(from, reading)}`],
    ['to', to && `Begun until ${dayWords(to, reading)}`],
    [
      'tookMinutes',
      tookMinutes === undefined ? undefined : `Took longer than ${durationWords(tookMinutes * MINUTE_MS)}`,
    ],
    ['cause', cause && `Started ${CAUSE_WORDS[cause]}`],
    ['startedBy', startedBy && `Started by ${starterName(startedBy)}`],
    ['trigger', trigger && `Started by the trigger ${trigger}`],
    ['version', version === undefined ? undefined : `Version ${version}`],
  ]
  return all.flatMap(([name, words]) => (words === undefined || words === '' ? [] : [{ name, words }]))
}

const MINUTE_MS = 60_000

export const WAIT_WORDS = {
  'for-person': 'Waits for a person',
  overdue: 'A person is late',
} as const satisfies Record<NonNullable<ViewFilter['waits']>, string>

export const CAUSE_WORDS = {
  manual: 'by hand',
  schedule: 'by a schedule',
  event: 'by an event',
} as const satisfies Record<NonNullable<ViewFilter['cause']>, string>

/** `Begun in the last 24 hours`, `Begun in the last 7 days` */
export function daysWords(days: number): string {
  return `Begun in the last ${days === 1 ? '24 hours' : `${days} days`}`
}

export function starterName(id: string): string {
  return id === SCHEDULER ? 'a trigger' : personName(id)
}

/** A day is one wherever it is read; a moment is said with its zone. */
function dayWords(said: string, { timeZone }: Reading): string {
  return said.includes('T') ? fullTime(Date.parse(said), { timeZone }) : longDate(Date.parse(said), { timeZone: 'UTC' })
}
