import type { JsonObject } from '../basics/json.ts'
import type { Answer, AttemptError } from './answer.ts'
import type { AttemptNote } from './attempt-note.ts'
import type { RunEvent, RunOrigin } from './run-event.ts'
import type { Settlement } from './settlement.ts'
import type { TaskAnswer } from './task.ts'

/** What stands where something was said. */
const ERASED_TEXT = 'Erased.'
const NOTHING: JsonObject = {}
/** Without the salt nobody can find out by its hash what a short value was. */
const NO_SALT = ''
/** That of the inputs has no salt of its own. */
const NO_DIGEST = ''

/**
 * A fact without what the run was given, gave and was told: who did what when, what it took and how sure it was stay, and
 * so do the hashes. A fact that was erased stays as it is.
 */
export function erasedFact(event: RunEvent): RunEvent {
  switch (event.type) {
    case 'run-started':
      return erasedStart(event)
    case 'attempt-answered':
    case 'review-answered':
      return { ...event, answer: erasedAnswer(event.answer), salt: NO_SALT }
    case 'attempt-begun':
      return { ...event, inputsDigest: NO_DIGEST }
    case 'attempt-failed':
      return { ...event, error: erasedError(event.error) }
    case 'attempt-noted':
      return { ...event, note: erasedNote(event.note) }
    case 'task-opened':
      return { ...event, because: erasedText(event.because) }
    case 'task-commented':
    case 'information-asked':
    case 'information-given':
      return { ...event, text: erasedText(event.text) }
    case 'check-requested':
    case 'task-reassigned':
    case 'round-started':
    case 'run-canceled':
      return { ...event, note: erasedText(event.note) }
    case 'task-answered':
      return { ...event, answer: erasedDecision(event.answer), salt: NO_SALT }
    case 'stage-settled':
      return { ...event, settlement: erasedSettlement(event.settlement) }
    case 'run-finished': {
      const { problem } = event
      return { ...event, outputs: NOTHING, ...(problem === undefined ? {} : { problem: erasedText(problem) }) }
    }
    case 'gate-judged':
    case 'stage-ready':
    case 'attempt-lost':
    case 'attempt-late':
    case 'budget-claimed':
    case 'backing-off':
    case 'task-claimed':
    case 'task-released':
    case 'task-file-given':
    case 'task-reminded':
    case 'task-overdue':
    case 'task-withdrawn':
    case 'run-paused':
    case 'run-resumed':
    case 'run-erased':
      return event
  }
}

/** What was not said stays unsaid. */
export function erasedText(text: string): string {
  return text === '' ? '' : ERASED_TEXT
}

type Started = Extract<RunEvent, { readonly type: 'run-started' }>

/** People call a run by what it is about. */
function erasedStart({ title: _, origin, ...event }: Started): RunEvent {
  return {
    ...event,
    inputs: NOTHING,
    salt: NO_SALT,
    ...(origin === undefined ? {} : { origin: erasedOrigin(origin) }),
  }
}

function erasedOrigin(origin: RunOrigin): RunOrigin {
  const carried = origin.carried.map(({ stage, settlement }) => ({
    stage,
    settlement: erasedSettlement(settlement),
    outputs: NOTHING,
  }))
  return { ...origin, carried }
}

/** A performer may report anything as its confidence; only a number says nothing of the answer. */
function erasedAnswer({ memory: _, confidence, ...answer }: Answer): Answer {
  const number = typeof confidence === 'number' ? confidence : null
  return { ...answer, outputs: NOTHING, confidence: number, summary: ERASED_TEXT }
}

function erasedError(error: AttemptError): AttemptError {
  return { ...error, message: erasedText(error.message) }
}

function erasedNote(note: AttemptNote): AttemptNote {
  return note.type === 'said' ? { ...note, text: erasedText(note.text) } : note
}

function erasedDecision(answer: TaskAnswer): TaskAnswer {
  const note = erasedText(answer.note)
  return answer.type === 'edit' ? { ...answer, note, outputs: NOTHING } : { ...answer, note }
}

function erasedSettlement(settlement: Settlement): Settlement {
  switch (settlement.outcome) {
    case 'succeeded':
      return { ...settlement, decision: erasedReason(settlement.decision) }
    case 'failed':
      return { ...settlement, message: erasedText(settlement.message) }
    case 'rejected':
      return { ...settlement, note: erasedText(settlement.note) }
    case 'skipped':
    case 'canceled':
      return settlement
  }
}

type Decision = Extract<Settlement, { readonly outcome: 'succeeded' }>['decision']

function erasedReason(decision: Decision): Decision {
  return decision?.note === undefined ? decision : { ...decision, note: erasedText(decision.note) }
}
