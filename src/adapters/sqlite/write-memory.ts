import type { DatabaseSync } from 'node:sqlite'
import { foundAgain } from '../../core/memory/change-memory.ts'
import type { MemoryItem } from '../../core/memory/memory-item.ts'
import { toMemoryColumns, toMemoryItem } from './memory-row.ts'
import { createReviser } from './statements.ts'
import type { MemoryColumns } from './tables.ts'

/** Writes the next revision of an item; false: another writer was first. */
export function createMemoryWriter(database: DatabaseSync): (item: MemoryItem) => boolean {
  const isWritten = createReviser<MemoryColumns>(database, 'memory_items', 'id')
  return (item) => isWritten(toMemoryColumns(item))
}

/** Writes what a stage found, or that it was found again. */
export function createFoundWriter(database: DatabaseSync): (found: MemoryItem) => void {
  const findSame = database.prepare('select * from memory_items where content_sha256 = ? and venture is ?')
  const write = createMemoryWriter(database)
  return (found) => {
    const row = findSame.get(found.contentSha256, found.venture)
    const item = row === undefined ? found : foundAgain(toMemoryItem(row as MemoryColumns), found)
    if (item !== undefined) write(item)
  }
}
