import type { TaskRow } from '../../api/contract/tasks.ts'
import { taskList } from '../../api/contract/tasks.ts'
import { ok } from '../../core/basics/result.ts'
import type { TaskSort } from '../../core/run/task.ts'
import type { CliIo } from '../cli-io.ts'
import { EXIT } from '../exit-code.ts'
import { findRunId } from '../find/find-run-id.ts'
import { query } from '../find/query.ts'
import type { Connected, Outcome } from '../session.ts'
import { percent } from '../show/confidence.ts'
import { shortTask } from '../show/ids.ts'
import { showDue, showInstant } from '../show/times.ts'
import type { Text } from '../terminal/text.ts'
import type { JsonOption } from '../tree/options.ts'

export interface ListOptions extends JsonOption {
  readonly status: TaskRow['status']
  readonly run?: string
  readonly priority?: TaskRow['priority']
  readonly sort: TaskSort
  readonly limit: number
}

export async function listTasks(
  { api, io, screen }: Connected,
  { json, status, run, priority, sort, limit }: ListOptions,
): Promise<Outcome> {
  const id = run === undefined ? ok(undefined) : await findRunId(api, run)
  if (!id.ok) return id
  const listed = await api.get(`/tasks${query({ status, run: id.value, priority, sort, limit })}`, taskList)
  if (!listed.ok) return listed
  const { tasks, next } = listed.value
  if (json) screen.json('tasks', listed.value)
  else if (tasks.length === 0) screen.note(noneWords(status, priority))
  else
    await screen.table({
      head: ['task', 'workchart', 'for', 'sure', status === 'open' ? 'due' : 'decided', 'why'],
      rows: tasks.map((task) => toRow(task, io)),
    })
  if (next !== null) screen.note('There are more: `--limit` shows up to 200.')
  return ok(EXIT.ok)
}

function noneWords(status: ListOptions['status'], priority: ListOptions['priority']): string {
  if (status !== 'open') return 'No such task.'
  return priority === undefined ? 'Nothing waits for a person.' : `Nothing of priority ${priority} waits for a person.`
}

function toRow(task: TaskRow, io: CliIo): readonly Text[] {
  const { id, workflow, to, claimedBy, confidence, because } = task
  const people = claimedBy === null ? to.map(({ name }) => name).join(', ') : `taken by ${claimedBy.name}`
  return [
    shortTask(id),
    workflow.id,
    people,
    confidence === null ? '' : `${percent(confidence)} %`,
    timeOf(task, io),
    because,
  ]
}

function timeOf({ status, due, answer, decidedBy, decidedAt }: TaskRow, io: CliIo): Text {
  if (status === 'open') return showDue(due, io)
  if (decidedAt === null) return 'withdrawn'
  return `${showInstant(decidedAt, io.timeZone)}, ${answer ?? ''} by ${decidedBy?.name ?? ''}`
}
