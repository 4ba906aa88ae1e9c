import { assertNever } from '../basics/assert-never.ts'
import type { StageEvent } from './run-event.ts'
import type { StageRun } from './stage-run.ts'
import type { Task } from './task.ts'
import { looksBack } from './task.ts'
import { longerTrail } from './task-trail.ts'

type TaskEvent = Extract<StageEvent, { readonly task: string }>
type ChangeEvent = Exclude<TaskEvent, { readonly type: 'task-opened' }>

/** Folds a fact about a task into its stage. */
export function evolveTask(stage: StageRun, event: TaskEvent, seq: number): StageRun {
  if (event.type === 'task-opened') return opened(stage, event)
  const tasks = stage.tasks.map((task) =>
    task.id === event.task ? { ...changed(task, event, seq), trail: longerTrail(task.trail, event) } : task,
  )
  return { ...stage, tasks }
}

function opened(stage: StageRun, event: Extract<TaskEvent, { readonly type: 'task-opened' }>): StageRun {
  const { task: id, reason, because, at, to, due } = event
  const task: Task = {
    id,
    reason,
    because,
    openedAt: at,
    due,
    to,
    overdueStep: 0,
    claimedBy: null,
    question: null,
    trail: [],
    state: { status: 'open' },
  }
  const tasks = [...stage.tasks, task]
  if (looksBack(reason)) return { ...stage, tasks }
  // A person who asked to see the next answer has seen it only where the task has one to show.
  const checkRequested = stage.checkRequested && stage.answer === null
  return { ...stage, tasks, checkRequested, state: { status: 'awaiting-approval', task: id } }
}

function changed(task: Task, event: ChangeEvent, seq: number): Task {
  switch (event.type) {
    case 'task-claimed':
      return { ...task, claimedBy: event.by }
    case 'task-released':
      return { ...task, claimedBy: null }
    case 'task-reassigned':
      return { ...task, to: event.to, claimedBy: null }
    case 'task-commented':
      return task
    case 'information-asked': {
      const { by, of, text, at } = event
      return { ...task, question: { by, of, text, at } }
    }
    case 'information-given':
      return { ...task, question: null }
    case 'task-file-given':
      return { ...task, given: [...(task.given ?? []), { ...event.file, by: event.by }] }
    case 'task-reminded':
      return { ...task, remindedAt: event.at }
    case 'task-overdue':
      return { ...task, overdueStep: event.step, to: [...new Set([...task.to, ...event.added])] }
    case 'task-answered':
      return { ...task, state: answered(event, seq) }
    case 'task-withdrawn':
      return { ...task, state: { status: 'withdrawn', at: event.at } }
    default:
      return assertNever(event)
  }
}

function answered(event: Extract<ChangeEvent, { readonly type: 'task-answered' }>, seq: number): Task['state'] {
  const { by, role, at, salt, answer, files, command } = event
  const used = role === undefined ? {} : { role }
  const given = files === undefined ? {} : { files }
  return { status: 'answered', by, ...used, at, seq, salt, answer, ...given, command }
}
