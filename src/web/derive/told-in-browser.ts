import type { Person } from '../../api/contract/people.ts'
import type { StreamMessage } from '../../api/contract/stream.ts'
import type { TaskRow } from '../../api/contract/tasks.ts'
import { printable } from '../../core/basics/quoted.ts'
import type { NoticeKind } from '../../core/notice/notice.ts'
import { HEADINGS } from '../../core/notice/say-notice.ts'
import { LOCAL_OWNER } from '../../core/people/local-owner.ts'
import { ANYONE, humanReference } from '../../core/people/person.ts'
import { roleFor } from '../../core/people/right.ts'
import { counted } from './number-words.ts'

/** More at once are told together: nobody reads a row of them. */
export const TOLD_APART_MAX = 3

/** What happened to a task, as the live stream says it. */
export interface HeardTask {
  readonly kind: NoticeKind
  readonly run: string
  readonly stage: string | null
}

const KINDS: ReadonlyMap<string, NoticeKind> = new Map([
  ['task-opened', 'task-opened'],
  ['task-reassigned', 'task-passed-on'],
  ['task-reminded', 'task-reminded'],
  ['task-overdue', 'task-overdue'],
  ['information-asked', 'information-asked'],
])

/** Undefined: nobody is told of it in the browser. */
export function heardTask({ type, run, stage }: StreamMessage): HeardTask | undefined {
  const kind = KINDS.get(type)
  return kind && { kind, run, stage }
}

/** What the browser is asked to show. */
export interface Shown {
  readonly title: string
  readonly body: string
  /** The browser shows one of each, however many pages ask it to. */
  readonly tag: string
  /** Null: several, all of them in the Inbox. */
  readonly task: string | null
}

/** What is told of what was heard; `open` are the tasks of the reader that are still open. */
export function toShow(heard: readonly HeardTask[], open: readonly TaskRow[], reader: string): readonly Shown[] {
  const told = open.flatMap((task) => toldOf(heard, task, reader))
  return told.length > TOLD_APART_MAX ? [together(told)] : told.map(({ task, kind }) => apart(task, kind))
}

interface Told {
  readonly task: TaskRow
  readonly kind: NoticeKind
}

/** The last that was heard of it, and at most one. */
function toldOf(heard: readonly HeardTask[], task: TaskRow, reader: string): readonly Told[] {
  const last = heard.findLast(({ kind, run, stage }) => {
    const isHere = run === task.run && stage === task.stage.id
    return isHere && (kind !== 'information-asked' || task.questionOf?.id === reader)
  })
  return last === undefined ? [] : [{ task, kind: last.kind }]
}

/** Names alone: whoever passes by may read it. */
function apart({ id, stage, workflow }: TaskRow, kind: NoticeKind): Shown {
  const title = `${HEADINGS[kind]}: ${printable(stage.name)}`
  return { title, body: printable(workflow.name), tag: `workcharts ${id} ${kind}`, task: id }
}

function together(told: readonly Told[]): Shown {
  const word = told.every(({ kind }) => kind === 'task-opened') ? 'new task' : 'task'
  const title = word === 'task' ? `News of ${counted(told.length, word)}` : counted(told.length, word)
  return { title, body: 'Open the Inbox to see them.', tag: 'workcharts several', task: null }
}

/**
 * Whether the owner of the machine is told of a task, as by mail: where it names them, or nobody of those who are here
 * and take part.
 */
export function isForOwner({ to }: Pick<TaskRow, 'to'>, people: readonly Person[]): boolean {
  const here = people.filter(({ roles }) => roleFor('tasks:take-part', roles) !== undefined)
  const names = new Set(here.flatMap(({ id, teams }) => [id, ...teams.map(humanReference)]))
  const isNamed = to.some(({ id }) => id === LOCAL_OWNER.id || id === ANYONE)
  return isNamed || !to.some(({ id }) => names.has(id))
}
