const TENTH_MS = 100
const SECOND_MS = 1_000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** How long, in at most two units: `12 ms`, `0.4 s`, `9 s`, `12 min`, `1 h 10`, `4 h`, `1 day`, `3 days`. Rounded down. */
export function durationWords(ms: number): string {
  if (ms < TENTH_MS) return `${Math.max(0, Math.floor(ms))} ms`
  if (ms < SECOND_MS) return `${(Math.floor(ms / TENTH_MS) / 10).toFixed(1)} s`
  if (ms < MINUTE_MS) return `${Math.floor(ms / SECOND_MS)} s`
  if (ms < HOUR_MS) return `${Math.floor(ms / MINUTE_MS)} min`
  if (ms < DAY_MS) return hoursWords(ms)
  const days = Math.floor(ms / DAY_MS)
  return days === 1 ? '1 day' : `${days} days`
}

function hoursWords(ms: number): string {
  const minutes = Math.floor((ms % HOUR_MS) / MINUTE_MS)
  const hours = Math.floor(ms / HOUR_MS)
  return minutes === 0 ? `${hours} h` : `${hours} h ${String(minutes).padStart(2, '0')}`
}

/** The same with the seconds beside the minutes, where a run is watched: `2 min 31 s`. */
export function exactDurationWords(ms: number): string {
  if (ms < MINUTE_MS || ms >= HOUR_MS) return durationWords(ms)
  const seconds = Math.floor((ms % MINUTE_MS) / SECOND_MS)
  return seconds === 0 ? durationWords(ms) : `${durationWords(ms)} ${seconds} s`
}
