import type { Result } from '../core/basics/result.ts'
import { err, ok } from '../core/basics/result.ts'
import type { Deciding } from '../core/memory/change-memory.ts'
import { changeMemory, mergeMemory } from '../core/memory/change-memory.ts'
import type { MemoryItem } from '../core/memory/memory-item.ts'
import type { ActorId } from '../core/run/ids.ts'
import type { Engine } from './engine.ts'
import type { Memory, MemoryOrder, MemoryProblem, MergeOrder, SeenMemory } from './memory.ts'
import type { MemoryReader } from './memory-row.ts'
import type { Clock, Ids } from './ports.ts'

export interface MemoryParts {
  readonly reader: MemoryReader
  readonly engine: Pick<Engine, 'write'>
  readonly clock: Clock
  readonly ids: Pick<Ids, 'sha256'>
}

type Answer = Result<MemoryItem, MemoryProblem>

export function createMemory(parts: MemoryParts): Memory {
  return {
    list: (filter) => parts.reader.listMemory(filter),
    find: (id) => parts.reader.findMemory(id),
    change: (order) => change(parts, order),
    merge: (order) => merge(parts, order),
  }
}

async function change(parts: MemoryParts, { item: seen, change: wanted, by }: MemoryOrder): Promise<Answer> {
  const item = await seenItem(parts, seen)
  if (!item.ok) return item
  const changed = changeMemory(item.value, wanted, decidingOf(parts, by))
  if (!changed.ok) return changed
  const { id, venture, contentSha256 } = changed.value
  const same = await parts.reader.findSameMemory(venture, contentSha256)
  if (same !== undefined && same.id !== id) return err({ code: 'memory-known', id, other: same.id })
  return await written(parts, [changed.value], changed.value)
}

async function merge(parts: MemoryParts, { source, target, strategy, by }: MergeOrder): Promise<Answer> {
  const [from, into] = [await seenItem(parts, source), await seenItem(parts, target)]
  if (!from.ok) return from
  if (!into.ok) return into
  const merged = mergeMemory({ source: from.value, target: into.value, strategy }, decidingOf(parts, by))
  if (!merged.ok) return merged
  return await written(parts, [merged.value.source, merged.value.target], merged.value.target)
}

function decidingOf({ clock, ids }: MemoryParts, by: ActorId): Deciding {
  return { by, at: clock.now(), sha256: ids.sha256 }
}

async function seenItem({ reader }: MemoryParts, { id, revision }: SeenMemory): Promise<Answer> {
  const item = await reader.findMemory(id)
  if (item === undefined) return err({ code: 'memory-unknown', id })
  return item.revision === revision ? ok(item) : err({ code: 'memory-changed', id })
}

async function written({ engine }: MemoryParts, memory: readonly MemoryItem[], answer: MemoryItem): Promise<Answer> {
  const outcome = await engine.write({ memory })
  return outcome === 'appended' ? ok(answer) : err({ code: 'memory-changed', id: answer.id })
}
