import type { Result } from '../core/basics/result.ts'
import type { MemoryChange, MemoryRefusal, MergeStrategy } from '../core/memory/change-memory.ts'
import type { MemoryItem } from '../core/memory/memory-item.ts'
import type { ActorId } from '../core/run/ids.ts'
import type { MemoryFilter } from './memory-row.ts'

/** What stages want remembered, and what people decide about it. */
export interface Memory {
  /** Newest first. */
  readonly list: (filter: MemoryFilter) => Promise<readonly MemoryItem[]>
  /** By its own id, or by one that a handoff names. */
  readonly find: (id: string) => Promise<MemoryItem | undefined>
  /** The item as it is afterwards. */
  readonly change: (order: MemoryOrder) => Promise<Result<MemoryItem, MemoryProblem>>
  /** The item that stays. */
  readonly merge: (order: MergeOrder) => Promise<Result<MemoryItem, MemoryProblem>>
}

/** An item as somebody saw it: a person decides about what they see. */
export interface SeenMemory {
  readonly id: string
  readonly revision: number
}

export interface MemoryOrder {
  readonly item: SeenMemory
  readonly change: MemoryChange
  readonly by: ActorId
}

export interface MergeOrder {
  readonly source: SeenMemory
  readonly target: SeenMemory
  readonly strategy: MergeStrategy
  readonly by: ActorId
}

export type MemoryProblem =
  | MemoryRefusal
  | { readonly code: 'memory-unknown'; readonly id: string }
  /** Somebody changed it after it was seen. */
  | { readonly code: 'memory-changed'; readonly id: string }
  /** `other` says exactly that already. */
  | { readonly code: 'memory-known'; readonly id: string; readonly other: string }
