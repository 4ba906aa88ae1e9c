import type { Result } from '../../core/basics/result.ts'
import { err, ok } from '../../core/basics/result.ts'
import type { CliFailure } from '../cli-failure.ts'
import { usageFailure } from '../cli-failure.ts'

/** A time as it is typed, with its zone; in UTC for the API. */
export function readInstant(typed: string): Result<string, CliFailure> {
  const at = new Date(typed)
  return Number.isNaN(at.getTime()) ? err(notATime(typed)) : ok(at.toISOString())
}

function notATime(typed: string): CliFailure {
  return usageFailure(
    'instant-spelling',
    `"${typed}" is not a time.`,
    'Write it with its zone, such as 2027-03-28T00:00:00Z or 2027-03-28T01:00:00+01:00.',
  )
}
