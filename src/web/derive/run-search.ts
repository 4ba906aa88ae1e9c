import type { RunStatus } from '../../core/run/run.ts'
import type { ViewFilter } from '../../core/run/saved-views.ts'
import { RUN_STATES } from '../words/states.ts'

/** What the address of Runs says; absent: not narrowed by it. */
export interface RunSearch {
  /** The id of the view it began with. */
  readonly view?: string
  /** States with commas between them. */
  readonly status?: string
  readonly workchart?: string
  readonly search?: string
  /** Of the WorkChart. */
  readonly version?: number
  readonly startedBy?: string
  readonly cause?: NonNullable<ViewFilter['cause']>
  readonly trigger?: string
  readonly days?: number
  /** The first day, as the reader's calendar has it, or a moment. */
  readonly from?: string
  /** The last day, or the moment that is the first beyond. */
  readonly to?: string
  readonly tookMinutes?: number
  readonly failedStage?: string
  readonly waits?: NonNullable<ViewFilter['waits']>
}

export const CAUSES = ['manual', 'schedule', 'event'] as const satisfies readonly NonNullable<ViewFilter['cause']>[]
export const WAITS = ['for-person', 'overdue'] as const satisfies readonly NonNullable<ViewFilter['waits']>[]

/** What the address says; anything it can not mean is left out. */
export function readRunSearch(said: Record<string, unknown>): RunSearch {
  const workchart = textOf(said['workchart'])
  return given({
    view: textOf(said['view']),
    status: statusesIn(textOf(said['status'])).join(',') || undefined,
    workchart,
    search: textOf(said['search']),
    version: workchart === undefined ? undefined : wholeOf(said['version']),
    startedBy: textOf(said['startedBy']),
    cause: CAUSES.find((cause) => cause === said['cause']),
    trigger: textOf(said['trigger']),
    days: wholeOf(said['days']),
    from: dateOf(said['from']),
    to: dateOf(said['to']),
    tookMinutes: minutesOf(said['tookMinutes']),
    failedStage: textOf(said['failedStage']),
    waits: WAITS.find((waits) => waits === said['waits']),
  })
}

/** What the server is asked for. */
export function filterOf({ view: _, status, workchart, from, to, ...same }: RunSearch): ViewFilter {
  const statuses = statusesIn(status)
  return given({
    ...same,
    workflow: workchart,
    status: statuses.length === 0 ? undefined : statuses,
    from: from === undefined ? undefined : startOf(from, 0),
    to: to === undefined ? undefined : startOf(to, 1),
  })
}

/** The address that asks for the same: `filterOf` of it is the filter again. */
export function searchOf({ workflow, status, from, to, ...same }: ViewFilter): RunSearch {
  return given({
    ...same,
    workchart: workflow,
    status: status?.join(','),
    from: from === undefined ? undefined : dayOf(from, 0),
    to: to === undefined ? undefined : dayOf(to, 1),
  })
}

/** Whether two addresses ask for the same runs. */
export function isSameFilter(one: RunSearch, other: RunSearch): boolean {
  return filterText(filterOf(one)) === filterText(filterOf(other))
}

/** How many things it is narrowed by. */
export function filterCount(search: RunSearch): number {
  return Object.keys(filterOf(search)).length
}

/** As the query of a request; the same filter is always the same text. */
export function filterText(filter: ViewFilter): string {
  const asked = Object.entries(filter).flatMap(([name, value]) => [value].flat().map((each) => [name, String(each)]))
  return new URLSearchParams(asked.toSorted(byName)).toString()
}

function byName([one = '']: readonly string[], [other = '']: readonly string[]): number {
  return one < other ? -1 : Number(one > other)
}

/** The states that are named, each once. */
export function statusesIn(status = ''): readonly RunStatus[] {
  const named = new Set(status.split(','))
  return RUN_STATUSES.filter((each) => named.has(each))
}

const RUN_STATUSES = Object.keys(RUN_STATES).filter((name): name is RunStatus => Object.hasOwn(RUN_STATES, name))

const A_DAY = /^\d{4}-\d{2}-\d{2}$/

/** When a day begins where the reader is, so many days later; a moment is itself. */
function startOf(said: string, daysLater: number): string {
  return A_DAY.test(said) ? midnight(said, daysLater).toISOString() : said
}

/** The day, so many days earlier, that begins at this moment where the reader is; the moment where none does. */
function dayOf(instant: string, daysEarlier: number): string {
  const at = new Date(instant)
  if (at.getHours() + at.getMinutes() + at.getSeconds() + at.getMilliseconds() > 0) return instant
  at.setDate(at.getDate() - daysEarlier)
  return [at.getFullYear(), at.getMonth() + 1, at.getDate()].map((part) => String(part).padStart(2, '0')).join('-')
}

function midnight(day: string, daysLater: number): Date {
  const at = new Date(`${day}T00:00:00`)
  at.setDate(at.getDate() + daysLater)
  return at
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

function wholeOf(value: unknown): number | undefined {
  const text = String(value)
  return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined
}

function minutesOf(value: unknown): number | undefined {
  const text = String(value)
  return /^\d{1,6}(\.\d+)?$/.test(text) ? Number(text) : undefined
}

function dateOf(value: unknown): string | undefined {
  const text = textOf(value)
  return text === undefined || Number.isNaN(Date.parse(text)) ? undefined : text
}

/** Without what is not said. */
function given<T extends object>(said: { readonly [Name in keyof T]: T[Name] | undefined }): T {
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) as T
}
