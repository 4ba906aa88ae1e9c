import type { JsonObject } from '../../basics/json.ts'
import type { Sha256 } from '../../basics/sha256.ts'
import type { Timestamp } from '../../basics/timestamp.ts'
import type { Standing } from '../../people/standing.ts'
import type { PlannedStage } from '../../plan/plan.ts'
import type { AnswerTask } from '../command.ts'
import { decide } from '../decide.ts'
import type { FoundTask } from '../find-task.ts'
import type { CommandId } from '../ids.ts'
import { openLog, record } from '../log.ts'
import { planIndex } from '../plan-index.ts'
import { explainRefusal } from '../refusal.ts'
import type { Run } from '../run.ts'
import { settle } from '../settle.ts'
import { caseDigest } from '../shown-case.ts'
import type { AnswerMeaning, TaskAnswer } from '../task.ts'
import { ANSWERS } from '../task.ts'
import { consequences } from './consequences.ts'
import { outputsText } from './words.ts'

export interface Preview {
  readonly answer: TaskAnswer
  readonly as: Standing
  readonly now: Timestamp
  readonly sha256: Sha256
}

/** What an answer would do to the run now: the engine's own decision, not carried out, as sentences. */
export function answerEffect(run: Run, found: FoundTask, { answer, as, ...deciding }: Preview): string {
  const meaning: AnswerMeaning = ANSWERS[found.task.reason][answer.type]
  if (meaning === null)
    return explainRefusal({ code: 'answer-not-offered', reason: found.task.reason, answer: answer.type })
  const [task, seen] = [found.task.id, caseDigest(run, found, deciding.sha256)]
  const command: AnswerTask = { type: 'answer-task', id: PREVIEW, task, answer, as, seen, salt: '' }
  const decided = decide(run, command, deciding)
  if (!decided.ok) return explainRefusal(decided.error)
  return sentences([ownEffect(found, answer, meaning), ...consequences({ stage: found.stage, ...decided.value })])
}

/** A decision that is thrown away needs no id of its own. */
const PREVIEW = 'preview' as CommandId

/** What filling in the form would do, before it is filled in: what follows is only told where no value can change it. */
export function editEffect(run: Run, found: FoundTask, { as, now }: Pick<Preview, 'as' | 'now'>): string {
  if (ANSWERS[found.task.reason].edit === 'verdict-compared') return comparedEffect(found)
  const own = 'Marks this stage done with what you fill in.'
  if (isReadByConditions(run, found.stage)) return `${own} What starts next follows from it.`
  const { by } = as
  const log = openLog(withoutOutputs(run), now)
  record(log, {
    type: 'task-answered',
    stage: found.stage.id,
    task: found.task.id,
    answer: EMPTY_EDIT,
    by,
    command: PREVIEW,
    salt: '',
  })
  settle(log, found.stage, {
    outcome: 'succeeded',
    output: log.run.version,
    confidence: null,
    source: 'human',
    decision: { type: 'edit', by },
  })
  return sentences([own, ...consequences({ stage: found.stage, run: log.run, events: log.events })])
}

/** What the run returns may need what is not filled in yet. */
function withoutOutputs(run: Run): Run {
  return { ...run, plan: { ...run.plan, outputs: {} } }
}

const EMPTY_EDIT: TaskAnswer = { type: 'edit', outputs: {}, note: '' }

/** Whether some later stage runs or not by what this one gives. */
function isReadByConditions({ plan }: Run, stage: PlannedStage): boolean {
  const { reads } = planIndex(plan)
  return plan.stages.some((other) => other.when !== undefined && reads(other).includes(stage.id))
}

function sentences(parts: readonly string[]): string {
  return parts.join(' ')
}

const VERDICT_COMPARED = 'Records whether the answer was the same as yours. Nothing else changes.'
const VERDICT_WRONG = 'Records that the answer was wrong. Nothing else changes.'

function ownEffect(found: FoundTask, answer: TaskAnswer, meaning: NonNullable<AnswerMeaning>): string {
  switch (meaning) {
    case 'accept-answer':
    case 'accept-if-nothing-required':
    case 'succeed-with-outputs':
      return doneWith(answer.type === 'edit' ? answer.outputs : (found.stageRun.answer?.answer.outputs ?? {}))
    case 'reject-stage':
      return 'Ends this stage as Rejected.'
    case 'new-round':
      return againEffect(found)
    case 'new-generation':
      return `${found.stage.primary.name} does this again: choose it only if it did not happen.`
    case 'verdict-right':
      return 'Records that the answer was right. Nothing else changes.'
    case 'verdict-wrong':
      return VERDICT_WRONG
    case 'verdict-compared':
      return comparedEffect(found)
  }
}

/** Where no gate goes by it, whatever somebody writes is a correction. */
function comparedEffect({ stageRun }: FoundTask): string {
  return stageRun.judged === undefined ? VERDICT_WRONG : VERDICT_COMPARED
}

function doneWith(outputs: JsonObject): string {
  return Object.keys(outputs).length === 0
    ? 'Marks this stage done.'
    : `Marks this stage done with ${outputsText(outputs)}.`
}

function againEffect({ stage: { primary, retry }, task }: FoundTask): string {
  if (primary.kind !== 'capability') return `${primary.name} can still not be asked here.`
  const tries = retry.maximumAttempts === 1 ? '1 try' : `up to ${retry.maximumAttempts} tries`
  const asked = `Asks ${primary.name} again with your note, ${tries}.`
  return task.reason === 'budget' ? `${asked} It may take as much as its budget once more.` : asked
}
