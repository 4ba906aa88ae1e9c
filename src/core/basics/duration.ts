import { known } from './known.ts'
import type { Result } from './result.ts'
import { err, ok } from './result.ts'

const UNIT_MS: ReadonlyMap<string, number> = new Map([
  ['ms', 1],
  ['s', 1_000],
  ['m', 60_000],
  ['h', 3_600_000],
  ['d', 86_400_000],
  ['w', 604_800_000],
])

const SUM = /^(?:\d{1,9}(?:ms|[smhdw]))+$/
const PART = /(\d{1,9})(ms|[smhdw])/g

/** Ten years: beyond it a duration is a slip of the keyboard, and dates stop being exact. */
export const DURATION_MAX_MS = 10 * 365 * 86_400_000

export type DurationError =
  | { readonly code: 'duration-spelling'; readonly text: string }
  | { readonly code: 'duration-too-long'; readonly text: string }

/** Milliseconds of a duration such as `250ms`, `30s`, `4h` or the sum `1h30m`. No other spelling is guessed at. */
export function parseDuration(text: string): Result<number, DurationError> {
  if (!SUM.test(text)) return err({ code: 'duration-spelling', text })
  const ms = [...text.matchAll(PART)].reduce((sum, part) => sum + partMs(part), 0)
  return ms > DURATION_MAX_MS ? err({ code: 'duration-too-long', text }) : ok(ms)
}

function partMs([, amount, unit]: RegExpMatchArray): number {
  return Number(amount) * known(UNIT_MS.get(known(unit)))
}

/** The shortest spelling that `parseDuration` reads back to the same milliseconds: 5_400_000 is `1h30m`. */
export function formatDuration(ms: number): string {
  let rest = ms
  let text = ''
  for (const [unit, size] of [...UNIT_MS].reverse()) {
    const amount = Math.floor(rest / size)
    if (amount > 0) text += `${amount}${unit}`
    rest -= amount * size
  }
  return text === '' ? '0s' : text
}
