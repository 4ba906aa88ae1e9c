import { isJsonObject } from '../basics/json.ts'
import type { MemoryItem, MemoryType } from './memory-item.ts'
import { MEMORY_ANCHOR_MAX, MEMORY_ANCHORS_MAX, MEMORY_CONTENT_MAX, MEMORY_TYPES } from './memory-item.ts'

/** What an answer wants remembered. It becomes a candidate, never more. */
export type MemoryNote = Pick<MemoryItem, 'type' | 'content' | 'confidence' | 'anchors'>

/** Notes of one answer; those beyond are left out. */
export const MEMORY_NOTES_MAX = 20

/**
 * The notes in what a performer said, `[{type, content, confidence?, anchors?}]`. An answer is not refused for what it
 * wants remembered: a note that is none is left out.
 */
export function readMemoryNotes(said: unknown): readonly MemoryNote[] {
  return Array.isArray(said) ? said.flatMap(readNote).slice(0, MEMORY_NOTES_MAX) : []
}

function readNote(said: unknown): readonly MemoryNote[] {
  if (!isJsonObject(said)) return []
  const type = MEMORY_TYPES.find((each): each is MemoryType => each === said['type'])
  const content = contentOf(said['content'])
  if (type === undefined || content === undefined) return []
  return [{ type, content, confidence: confidenceOf(said['confidence']), anchors: anchorsOf(said['anchors']) }]
}

/** Undefined: nothing is said, or too much. Half a letter would be another one once it is stored: it is marked at once. */
export function contentOf(said: unknown): string | undefined {
  const content = typeof said === 'string' ? said.replaceAll(/\p{Cs}/gu, '\uFFFD').trim() : ''
  return content === '' || content.length > MEMORY_CONTENT_MAX ? undefined : content
}

function confidenceOf(said: unknown): number | null {
  return typeof said === 'number' && said >= 0 && said <= 1 ? said : null
}

function anchorsOf(said: unknown): readonly string[] {
  const anchors = Array.isArray(said) ? said.filter(isAnchor) : []
  return [...new Set(anchors)].slice(0, MEMORY_ANCHORS_MAX)
}

function isAnchor(said: unknown): said is string {
  return typeof said === 'string' && said !== '' && said.length <= MEMORY_ANCHOR_MAX
}
