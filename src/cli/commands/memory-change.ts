import type { MemoryItem } from '../../api/contract/memory.ts'
import { memoryItem } from '../../api/contract/memory.ts'
import { ok } from '../../core/basics/result.ts'
import { EXIT } from '../exit-code.ts'
import { findMemory } from '../find/find-memory.ts'
import type { Connected, Outcome } from '../session.ts'
import { shortTask } from '../show/ids.ts'
import type { JsonOption } from '../tree/options.ts'

export interface MemoryDecideOptions extends JsonOption {
  readonly note?: string
  /** The revision as `memory show` printed it; absent: whatever it is now. */
  readonly seen?: number
}

export interface MemoryChange {
  readonly typed: string
  readonly verb: 'approve' | 'reject' | 'deprecate' | 'edit'
  /** What is sent beside the revision. */
  readonly body: object
}

export interface MemoryEditOptions extends MemoryDecideOptions {
  readonly content?: string
  readonly type?: MemoryItem['type']
  readonly confidence?: number
}

export interface MemoryMergeOptions extends JsonOption {
  readonly strategy: 'keep_target' | 'keep_source' | 'combine'
}

/** Decides about an item, and says where that leaves it. */
export async function changeMemory(
  { api, screen }: Connected,
  { typed, verb, body }: MemoryChange,
  { seen, note, json }: MemoryDecideOptions,
): Promise<Outcome> {
  const found = await findMemory(api, typed)
  if (!found.ok) return found
  const { id, revision } = found.value
  const order = { body: { ...body, note, revision: seen ?? revision }, schema: memoryItem }
  const changed = await api.post(`/memory/${encodeURIComponent(id)}/${verb}`, order)
  if (!changed.ok) return changed
  say(screen, changed.value, json)
  return ok(EXIT.ok)
}

export async function editMemory(session: Connected, typed: string, options: MemoryEditOptions): Promise<Outcome> {
  const { content, type, confidence } = options
  return await changeMemory(session, { typed, verb: 'edit', body: { content, type, confidence } }, options)
}

export interface MergedMemory {
  readonly typed: string
  /** The one that stays. */
  readonly into: string
}

export async function mergeMemory(
  { api, screen }: Connected,
  { typed, into }: MergedMemory,
  { strategy, json }: MemoryMergeOptions,
): Promise<Outcome> {
  const [source, target] = [await findMemory(api, typed), await findMemory(api, into)]
  if (!source.ok) return source
  if (!target.ok) return target
  const { id, revision } = source.value
  const body = { revision, into: { id: target.value.id, revision: target.value.revision }, strategy }
  const merged = await api.post(`/memory/${encodeURIComponent(id)}/merge`, { body, schema: memoryItem })
  if (!merged.ok) return merged
  say(screen, merged.value, json)
  return ok(EXIT.ok)
}

function say(screen: Connected['screen'], item: MemoryItem, json: true | undefined): void {
  if (json) screen.json('memory-item', item)
  else screen.print(`${shortTask(item.id)} is ${item.status} now.`)
}
