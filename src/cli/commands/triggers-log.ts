import type { Firing, Trigger } from '../../api/contract/triggers.ts'
import { firingList } from '../../api/contract/triggers.ts'
import { assertNever } from '../../core/basics/assert-never.ts'
import { ok } from '../../core/basics/result.ts'
import { EXIT } from '../exit-code.ts'
import { findTrigger } from '../find/find-trigger.ts'
import { query } from '../find/query.ts'
import type { Connected, Outcome } from '../session.ts'
import { shortRun } from '../show/ids.ts'
import { showInstant } from '../show/times.ts'
import type { Text } from '../terminal/text.ts'
import type { JsonOption } from '../tree/options.ts'

export interface LogOptions extends JsonOption {
  readonly limit: number
}

/** What it started and left out, and why. Times are in the schedule's own zone; an event's in the reader's. */
export async function printTriggerLog(
  { api, screen, io }: Connected,
  typed: string,
  { limit, json }: LogOptions,
): Promise<Outcome> {
  const found = await findTrigger(api, { typed, count: 1 })
  if (!found.ok) return found
  const listed = await api.get(`/triggers/${encodeURIComponent(found.value.id)}/firings${query({ limit })}`, firingList)
  if (!listed.ok) return listed
  const { firings } = listed.value
  if (json) screen.json('firings', listed.value)
  else if (firings.length === 0) screen.note('It has started nothing yet, and left nothing out.')
  else {
    const zone = zoneOf(found.value, io.timeZone)
    await screen.table({ head: ['time', 'what came of it', 'why'], rows: firings.map((each) => toRow(each, zone)) })
  }
  return ok(EXIT.ok)
}

function zoneOf({ starts }: Trigger, readerZone: string): string {
  return starts.type === 'schedule' ? starts.timezone : readerZone
}

function toRow({ instant, outcome, note }: Firing, zone: string): readonly Text[] {
  return [showInstant(instant, zone), whatCame(outcome), [whyOf(outcome), note ?? ''].filter(Boolean).join(' ')]
}

function whatCame(outcome: Firing['outcome']): string {
  switch (outcome.type) {
    case 'run':
      return `run ${shortRun(outcome.run)}`
    case 'skipped':
      return 'left out'
    case 'waiting':
      return 'waiting'
    default:
      return assertNever(outcome)
  }
}

function whyOf(outcome: Firing['outcome']): string {
  return outcome.type === 'skipped' ? outcome.detail : ''
}
