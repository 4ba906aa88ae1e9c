import type { MemoryItem } from '../../api/contract/memory.ts'
import { memoryList } from '../../api/contract/memory.ts'
import { ok } from '../../core/basics/result.ts'
import { EXIT } from '../exit-code.ts'
import { query } from '../find/query.ts'
import type { Connected, Outcome } from '../session.ts'
import { percent } from '../show/confidence.ts'
import { shortTask } from '../show/ids.ts'
import type { Text } from '../terminal/text.ts'
import type { JsonOption } from '../tree/options.ts'

export interface MemoryListOptions extends JsonOption {
  readonly status: MemoryItem['status']
  readonly type?: MemoryItem['type']
  readonly search?: string
  readonly limit: number
}

/** Characters of what an item says; `memory show` prints all of it. */
const SHOWN_CHARACTERS = 80

export async function listMemory({ api, screen }: Connected, options: MemoryListOptions): Promise<Outcome> {
  const { json, status, type, search, limit } = options
  const listed = await api.get(`/memory${query({ status, type, search, limit })}`, memoryList)
  if (!listed.ok) return listed
  const { items, next } = listed.value
  if (json) screen.json('memory', listed.value)
  else if (items.length === 0)
    screen.note(status === 'candidate' ? 'No stage found anything that waits for you.' : 'Nothing is remembered there.')
  else await screen.table({ head: ['id', 'type', 'sure', 'found by', 'says'], rows: items.map(toRow) })
  if (next !== null) screen.note('There are more: `--limit` shows up to 200.')
  return ok(EXIT.ok)
}

function toRow({ id, type, confidence, sources, content }: MemoryItem): readonly Text[] {
  const [first] = sources
  const line = content.replaceAll(/\s+/g, ' ')
  return [
    shortTask(id),
    type,
    confidence === null ? '' : `${percent(confidence)} %`,
    first === undefined ? '' : `${first.stage.name}, ${first.workChart.name}`,
    line.length > SHOWN_CHARACTERS ? `${line.slice(0, SHOWN_CHARACTERS)}…` : line,
  ]
}
