import type { MemoryItem, MemoryStatus, MemoryType } from '../core/memory/memory-item.ts'

/** Questions about what stages want remembered and people approved (`memory_items`). */
export interface MemoryReader {
  /** By its own id, or by the one that a later stage gave to the same. */
  readonly findMemory: (id: string) => Promise<MemoryItem | undefined>
  /** The one of a venture that says exactly this. */
  readonly findSameMemory: (venture: string | null, contentSha256: string) => Promise<MemoryItem | undefined>
  /** Newest first. */
  readonly listMemory: (filter: MemoryFilter) => Promise<readonly MemoryItem[]>
}

export interface MemoryFilter {
  readonly status: MemoryStatus
  readonly type?: MemoryType
  /** Of this venture and of none; absent: of all. */
  readonly venture?: string | null
  /** Part of what it says. */
  readonly search?: string
  /** Skip this many. */
  readonly offset: number
  readonly limit: number
}
