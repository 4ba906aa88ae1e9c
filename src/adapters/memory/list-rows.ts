import type { MemoryItem } from '../../core/memory/memory-item.ts'
import type { MemoryFilter } from '../../engine/memory-row.ts'
import type {
  PositionedEvent,
  ReceiptFilter,
  ReceiptRow,
  RunFilter,
  RunRow,
  TaskFilter,
  TaskRow,
} from '../../engine/store.ts'
import { compareTexts, compareTimes } from './order.ts'
import type { Tables } from './tables.ts'

export function listRuns(tables: Tables, { workflow, statuses, search, before, limit }: RunFilter): readonly RunRow[] {
  return [...tables.runs.values()]
    .filter(
      (row) =>
        (workflow === undefined || row.workflow === workflow) &&
        (statuses === undefined || statuses.includes(row.status)) &&
        (before === undefined || row.id < before) &&
        contain([row.title, row.id], search),
    )
    .sort((left, right) => compareTexts(right.id, left.id))
    .slice(0, limit)
}

export function listTasks(tables: Tables, { status, run, search, offset, limit }: TaskFilter): readonly TaskRow[] {
  return [...tables.tasks.values()]
    .filter(
      (row) =>
        (status === undefined || row.status === status) &&
        (run === undefined || row.run === run) &&
        contain([row.stageName, row.workflowName, row.runTitle, row.id], search),
    )
    .sort(status === 'open' ? byDeadline : newestFirst)
    .slice(offset, offset + limit)
}

export function listReceipts(tables: Tables, { run, workflow, after, limit }: ReceiptFilter): readonly ReceiptRow[] {
  return tables.receipts
    .filter(
      (row) =>
        (run === undefined || row.run === run) &&
        (workflow === undefined || row.workflow === workflow) &&
        (after === undefined || comparePlaces(row, after) > 0),
    )
    .sort(comparePlaces)
    .slice(0, limit)
}

export function latestReceipts(tables: Tables, limit: number): readonly ReceiptRow[] {
  return tables.receipts.toSorted((left, right) => comparePlaces(right, left)).slice(0, limit)
}

export function listMemory(
  tables: Tables,
  { status, type, venture, search, offset, limit }: MemoryFilter,
): readonly MemoryItem[] {
  return [...tables.memory.values()]
    .filter(
      (item) =>
        item.status === status &&
        (type === undefined || item.type === type) &&
        (venture === undefined || item.venture === null || item.venture === venture) &&
        contain([item.content], search),
    )
    .sort((left, right) => right.createdAt - left.createdAt || compareTexts(right.id, left.id))
    .slice(offset, offset + limit)
}

export function eventsAfter(
  tables: Tables,
  after: number,
  limit: number,
): { readonly oldest: number; readonly events: readonly PositionedEvent[] } {
  return { oldest: 1, events: tables.events.slice(after, after + limit) }
}

/** Whether the searched text is part of one of them, whatever the case of its letters. */
function contain(texts: readonly (string | null)[], search: string | undefined): boolean {
  if (search === undefined) return true
  const searched = search.toLowerCase()
  return texts.some((text) => text?.toLowerCase().includes(searched))
}

function byDeadline(left: TaskRow, right: TaskRow): number {
  return compareTimes(left.due, right.due) || compareTexts(left.id, right.id)
}

function newestFirst(left: TaskRow, right: TaskRow): number {
  return right.openedAt - left.openedAt || compareTexts(right.id, left.id)
}

type Place = Pick<ReceiptRow, 'run' | 'number'>

function comparePlaces(left: Place, right: Place): number {
  return compareTexts(left.run, right.run) || left.number - right.number
}
