import { readPattern } from './read-pattern.ts'
import type { WallClock } from './wall-clock.ts'
import { MINUTE_MS } from './wall-clock.ts'

const DAY_MINUTES = 1_440
const DAY_MS = DAY_MINUTES * MINUTE_MS

/**
 * All instants of a pattern while the clock is known, in milliseconds: each minute is looked at, one after the other.
 * What counts should begin a day after the clock is known: only then it is known what it has shown before.
 */
export function instantsOf(text: string, clock: WallClock): readonly number[] {
  const { isNamed, isInterval } = namedBy(text, clock)
  return minutesThat(clock, isInterval ? isNamed : firstNamed(isNamed)).map((minute) => minute * MINUTE_MS)
}

/** Decides about a minute: what the clock shows then, and the latest that it has shown before. */
type Fires = (shown: number, latest: number) => boolean

function namedBy(text: string, { shown }: WallClock): { readonly isNamed: Fires; readonly isInterval: boolean } {
  const { times, isDay, isInterval } = readPattern(text)
  const firstDay = Math.floor((shown[0] ?? 0) / DAY_MINUTES)
  const days = Array.from({ length: shown.length / DAY_MINUTES + 3 }, (_, day) =>
    isDay(new Date((firstDay + day) * DAY_MS)),
  )
  const isNamed: Fires = (label) =>
    times[label % DAY_MINUTES] === true && days[Math.floor(label / DAY_MINUTES) - firstDay] === true
  return { isNamed, isInterval }
}

/** Only when the clock shows it for the first time or, where it is left out, a later one. */
function firstNamed(isNamed: Fires): Fires {
  return (shown, latest) => {
    for (let time = latest + 1; time <= shown; time += 1) if (isNamed(time, latest)) return true
    return false
  }
}

function minutesThat({ from, shown }: WallClock, fires: Fires): readonly number[] {
  const minutes: number[] = []
  let latest = (shown[0] ?? 0) - 1
  for (let index = 0; index < shown.length; index += 1) {
    const now = shown[index] ?? 0
    if (fires(now, latest)) minutes.push(from + index)
    if (now > latest) latest = now
  }
  return minutes
}
