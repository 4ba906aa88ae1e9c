import type { Field } from '../../api/contract/basics.ts'
import type { Trigger } from '../../api/contract/triggers.ts'
import { CATCH_UP_WORDS, OVERLAP_WORDS } from '../words/triggers.ts'
import type { ReaderZone } from './clock-words.ts'
import { fullTime } from './clock-words.ts'
import { counted } from './number-words.ts'
import { zoneFormat } from './zone-format.ts'

type Starts = Trigger['starts']
type Schedule = Extract<Starts, { readonly type: 'schedule' }>

/** `At 09:00, Monday through Friday`; of an event, what it waits for. */
export function startsWords(starts: Starts): string {
  return starts.type === 'schedule' ? starts.words : `When ${starts.event} comes`
}

/** Its settings, each with what it means. */
export function settingFields(starts: Starts): readonly Field[] {
  return starts.type === 'schedule' ? scheduleFields(starts) : eventFields(starts)
}

function scheduleFields(schedule: Schedule): readonly Field[] {
  const { words, timezone, startsOn, endsOn, overlap, jitter, pauseAfter } = schedule
  return [
    aField('rhythm', 'How often', words),
    aField('zone', 'Time zone', timezone),
    ...(startsOn === null ? [] : [aField('first', 'First day', startsOn)]),
    ...(endsOn === null ? [] : [aField('last', 'Last day', endsOn)]),
    aField('overlap', 'If a run is still open', OVERLAP_WORDS[overlap]),
    aField('catch-up', 'Times that pass while this program is off', catchUpWords(schedule)),
    ...(jitter === null ? [] : [aField('jitter', 'Spread starts by up to', jitter)]),
    ...(pauseAfter === null ? [] : [aField('pause', 'Pause after failures in a row', String(pauseAfter))]),
  ]
}

function catchUpWords({ catchUp, catchUpWindow, catchUpMax }: Schedule): string {
  const bounds = [
    ...(catchUpMax === null ? [] : [`at most ${counted(catchUpMax, 'run')}`]),
    ...(catchUpWindow === null ? [] : [`not older than ${catchUpWindow}`]),
  ]
  return [CATCH_UP_WORDS[catchUp], ...bounds].join(', ')
}

function eventFields({ event, filter, dedupe }: Extract<Starts, { readonly type: 'event' }>): readonly Field[] {
  return [
    aField('event', 'Waits for', event),
    ...(filter === null ? [] : [aField('filter', 'Only if', filter)]),
    ...(dedupe === null ? [] : [aField('dedupe', 'Counts as the same event', dedupe)]),
  ]
}

function aField(name: string, label: string, value: string): Field {
  return { name, label, value }
}

/** `Mon 23 Nov 2026, 09:00 GMT`: a schedule has no seconds. */
export function timeOnClock(at: number, zone: ReaderZone): string {
  return fullTime(at, zone).replace(/(\d{2}:\d{2}):\d{2}/, '$1')
}

/** Whether two clocks show another time at that instant. */
export function isOtherClock(at: number, one: ReaderZone, other: ReaderZone): boolean {
  return wallTime(at, one) !== wallTime(at, other)
}

function wallTime(at: number, { timeZone }: ReaderZone): string {
  return DAY_AND_MINUTE(timeZone).format(at)
}

const DAY_AND_MINUTE = zoneFormat('en-GB', { dateStyle: 'short', timeStyle: 'short' })

const MINUTE_MS = 60_000

/** The instant at which the clock of a zone shows `2026-12-31T09:00`; undefined where that is no time. One that is left out is an hour later. */
export function instantOnClock(local: string, timeZone: string): string | undefined {
  const wanted = Date.parse(`${local}Z`)
  if (Number.isNaN(wanted)) return undefined
  const first = wanted - offsetMs(wanted, timeZone)
  const second = wanted - offsetMs(first, timeZone)
  return new Date(second).toISOString()
}

/** How far the clock of a zone is ahead of UTC. */
function offsetMs(at: number, timeZone: string): number {
  const written = TO_THE_MINUTE(timeZone).format(at)
  return Date.parse(`${written.replace(' ', 'T')}Z`) - Math.floor(at / MINUTE_MS) * MINUTE_MS
}

const TO_THE_MINUTE = zoneFormat('sv-SE', {
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
})
