import type { MemoryItem } from '../core/memory/memory-item.ts'
import { selectMemory } from '../core/memory/select-memory.ts'
import type { CatalogEntry, ContextEntry } from '../core/plan/catalog.ts'
import type { MemoryReader } from './memory-row.ts'

/** Items of a status that one plan looks at; of more, the newest. */
const MEMORY_RECALLED_MAX = 2_000

/** What was approved, of a venture and of none; of all ventures where it is undefined. */
export async function recall(
  reader: Pick<MemoryReader, 'listMemory'>,
  venture: string | null | undefined,
): Promise<readonly MemoryItem[]> {
  const filter = { ...(venture === undefined ? {} : { venture }), offset: 0, limit: MEMORY_RECALLED_MAX }
  const [active, stable] = await Promise.all([
    reader.listMemory({ ...filter, status: 'active' }),
    reader.listMemory({ ...filter, status: 'stable' }),
  ])
  return [...active, ...stable]
}

/** The entry with what it would give of what is known. */
export function withMemory<Entry extends CatalogEntry | ContextEntry>(
  entry: Entry,
  known: readonly MemoryItem[],
): Entry {
  if (entry.type !== 'context' || entry.memory === undefined) return entry
  return { ...entry, memory: { ...entry.memory, candidates: selectMemory(entry.memory.selection, known) } }
}
