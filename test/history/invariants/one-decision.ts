import type { Timestamp } from '../../../src/core/basics/timestamp.ts'
import { addMs } from '../../../src/core/basics/timestamp.ts'
import { plannedAt, stageIndex } from '../../../src/core/run/plan-index.ts'
import type { RunEvent } from '../../../src/core/run/run-event.ts'
import type { PositionedEvent } from '../../../src/engine/store.ts'
import type { FoldedRun } from '../fold-run.ts'
import { ofEachRun } from './breach.ts'

type TaskFact = Extract<RunEvent, { readonly task: string }>

/** I11: a task is opened once and decided once, and its deadline is not passed before its time. */
export const oneDecision = ofEachRun('I11', (run) => {
  const tasks = Map.groupBy(run.facts.flatMap(taskFact), ({ event }) => event.task)
  return [...tasks].flatMap(([id, facts]) => lifeProblems(run, facts).map((text) => `task ${id}: ${text}`))
})

interface Numbered {
  readonly seq: number
  readonly event: TaskFact
}

function taskFact({ seq, event }: PositionedEvent): readonly Numbered[] {
  return 'task' in event ? [{ seq, event }] : []
}

function lifeProblems(run: FoldedRun, facts: readonly Numbered[]): readonly string[] {
  const [first, ...later] = facts
  if (first?.event.type !== 'task-opened') return [`its first fact is ${first?.event.type}`]
  return [...afterItsEnd(later), ...remindedAgain(later), ...addedEarly(run, first.event, later)]
}

function afterItsEnd(later: readonly Numbered[]): readonly string[] {
  const end = later.findIndex(({ event }) => event.type === 'task-answered' || event.type === 'task-withdrawn')
  const [opened] = later.filter(({ event }) => event.type === 'task-opened')
  const again = opened === undefined ? [] : [`fact ${opened.seq} opens it again`]
  if (end === -1) return again
  const changes = later.slice(end + 1).map(({ seq, event }) => `fact ${seq} (${event.type}) comes after it was decided`)
  return [...again, ...changes]
}

/** Of a deadline that is to come people are reminded once. */
function remindedAgain(later: readonly Numbered[]): readonly string[] {
  const overdue = later.findIndex(({ event }) => event.type === 'task-overdue')
  const [, ...again] = later.filter(({ event }) => event.type === 'task-reminded')
  const late = overdue === -1 ? [] : later.slice(overdue).filter(({ event }) => event.type === 'task-reminded')
  return [
    ...again.map(({ seq }) => `fact ${seq} reminds of it again`),
    ...late.map(({ seq }) => `fact ${seq} reminds of a deadline that has passed`),
  ]
}

/** Each step of the chain comes once, in order, and not before its time. */
function addedEarly(
  { run }: FoldedRun,
  { stage, due }: Extract<TaskFact, { readonly type: 'task-opened' }>,
  later: readonly Numbered[],
): readonly string[] {
  const { onBreach } = plannedAt(run.plan, stageIndex(run.plan, stage)).escalation
  const waits = [0, ...onBreach.map(({ afterMs }) => afterMs)]
  const reminders = later.flatMap(({ seq, event }) => (event.type === 'task-overdue' ? [{ seq, event }] : []))
  return reminders.flatMap(({ seq, event }, index) => {
    const wait = waits[event.step - 1]
    if (event.step !== index + 1) return [`fact ${seq} takes step ${event.step} of its chain as number ${index + 1}`]
    return wait === undefined || isEarly(event.at, due, wait)
      ? [`fact ${seq} takes step ${event.step} of its chain at ${event.at}, which is before its time (due ${due})`]
      : []
  })
}

function isEarly(at: Timestamp, due: Timestamp | null, wait: number): boolean {
  return due === null || at < addMs(due, wait)
}
