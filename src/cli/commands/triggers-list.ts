import type { Trigger } from '../../api/contract/triggers.ts'
import { triggerList } from '../../api/contract/triggers.ts'
import { ok } from '../../core/basics/result.ts'
import { EXIT } from '../exit-code.ts'
import type { Connected, Outcome } from '../session.ts'
import { shortRun } from '../show/ids.ts'
import { showInstant } from '../show/times.ts'
import type { Text } from '../terminal/text.ts'
import type { JsonOption } from '../tree/options.ts'

export async function listTriggers({ api, screen }: Connected, { json }: JsonOption): Promise<Outcome> {
  const listed = await api.get('/triggers', triggerList)
  if (!listed.ok) return listed
  const { triggers } = listed.value
  if (json) screen.json('triggers', listed.value)
  else if (triggers.length === 0)
    screen.note('No schedule yet. A WorkChart with a schedule starts by itself once it is published.')
  else await screen.table({ head: ['schedule', 'when', 'next start', 'last run'], rows: triggers.map(toRow) })
  return ok(EXIT.ok)
}

/** In the schedule's own zone: that is the clock it goes by. */
function toRow({ id, words, timezone, next, lastRun }: Trigger): readonly Text[] {
  const [first] = next
  return [
    id,
    words,
    first === undefined ? 'stopped' : `${showInstant(first, timezone)}, ${timezone}`,
    lastRun === null ? '' : shortRun(lastRun),
  ]
}
