import type { Trigger } from '../../api/contract/triggers.ts'
import { triggerList } from '../../api/contract/triggers.ts'
import { ok } from '../../core/basics/result.ts'
import { EXIT } from '../exit-code.ts'
import type { Connected, Outcome } from '../session.ts'
import { howItStarts } from '../show/how-it-starts.ts'
import { shortRun } from '../show/ids.ts'
import { showInstant } from '../show/times.ts'
import { TRIGGER_STATES } from '../show/trigger-states.ts'
import type { Text } from '../terminal/text.ts'
import type { JsonOption } from '../tree/options.ts'

export async function listTriggers({ api, screen }: Connected, { json }: JsonOption): Promise<Outcome> {
  const listed = await api.get('/triggers', triggerList)
  if (!listed.ok) return listed
  const { triggers } = listed.value
  if (json) screen.json('triggers', listed.value)
  else if (triggers.length === 0)
    screen.note('No trigger yet. A WorkChart with a schedule or an event starts by itself once it is published.')
  else await screen.table({ head: ['trigger', 'when', 'state', 'next start', 'last run'], rows: triggers.map(toRow) })
  return ok(EXIT.ok)
}

function toRow({ id, starts, state, next, lastRun }: Trigger): readonly Text[] {
  const last = lastRun === null ? '' : shortRun(lastRun)
  return [id, howItStarts(starts), TRIGGER_STATES[state], nextStart({ starts, state, next }), last]
}

/** In the schedule's own zone: that is the clock it goes by. */
function nextStart({ starts, state, next: [first] }: Pick<Trigger, 'starts' | 'state' | 'next'>): string {
  if (starts.type === 'event') return state === 'on' ? 'when it comes' : ''
  return first === undefined ? '' : `${showInstant(first, starts.timezone)}, ${starts.timezone}`
}
