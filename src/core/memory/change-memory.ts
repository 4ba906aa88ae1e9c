import { assertNever } from '../basics/assert-never.ts'
import type { Result } from '../basics/result.ts'
import { err, ok } from '../basics/result.ts'
import type { Timestamp } from '../basics/timestamp.ts'
import type { MemoryDecision, MemoryItem } from './memory-item.ts'
import { MEMORY_ANCHORS_MAX, MEMORY_CONTENT_MAX, MEMORY_SOURCES_MAX } from './memory-item.ts'
import type { MemoryNote } from './memory-note.ts'

/** What a person wants done with an item. */
export type MemoryChange =
  /** One step: a candidate becomes active, what is active becomes stable. */
  | { readonly type: 'promote'; readonly note: string }
  | { readonly type: 'edit'; readonly to: Partial<MemoryNote>; readonly note: string }
  /** Of a candidate. */
  | { readonly type: 'reject'; readonly note: string }
  | { readonly type: 'deprecate'; readonly note: string }

/** Whose content the item that stays has afterwards. */
export const MERGE_STRATEGIES = ['keep_target', 'keep_source', 'combine'] as const
export type MergeStrategy = (typeof MERGE_STRATEGIES)[number]

export interface MemoryMerge {
  /** Is deprecated. */
  readonly source: MemoryItem
  /** Stays. */
  readonly target: MemoryItem
  readonly strategy: MergeStrategy
}

/** Who decides, and when. */
export interface Deciding {
  readonly by: string
  readonly at: Timestamp
  readonly sha256: (text: string) => string
}

/** Why a change is refused. */
export type MemoryRefusal =
  | { readonly code: 'memory-not-candidate'; readonly id: string }
  | { readonly code: 'memory-deprecated'; readonly id: string }
  | { readonly code: 'memory-stable'; readonly id: string }
  | { readonly code: 'memory-merge-itself'; readonly id: string }
  | { readonly code: 'memory-other-venture'; readonly id: string }
  | { readonly code: 'memory-too-long'; readonly id: string }

/** The item as the change leaves it. */
export function changeMemory(
  item: MemoryItem,
  change: MemoryChange,
  deciding: Deciding,
): Result<MemoryItem, MemoryRefusal> {
  const { id, status } = item
  const { by, at } = deciding
  const said = { by, at, note: change.note }
  if (status === 'deprecated') return err({ code: 'memory-deprecated', id })
  switch (change.type) {
    case 'promote':
      if (status === 'stable') return err({ code: 'memory-stable', id })
      return ok(decided({ ...item, status: status === 'candidate' ? 'active' : 'stable' }, 'approved', said))
    case 'edit':
      return ok(decided(edited(item, change.to, deciding), 'edited', said))
    case 'reject':
      if (status !== 'candidate') return err({ code: 'memory-not-candidate', id })
      return ok(decided({ ...item, status: 'deprecated' }, 'rejected', said))
    case 'deprecate':
      return ok(decided({ ...item, status: 'deprecated' }, 'deprecated', said))
    default:
      return assertNever(change)
  }
}

/** Both items as the merge leaves them: the target is as sure as the surer of the two. */
export function mergeMemory(
  { source, target, strategy }: MemoryMerge,
  deciding: Deciding,
): Result<{ readonly source: MemoryItem; readonly target: MemoryItem }, MemoryRefusal> {
  const refusal = mergeRefusal(source, target)
  if (refusal !== undefined) return err(refusal)
  const content = mergedContent(source, target, strategy)
  if (content.length > MEMORY_CONTENT_MAX) return err({ code: 'memory-too-long', id: target.id })
  const stays: MemoryItem = {
    ...edited(target, { content, ...(strategy === 'keep_source' ? { type: source.type } : {}) }, deciding),
    confidence: surer(source.confidence, target.confidence),
    anchors: [...new Set([...target.anchors, ...source.anchors])].slice(0, MEMORY_ANCHORS_MAX),
    sources: [...target.sources, ...source.sources].slice(0, MEMORY_SOURCES_MAX),
  }
  return ok({
    source: decided({ ...source, status: 'deprecated' }, 'merged', { ...deciding, note: `Merged into ${target.id}.` }),
    target: decided(stays, 'merged', { ...deciding, note: `Took up ${source.id}.` }),
  })
}

function mergeRefusal(source: MemoryItem, target: MemoryItem): MemoryRefusal | undefined {
  if (source.id === target.id) return { code: 'memory-merge-itself', id: source.id }
  const ended = [source, target].find(({ status }) => status === 'deprecated')
  if (ended !== undefined) return { code: 'memory-deprecated', id: ended.id }
  return source.venture === target.venture ? undefined : { code: 'memory-other-venture', id: source.id }
}

function mergedContent(source: MemoryItem, target: MemoryItem, strategy: MergeStrategy): string {
  switch (strategy) {
    case 'keep_target':
      return target.content
    case 'keep_source':
      return source.content
    case 'combine':
      return `${target.content}\n\n${source.content}`
    default:
      return assertNever(strategy)
  }
}

function surer(one: number | null, other: number | null): number | null {
  if (one === null || other === null) return one ?? other
  return Math.max(one, other)
}

function edited(item: MemoryItem, to: Partial<MemoryNote>, { sha256 }: Pick<Deciding, 'sha256'>): MemoryItem {
  const changed = { ...item, ...to }
  return { ...changed, contentSha256: sha256(changed.content) }
}

type Said = Omit<MemoryDecision, 'type'>

function decided(item: MemoryItem, type: MemoryDecision['type'], { by, at, note }: Said): MemoryItem {
  return { ...item, revision: item.revision + 1, updatedAt: at, decision: { type, by, at, note } }
}

/**
 * A known item that a stage has found again, with where that was; undefined: that is known too, or enough are. Its status
 * stays: what a person rejected does not come back.
 */
export function foundAgain(known: MemoryItem, found: MemoryItem): MemoryItem | undefined {
  const fresh = found.sources.filter(({ id }) => !known.sources.some((source) => source.id === id))
  if (fresh.length === 0 || known.sources.length >= MEMORY_SOURCES_MAX) return undefined
  return {
    ...known,
    revision: known.revision + 1,
    sources: [...known.sources, ...fresh].slice(0, MEMORY_SOURCES_MAX),
    updatedAt: found.updatedAt,
  }
}
