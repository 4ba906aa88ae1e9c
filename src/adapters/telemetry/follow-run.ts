import { usesOf } from '../../core/run/model-use.ts'
import type { RunEvent, StageEvent } from '../../core/run/run-event.ts'
import type { Where } from './attempt-span.ts'
import { endAttempt, endTurn } from './attempt-span.ts'
import { ATTRIBUTE } from './conventions.ts'
import type { RunTrace, StageTrace } from './run-trace.ts'
import { endRun, endStage, endTask } from './stage-span.ts'
import type { Told } from './told.ts'
import { NOTHING_TOLD } from './told.ts'

/** Takes in the next fact of a run. Whatever has ended with it is told. Nothing of a payload, and nobody's name, is. */
export function followRun(trace: RunTrace, fact: RunEvent): Told {
  trace.facts += 1
  if ('stage' in fact) return followStage({ trace, stage: fact.stage, at: fact.at }, fact)
  switch (fact.type) {
    case 'run-started':
      trace.startedAt = fact.at
      trace.cause = fact.cause.type
      return NOTHING_TOLD
    case 'run-finished':
      return endRun(trace, fact.at, fact.outcome)
    default:
      return NOTHING_TOLD
  }
}

function followStage(where: Where, fact: StageEvent): Told {
  const stage = stageOf(where)
  switch (fact.type) {
    case 'attempt-begun':
      return begin(where, stage, fact.step)
    case 'attempt-noted':
      return note(where, stage, fact)
    case 'attempt-answered':
    case 'review-answered':
      return endAttempt(where, stage, { outcome: 'answered', uses: usesOf(fact.answer) })
    case 'attempt-failed':
      return endAttempt(where, stage, { outcome: 'failed', error: fact.error.code, uses: usesOf(fact.error) })
    case 'attempt-lost':
      return endAttempt(where, stage, { outcome: 'lost' })
    case 'task-opened':
      return open(where, stage, fact)
    case 'task-answered':
    case 'task-withdrawn':
      return endTask(where, stage, fact.task)
    case 'stage-settled':
      return endStage(where, stage, fact.settlement)
    default:
      return NOTHING_TOLD
  }
}

/** It could begin when the first was told of it. */
function stageOf({ trace, stage: id, at }: Where): StageTrace {
  const known = trace.stages.get(id)
  if (known !== undefined) return known
  const stage: StageTrace = { readyAt: at, attempts: 0, attempt: undefined, tasks: new Map() }
  trace.stages.set(id, stage)
  return stage
}

function begin({ at }: Where, stage: StageTrace, step: 'primary' | 'review'): Told {
  stage.attempts += 1
  stage.attempt = { number: stage.attempts, step, begunAt: at, heardAt: at, turns: 0 }
  return NOTHING_TOLD
}

function note(
  where: Where,
  { attempt }: StageTrace,
  { note: noted }: Extract<StageEvent, { readonly type: 'attempt-noted' }>,
): Told {
  if (attempt === undefined) return NOTHING_TOLD
  if (noted.type === 'turn') return endTurn(where, attempt, noted)
  attempt.heardAt = where.at
  return NOTHING_TOLD
}

const OF_GATES: ReadonlySet<string> = new Set(['low-confidence', 'no-confidence', 'no-certificate'])

/** A person is asked after an audit, a gate, or where there is nobody else. */
function open(
  { at }: Where,
  { tasks }: StageTrace,
  { task, reason }: Extract<StageEvent, { readonly type: 'task-opened' }>,
): Told {
  tasks.set(task, { openedAt: at, reason })
  if (!OF_GATES.has(reason)) return NOTHING_TOLD
  return { spans: [], measures: [{ metric: 'gates', value: 1, attributes: { [ATTRIBUTE.gate]: reason } }] }
}
