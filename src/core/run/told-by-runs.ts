import type { Json, JsonObject } from '../basics/json.ts'
import { isoTime } from '../basics/timestamp.ts'
import type { CloudEvent } from '../event/cloud-event.ts'
import type { RunId } from './ids.ts'
import type { RunCause, RunEvent } from './run-event.ts'

/** What runs tell begins so; events from outside do not, they would be taken for ours. */
export const TOLD_PREFIX = 'workcharts.'

/** What runs tell: other WorkCharts can begin with it. */
export const TOLD_TYPES = [
  'workcharts.run.started',
  'workcharts.run.succeeded',
  'workcharts.run.failed',
  'workcharts.run.rejected',
  'workcharts.run.canceled',
  'workcharts.task.opened',
  'workcharts.task.answered',
  'workcharts.task.overdue',
] as const

type ToldType = (typeof TOLD_TYPES)[number]

/** A run whose fact is told. */
export interface TellingRun {
  readonly id: RunId
  readonly workflow: string
  readonly workflowName: string
  readonly title: string | null
  readonly venture: string | null
}

/** Longer chains of WorkCharts that start each other are loops. */
export const CHAIN_MAX = 32

/** How many runs stand before one that a fact of a run with this cause starts. */
export function depthAfter(cause: RunCause): number {
  return (cause.type === 'event' ? cause.depth : 0) + 1
}

/** The type of event that tells a fact; undefined: it is told to nobody. */
export function toldType(fact: RunEvent): ToldType | undefined {
  switch (fact.type) {
    case 'run-started':
      return 'workcharts.run.started'
    case 'run-finished':
      return `workcharts.run.${fact.outcome}`
    case 'task-opened':
      return 'workcharts.task.opened'
    case 'task-answered':
      return 'workcharts.task.answered'
    case 'task-overdue':
      return 'workcharts.task.overdue'
    default:
      return undefined
  }
}

export interface ToldFact {
  readonly type: ToldType
  readonly fact: RunEvent
  /** Its number within the run: told again, it is the same event. */
  readonly seq: number
}

export function toldEvent(run: TellingRun, { type, fact, seq }: ToldFact): CloudEvent {
  return {
    id: `${run.id}/${seq}`,
    source: `/workcharts/runs/${run.id}`,
    type,
    time: isoTime(fact.at),
    subject: run.workflow,
    datacontenttype: 'application/json',
    data: { run: run.id, workflow: run.workflow, name: run.workflowName, title: run.title, ...about(fact) },
    extensions: run.venture === null ? {} : { venture: run.venture },
  }
}

function about(fact: RunEvent): JsonObject {
  switch (fact.type) {
    case 'run-started':
      return { inputs: fact.inputs }
    case 'run-finished':
      return { outputs: fact.outputs, problem: fact.problem ?? null }
    case 'task-opened':
      return { ...taskOf(fact), reason: fact.reason, because: fact.because, to: fact.to, due: timeOf(fact.due) }
    case 'task-answered':
      return { ...taskOf(fact), answer: fact.answer.type, by: fact.by }
    case 'task-overdue':
      return { ...taskOf(fact), added: fact.added }
    default:
      return {}
  }
}

function taskOf({ task, stage }: { readonly task: string; readonly stage: string }): JsonObject {
  return { task, stage }
}

function timeOf(at: Parameters<typeof isoTime>[0] | null): Json {
  return at === null ? null : isoTime(at)
}
