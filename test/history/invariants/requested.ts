import type { JsonObject } from '../../../src/core/basics/json.ts'
import { canonicalJson } from '../../../src/core/basics/json.ts'
import { SCHEDULER } from '../../../src/core/people/scheduler.ts'
import type { Run } from '../../../src/core/run/run.ts'
import type { RunEvent } from '../../../src/core/run/run-event.ts'
import type { Wish } from '../evidence.ts'
import type { FoldedRun } from '../fold-run.ts'
import { ofEachRun } from './breach.ts'

type WishOf<T extends Wish['type']> = Extract<Wish, { readonly type: T }>

/** I2: what is there was asked for, and what was refused is not there. */
export const requested = ofEachRun('I2', (run, history) => {
  const requests = history.requestsOf.get(run.row.id) ?? []
  const asked = requests.filter(({ told }) => told !== 'refused').map(({ wish }) => wish)
  return [
    ...startUnasked(run, asked),
    ...answersUnasked(run, asked),
    ...(['cancel', 'pause', 'resume'] as const).flatMap((type) => changesUnasked(run, type, asked)),
  ]
})

/** A run that a schedule started was asked for by its firing (I8). */
function startUnasked({ run }: FoldedRun, asked: readonly Wish[]): readonly string[] {
  if (run.cause.type !== 'manual') return []
  const starts = asked.filter((wish) => wish.type === 'start')
  if (starts.length === 0) return ['it is there, and nobody asked for it']
  return starts.some(({ inputs }) => holds(run.inputs, inputs)) ? [] : ['it has other inputs than were asked for']
}

/** The stored inputs are those that were given, completed by their defaults. */
function holds(stored: JsonObject, given: JsonObject): boolean {
  return canonicalJson({ ...stored, ...given }) === canonicalJson(stored)
}

function answersUnasked({ facts }: FoldedRun, asked: readonly Wish[]): readonly string[] {
  const answers = asked.filter((wish): wish is WishOf<'answer'> => wish.type === 'answer')
  return facts.flatMap(({ seq, event }) =>
    event.type !== 'task-answered' || answers.some((wish) => isOf(wish, event))
      ? []
      : [`fact ${seq} answers task ${event.task} with "${event.answer.type}", and nobody gave that answer`],
  )
}

function isOf(
  { task, command, answer }: WishOf<'answer'>,
  event: Extract<RunEvent, { readonly type: 'task-answered' }>,
): boolean {
  return event.task === task && event.command === command && event.answer.type === answer
}

/** A run of a schedule that lets the next one take its place is canceled by the schedule. */
function isReplaced({ cause }: Run, event: RunEvent): boolean {
  return cause.type === 'schedule' && event.type === 'run-canceled' && event.by === SCHEDULER
}

const CHANGES = { cancel: 'run-canceled', pause: 'run-paused', resume: 'run-resumed' } as const

function changesUnasked(
  { run, facts }: FoldedRun,
  type: keyof typeof CHANGES,
  asked: readonly Wish[],
): readonly string[] {
  const there = facts.filter(({ event }) => event.type === CHANGES[type] && !isReplaced(run, event)).length
  const wished = asked.filter((wish) => wish.type === type).length
  return there > wished ? [`it has ${there} facts "${CHANGES[type]}", and "${type}" was asked ${wished} times`] : []
}
