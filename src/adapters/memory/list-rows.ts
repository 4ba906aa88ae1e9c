import type { MemoryItem } from '../../core/memory/memory-item.ts'
import type { RunId } from '../../core/run/ids.ts'
import type { TaskSort } from '../../core/run/task.ts'
import { TASK_PRIORITIES } from '../../core/workflow/workflow.ts'
import type { LatestFilter, LatestReceipt } from '../../engine/latest-receipts.ts'
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

export function listRuns(tables: Tables, filter: RunFilter): readonly RunRow[] {
  const { workflow, statuses, before, ventures, limit } = filter
  return runsBefore(tables, before)
    .filter(
      (row) =>
        isOf(ventures, row.venture) &&
        (workflow === undefined || row.workflow === workflow) &&
        (statuses === undefined || statuses.includes(row.status)),
    )
    .slice(0, limit)
}

/** The last begun first. */
export function runsBefore({ runs }: Tables, before: RunId | undefined): readonly RunRow[] {
  const all = [...runs.values()]
  const end = before === undefined ? all.length : all.findIndex(({ id }) => id === before)
  return all.slice(0, Math.max(0, end)).reverse()
}

export function listTasks(tables: Tables, filter: TaskFilter): readonly TaskRow[] {
  const { status, run, search, to, priority, ventures, offset, limit } = filter
  return [...tables.tasks.values()]
    .filter(
      (row) =>
        (status === undefined || row.status === status) &&
        (run === undefined || row.run === run) &&
        (priority === undefined || row.priority === priority) &&
        isAskedOf(to, row) &&
        isOf(ventures, tables.runs.get(row.run)?.venture) &&
        contain([row.stageName, row.workflowName, row.runTitle, row.id], search),
    )
    .sort(taskOrder(filter))
    .slice(offset, offset + limit)
}

export function listReceipts(tables: Tables, filter: ReceiptFilter): readonly ReceiptRow[] {
  const { run, workflow, after, ventures, limit } = filter
  return tables.receipts
    .filter(
      (row) =>
        (run === undefined || row.run === run) &&
        (workflow === undefined || row.workflow === workflow) &&
        isOf(ventures, tables.runs.get(row.run)?.venture) &&
        (after === undefined || comparePlaces(row, after) > 0),
    )
    .sort(comparePlaces)
    .slice(0, limit)
}

/** Whether one of these may decide a task, or was asked about it. Absent: anybody. */
export function isAskedOf(to: readonly string[] | undefined, row: TaskRow): boolean {
  return to === undefined || [...row.to, row.questionOf].some((name) => name !== null && to.includes(name))
}

/** Absent: of any, and of none. */
export function isOf(ventures: readonly string[] | undefined, venture: string | null | undefined): boolean {
  return ventures === undefined || (typeof venture === 'string' && ventures.includes(venture))
}

export function latestReceipts(tables: Tables, filter: LatestFilter): readonly LatestReceipt[] {
  const { kind, before, limit, ...which } = filter
  return listReceipts(tables, { ...which, limit: Number.POSITIVE_INFINITY })
    .filter((row) => kind === undefined || row.kind === kind)
    .filter((row) => before === undefined || comparePlaces(row, before) < 0)
    .toReversed()
    .slice(0, limit)
    .flatMap((row) => withRun(tables.runs.get(row.run), row))
}

function withRun(run: RunRow | undefined, row: ReceiptRow): readonly LatestReceipt[] {
  if (run === undefined) return []
  const { workflowName, planDigest, title: runTitle } = run
  return [{ ...row, workflowName, planDigest, runTitle }]
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

function taskOrder({ status, sort = 'deadline' }: TaskFilter) {
  return status === 'open' ? OPEN_ORDERS[sort] : newestFirst
}

const OPEN_ORDERS = { deadline: byDeadline, priority: byPriority } as const satisfies Record<TaskSort, unknown>

function byPriority(left: TaskRow, right: TaskRow): number {
  return rankOf(right) - rankOf(left) || byDeadline(left, right)
}

/** From the least. */
function rankOf({ priority }: TaskRow): number {
  return TASK_PRIORITIES.indexOf(priority)
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
