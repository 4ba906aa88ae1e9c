import { timestamp } from '../../../src/core/basics/timestamp.ts'
import { INSTANTS_MAX } from '../../../src/core/schedule/cron.ts'
import type { Chance } from '../../simulation/chance.ts'
import { instantsOf } from '../oracle/instants-of.ts'
import type { WallClock } from '../oracle/wall-clock.ts'
import { MINUTE_MS } from '../oracle/wall-clock.ts'
import type { FindNext } from './find-next.ts'

/** Times from which on the next instants are asked for, for each pattern in each zone. */
const BEGINNINGS = 40
/** How far from a change of the clocks such a time is at most. */
const BESIDE_MS = 4 * 60 * MINUTE_MS
/** The oracle knows a clock from its second day on. */
const FIRST_DAY_MS = 24 * 60 * MINUTE_MS
/** Beyond this many of one pattern the first ones say enough. */
const SAID_MAX = 3

export interface Comparison {
  /** What the oracle has. */
  readonly instants: number
  /** Beginnings that were within hours of a change of the clocks. */
  readonly besideChange: number
  readonly violations: readonly string[]
}

/** Everything that `findNext` says of a pattern while the clock is known, beside the oracle. */
export function compareInstants(
  pattern: string,
  clock: WallClock,
  { findNext, chance }: { readonly findNext: FindNext; readonly chance: Chance },
): Comparison {
  const span = { from: clock.from * MINUTE_MS + FIRST_DAY_MS, until: (clock.from + clock.shown.length) * MINUTE_MS }
  const expected = instantsOf(pattern, clock).filter((instant) => instant > span.from)
  const asked: Asked = { findNext, pattern, timezone: clock.timezone, ...span }
  const beginnings = Array.from({ length: BEGINNINGS }, () => drawBeginning(chance, clock, span))
  const differences = [
    ...differencesInARow(expected, asked),
    ...beginnings.flatMap((beginning) => differencesFrom(beginning, expected, asked)),
  ]
  return {
    instants: expected.length,
    besideChange: beginnings.filter(({ isBesideChange }) => isBesideChange).length,
    violations: differences.slice(0, SAID_MAX).map((text) => `${pattern} in ${clock.timezone}: ${text}`),
  }
}

interface Span {
  readonly from: number
  readonly until: number
}

interface Asked extends Span {
  readonly findNext: FindNext
  readonly pattern: string
  readonly timezone: string
}

/** As many at once as there may be, one time after the other. */
function differencesInARow(expected: readonly number[], asked: Asked): readonly string[] {
  const found: number[] = []
  for (let after = asked.from; after < asked.until; ) {
    const next = nextOf(asked, after, INSTANTS_MAX)
    found.push(...next)
    const last = next.at(-1) ?? asked.until
    if (last <= after) return [`${iso(last)} does not come after ${iso(after)}`]
    after = last
  }
  return differencesOf(found, expected)
}

/** Those of the next `count` that are within the span. */
function nextOf({ findNext, pattern, timezone, until }: Asked, after: number, count: number): readonly number[] {
  const next = findNext(pattern, { timezone, after: timestamp(after), count })
  return next.filter((instant) => instant < until)
}

interface Beginning {
  readonly after: number
  readonly count: number
  readonly isBesideChange: boolean
}

function drawBeginning(chance: Chance, { changes }: WallClock, { from, until }: Span): Beginning {
  const within = changes.map(({ at }) => at * MINUTE_MS).filter((change) => change > from + BESIDE_MS)
  const [isBesideChange, count] = [within.length > 0 && chance.in(0.8), chance.pick([1, 2, 9])]
  if (!isBesideChange) return { after: chance.from(from, until), count, isBesideChange }
  const away = chance.in(0.5) ? chance.from(-BESIDE_MS, BESIDE_MS) : chance.from(-240, 240) * MINUTE_MS
  return { after: chance.pick(within) + away, count, isBesideChange }
}

function differencesFrom({ after, count }: Beginning, expected: readonly number[], asked: Asked): readonly string[] {
  const first = firstBeyond(expected, after)
  const said = differencesOf(nextOf(asked, after, count), expected.slice(first, first + count))
  return said.map((text) => `${text}, with ${count} asked for after ${iso(after)}`)
}

/** Where the first value stands that is greater. */
function firstBeyond(sorted: readonly number[], value: number): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if ((sorted[middle] ?? value) > value) high = middle
    else low = middle + 1
  }
  return low
}

/** What is in one and not in the other. One that comes twice or too late in the row is one too many. */
function differencesOf(found: readonly number[], expected: readonly number[]): readonly string[] {
  const [is, ought] = [new Set(found), new Set(expected)]
  const missing = expected.filter((instant) => !is.has(instant))
  const surplus = found.filter((instant, index) => !ought.has(instant) || instant <= (found[index - 1] ?? 0))
  return [
    ...missing.map((instant) => `${iso(instant)} is missing`),
    ...surplus.map((instant) => `${iso(instant)} is too many`),
  ]
}

function iso(at: number): string {
  return new Date(at).toISOString()
}
