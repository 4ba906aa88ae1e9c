import type { Json, JsonObject } from '../../basics/json.ts'
import { canonicalJson } from '../../basics/json.ts'
import type { TaskId } from '../ids.ts'
import type { Task } from '../task.ts'
import { stageTitle } from './explain-settlement.ts'
import type { Saying } from './log-line.ts'
import type { StageStep } from './retell.ts'
import { stageAfter } from './retell.ts'
import { actorName, durationText, joined, outputsText, valueText } from './words.ts'

type TaskEvent = Extract<
  StageStep['event'],
  { readonly type: `task-${string}` | `information-${string}` | 'check-requested' }
>
type EventOf<T extends TaskEvent['type']> = Extract<TaskEvent, { readonly type: T }>

export interface TaskStep extends StageStep {
  readonly event: TaskEvent
}

/** What people were asked and what they did, as sentences about them. */
export function sayTask(step: TaskStep): Saying {
  const { event, after } = step
  const stage = stageTitle(after.plan, event.stage)
  switch (event.type) {
    case 'check-requested':
      return {
        icon: 'person',
        lead: actorName(event.by),
        text: `asked to see the next answer of ${stage}${noted(event.note)}`,
      }
    case 'task-opened':
      return sayOpened(event)
    case 'task-claimed':
      return { icon: 'person', lead: actorName(event.by), text: `took ${stage}` }
    case 'task-released':
      return { icon: 'person', lead: actorName(event.by), text: `gave ${stage} back` }
    case 'task-reassigned':
      return {
        icon: 'person',
        lead: actorName(event.by),
        text: `passed ${stage} to ${people(event.to)}${noted(event.note)}`,
      }
    case 'task-commented':
      return { icon: 'note', lead: actorName(event.by), text: `wrote: ${event.text}` }
    case 'information-asked':
      return {
        icon: 'note',
        lead: actorName(event.by),
        text: `asked ${actorName(event.of)} about ${stage}: ${event.text}`,
      }
    case 'information-given':
      return { icon: 'note', lead: actorName(event.by), text: `told: ${event.text}` }
    case 'task-file-given':
      return { icon: 'note', lead: actorName(event.by), text: `gave the file ${event.file.name} for ${stage}` }
    case 'task-reminded':
      return sayReminded(step, event)
    case 'task-overdue':
      return sayOverdue(stage, event)
    case 'task-answered':
      return sayAnswered(step, event)
    case 'task-withdrawn':
      return {
        icon: 'canceled',
        lead: stage,
        text: 'no longer waits for anybody',
      }
  }
}

function sayOpened({ to, because, due, at }: EventOf<'task-opened'>): Saying {
  const saying: Saying = { icon: 'awaiting-approval', lead: people(to), text: `asked: ${because}` }
  return due === null ? saying : { ...saying, aside: `due in ${durationText(due - at)}` }
}

function sayReminded(step: TaskStep, { task, stage, due, at }: EventOf<'task-reminded'>): Saying {
  const to = tasksNamed(step, task).flatMap((one) => one.to)
  return {
    icon: 'awaiting-approval',
    lead: people(to),
    text: `${to.length === 1 ? 'was' : 'were'} reminded of ${stageTitle(step.after.plan, stage)}`,
    aside: `due in ${durationText(due - at)}`,
  }
}

function sayOverdue(lead: string, { step, added: more }: EventOf<'task-overdue'>): Saying {
  return { icon: 'overdue', lead, text: `${step === 1 ? 'is past its deadline' : 'still waits'}${added(more)}` }
}

function people(to: readonly string[]): string {
  return joined(to.map(actorName))
}

function added(to: readonly string[]): string {
  if (to.length === 0) return ''
  return `; ${people(to)} ${to.length === 1 ? 'was' : 'were'} added`
}

function noted(note: string): string {
  return note === '' ? '' : `: ${note}`
}

function sayAnswered(step: TaskStep, event: EventOf<'task-answered'>): Saying {
  const { answer, by, at } = event
  const said = { lead: actorName(by), aside: durationText(at - openedAt(step, event.task)) }
  switch (answer.type) {
    case 'approve':
      return {
        icon: 'person',
        ...said,
        text: `${isHumanStage(step, event.task) ? 'approved' : 'approved the answer as it is'}${handedOn(event)}${noted(answer.note)}`,
      }
    case 'edit':
      return {
        icon: 'person',
        ...said,
        text: `${editText(step, answer.outputs)}${handedOn(event)}${noted(answer.note)}`,
      }
    case 'reject':
      return { icon: 'rejected', ...said, text: `rejected it${noted(answer.note)}` }
    case 'retry':
      return { icon: 'trying-again', ...said, text: `asked for another try${noted(answer.note)}` }
  }
}

/** The files that go with a decision. */
function handedOn({ files = [] }: EventOf<'task-answered'>): string {
  return files.length === 0 ? '' : `, with ${joined(files.map(({ name }) => name))}`
}

function openedAt(step: TaskStep, id: TaskId): number {
  return Math.min(...tasksNamed(step, id).map((task) => task.openedAt))
}

function isHumanStage(step: TaskStep, id: TaskId): boolean {
  return tasksNamed(step, id).some(({ reason }) => reason === 'human-stage')
}

function tasksNamed(step: TaskStep, id: TaskId): readonly Task[] {
  return stageAfter(step).tasks.filter((task) => task.id === id)
}

/** What a person changed of an answer, or what they filled in where there was none. */
function editText(step: TaskStep, outputs: JsonObject): string {
  const given = stageAfter(step).answer?.answer.outputs
  if (given === undefined) return `answered ${outputsText(outputs)}`
  const changes = Object.entries(outputs).filter(([name, value]) => !same(value, given[name]))
  if (changes.length === 0) return 'approved the answer as it is'
  return `edited and approved: ${joined(changes.map(([name, value]) => `${name} ${valueText(value)}${was(given[name])}`))}`
}

function was(value: Json | undefined): string {
  return value === undefined ? '' : `, was ${valueText(value)}`
}

function same(left: Json, right: Json | undefined): boolean {
  return right !== undefined && canonicalJson(left) === canonicalJson(right)
}
