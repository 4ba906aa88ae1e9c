import type { MemoryItem } from '../../core/memory/memory-item.ts'
import { fromJsonText, toJsonText } from './json-text.ts'
import type { MemoryColumns } from './tables.ts'

export function toMemoryColumns(item: MemoryItem): MemoryColumns {
  const { contentSha256, anchors, sources, createdAt, updatedAt, decision, ...same } = item
  return {
    ...same,
    content_sha256: contentSha256,
    anchors: toJsonText(anchors),
    sources: toJsonText(sources),
    created_at: createdAt,
    updated_at: updatedAt,
    decision: decision === null ? null : toJsonText(decision),
  }
}

export function toMemoryItem(columns: MemoryColumns): MemoryItem {
  const { content_sha256, anchors, sources, created_at, updated_at, decision, ...same } = columns
  return {
    ...same,
    contentSha256: content_sha256,
    anchors: fromJsonText(anchors),
    sources: fromJsonText(sources),
    createdAt: created_at,
    updatedAt: updated_at,
    decision: decision === null ? null : fromJsonText(decision),
  }
}
