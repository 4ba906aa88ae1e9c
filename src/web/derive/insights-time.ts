import { durationWords } from './duration-words.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
/** From so many hours on, minutes say nothing. */
const WHOLE_HOURS_FROM = 10

/** A duration of work: `45 s`, `6.5 min`, `3.1 h`, `27 h`. Days would be taken for days of 24 hours. */
export function longDuration(ms: number): string {
  if (ms < MINUTE_MS) return durationWords(ms)
  return ms < HOUR_MS ? `${tenths(ms / MINUTE_MS)} min` : hoursWords(ms)
}

function hoursWords(ms: number): string {
  const hours = ms / HOUR_MS
  return hours < WHOLE_HOURS_FROM ? `${tenths(hours)} h` : `${WHOLE.format(Math.floor(hours))} h`
}

const WHOLE = new Intl.NumberFormat('en-GB')

/** Rounded down: `6.5`, `7`. */
function tenths(value: number): string {
  return String(Math.floor(value * 10) / 10)
}

/** `27 h`; more time than before is said as more. */
export function savedWords(ms: number): string {
  return ms < 0 ? `${longDuration(-ms)} more` : longDuration(ms)
}
