import type { DurationError } from '../basics/duration.ts'
import { DURATION_MAX_MS, formatDuration, parseDuration } from '../basics/duration.ts'
import { known } from '../basics/known.ts'
import { quoted } from '../basics/quoted.ts'
import { scalarOf } from './scalar-shapes.ts'
import type { Cursor, Shape } from './shape.ts'
import { mapShape, refuse, refuseType } from './shape.ts'

/** A time span in milliseconds, written `30s`, `4h` or `1h30m`. */
export const duration: Shape<number> = {
  schema: { type: 'string', pattern: '^[0-9][0-9mshdw]*[mshdw]$' },
  read: (cursor) => {
    const value = scalarOf(cursor)
    if (typeof value !== 'string' && typeof value !== 'number') return refuseType(cursor, 'a duration', EXAMPLES)
    const parsed = parseDuration(String(value))
    return parsed.ok ? parsed.value : refuseDuration(cursor, parsed.error)
  },
}

/** A time span that is not zero: no deadline is over before it starts. */
export const positiveDuration: Shape<number> = mapShape(duration, (ms, cursor) => {
  if (ms > 0) return ms
  return refuse(cursor, { rule: 'bad-value', message: 'This time must be longer than zero.', help: EXAMPLES })
})

const EXAMPLES = 'Write for example `30s`, `4h` or `1h30m`.'

function refuseDuration(cursor: Cursor, { code, text }: DurationError): undefined {
  if (code === 'duration-too-long') {
    const message = `${quoted(text)} is longer than ten years.`
    return refuse(cursor, { rule: 'bad-value', message, help: 'Write a shorter time.' })
  }
  const likely = likelyDuration(text)
  const help = likely === undefined ? EXAMPLES : `Write \`${likely}\`.`
  return refuse(cursor, { rule: 'duration-spelling', message: `${quoted(text)} is not a duration.`, help })
}

const AMOUNT = /(\d{1,9}(?:\.\d{1,9})?)\s*([a-z]*)/gi
const UNIT_NAMES: readonly (readonly [pattern: RegExp, ms: number])[] = [
  [/^(?:ms|milli(?:second)?s?)$/i, 1],
  [/^(?:s|secs?|seconds?)$/i, 1_000],
  [/^(?:m|mins?|minutes?)$/i, 60_000],
  [/^(?:h|hrs?|hours?)$/i, 3_600_000],
  [/^(?:d|days?)$/i, 86_400_000],
  [/^(?:w|wks?|weeks?)$/i, 604_800_000],
]

/** The right spelling of what was probably meant: `1.5h` is `1h30m`, `30 m` is `30m`, and a bare `30` may be seconds. */
function likelyDuration(text: string): string | undefined {
  const amounts = [...text.slice(0, LIKELY_LENGTH_MAX).matchAll(AMOUNT)]
  const ms = amounts.reduce((sum, [, amount, unit]) => sum + Number(amount) * unitMs(known(unit)), 0)
  return ms > 0 && ms <= DURATION_MAX_MS ? formatDuration(Math.round(ms)) : undefined
}

/** Longer texts are no slips. */
const LIKELY_LENGTH_MAX = 40

function unitMs(unit: string): number {
  if (unit === '') return 1_000
  return UNIT_NAMES.find(([pattern]) => pattern.test(unit))?.[1] ?? Number.NaN
}
