import type { Trigger } from '../../api/contract/triggers.ts'
import { err, ok } from '../../core/basics/result.ts'
import type { CliFailure } from '../cli-failure.ts'
import { usageFailure } from '../cli-failure.ts'
import { EXIT } from '../exit-code.ts'
import { findTrigger } from '../find/find-trigger.ts'
import type { Connected, Outcome } from '../session.ts'
import { howItStarts } from '../show/how-it-starts.ts'
import { showInstant } from '../show/times.ts'
import type { Text } from '../terminal/text.ts'
import type { JsonOption } from '../tree/options.ts'

export interface NextOptions extends JsonOption {
  readonly from?: string
  readonly count: number
}

export async function printNextStarts(
  { api, screen }: Connected,
  typed: string,
  { from, count, json }: NextOptions,
): Promise<Outcome> {
  const start = from === undefined ? undefined : new Date(from)
  if (start !== undefined && Number.isNaN(start.getTime())) return err(notATime(from))
  const found = await findTrigger(api, { typed, count, ...(start === undefined ? {} : { from: start.toISOString() }) })
  if (!found.ok) return found
  if (json) screen.json('trigger', found.value)
  else screen.print(...startLines(found.value))
  return ok(EXIT.ok)
}

/** Each instant on the schedule's own clock, and in UTC for whoever compares. */
function startLines({ starts, next }: Trigger): readonly Text[] {
  if (starts.type === 'event') return [`${howItStarts(starts)}: it starts when such an event comes.`]
  const { words, timezone } = starts
  return [`${words}, ${timezone}`, ...next.map((instant) => `  ${showInstant(instant, timezone)}  ${instant}`)]
}

function notATime(from: string | undefined): CliFailure {
  return usageFailure(
    'instant-spelling',
    `"${from}" is not a time.`,
    'Write it with its zone, such as 2027-03-28T00:00:00Z or 2027-03-28T01:00:00+01:00.',
  )
}
