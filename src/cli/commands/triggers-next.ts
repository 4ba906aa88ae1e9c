import type { Trigger } from '../../api/contract/triggers.ts'
import { ok } from '../../core/basics/result.ts'
import { EXIT } from '../exit-code.ts'
import { findTrigger } from '../find/find-trigger.ts'
import { readInstant } from '../input/read-instant.ts'
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
  const start = from === undefined ? ok(undefined) : readInstant(from)
  if (!start.ok) return start
  const found = await findTrigger(api, {
    typed,
    count,
    ...(start.value === undefined ? {} : { from: start.value }),
  })
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
