import { matchesPattern } from './matches-pattern.ts'
import type { MemoryItem, MemoryType } from './memory-item.ts'

/** Which items a context module gives: those that its selectors find, and those it names. */
export interface MemorySelection {
  /** Null: it only gives those it names. */
  readonly selectors: MemorySelectors | null
  /** Ids. */
  readonly items: readonly string[]
}

/** Each that is there must hold. */
export interface MemorySelectors {
  readonly memoryTypes?: readonly MemoryType[]
  /** Of an item that says how sure it is. */
  readonly minConfidence?: number
  /** One of them fits one of the item's anchors. */
  readonly filePatterns?: readonly string[]
  /** One of them found it, by id. */
  readonly workflowStages?: readonly string[]
}

/** What of the known items a module gives, each once, the surest first, then the newest. Candidates are never given. */
export function selectMemory(
  { selectors, items }: MemorySelection,
  known: readonly MemoryItem[],
): readonly MemoryItem[] {
  const named = new Set(items)
  const chosen = known.filter(
    (item) => isApproved(item) && (isNamed(item, named) || (selectors !== null && isFound(item, selectors))),
  )
  return [...new Map(chosen.map((item) => [item.id, item])).values()].sort(surestFirst)
}

function isApproved({ status }: MemoryItem): boolean {
  return status === 'active' || status === 'stable'
}

/** Under every id that a handoff may have called it. */
function isNamed({ id, sources }: MemoryItem, named: ReadonlySet<string>): boolean {
  return named.has(id) || sources.some((source) => named.has(source.id))
}

function isFound({ type, confidence, anchors, sources }: MemoryItem, selectors: MemorySelectors): boolean {
  const { memoryTypes, minConfidence, filePatterns, workflowStages } = selectors
  return (
    (memoryTypes?.includes(type) ?? true) &&
    (minConfidence === undefined || (confidence ?? -1) >= minConfidence) &&
    (filePatterns?.some((pattern) => anchors.some((path) => matchesPattern(path, pattern))) ?? true) &&
    (workflowStages?.some((stage) => sources.some((source) => source.stage === stage)) ?? true)
  )
}

function surestFirst(left: MemoryItem, right: MemoryItem): number {
  return (
    (right.confidence ?? -1) - (left.confidence ?? -1) ||
    right.createdAt - left.createdAt ||
    (left.id < right.id ? -1 : 1)
  )
}
