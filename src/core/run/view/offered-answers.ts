import type { JsonObject } from '../../basics/json.ts'
import type { Standing } from '../../people/standing.ts'
import { roleToward } from '../../people/standing.ts'
import type { PlannedStage } from '../../plan/plan.ts'
import type { JsonSchema } from '../../workflow/workflow.ts'
import { requiresOutputs } from '../answer-task.ts'
import { isBlind, mayBeGiven } from '../blind.ts'
import type { FoundTask } from '../find-task.ts'
import { ownWorkRefusal } from '../own-work.ts'
import type { Refusal } from '../refusal.ts'
import { explainRefusal } from '../refusal.ts'
import type { Run } from '../run.ts'
import type { TaskAnswerType } from '../task.ts'
import { ANSWERS } from '../task.ts'
import type { Preview } from './answer-effect.ts'
import { answerEffect, editEffect } from './answer-effect.ts'

export interface OfferedAnswer {
  readonly type: TaskAnswerType
  /** What exactly it does now, as sentences. */
  readonly effect: string
}

/** As whom somebody looks at a task, and when. */
export type Viewing = Omit<Preview, 'answer'>

/** Why somebody may not decide an open task, whatever they would answer: a sentence. Null: they may. */
export function barredFrom(run: Run, found: FoundTask, as: Standing): string | null {
  const { task } = found
  if (task.state.status !== 'open') return null
  const refusal: Refusal | undefined =
    roleToward(task.to, as) === undefined ? { code: 'task-not-yours', to: task.to } : ownWorkRefusal(run, found, as.by)
  return refusal === undefined ? null : explainRefusal(refusal)
}

/** The answers a task allows somebody, each with what it does; none once it is closed. */
export function offeredAnswers(run: Run, found: FoundTask, viewing: Viewing): readonly OfferedAnswer[] {
  if (found.task.state.status !== 'open' || barredFrom(run, found, viewing.as) !== null) return []
  return ORDER.filter((type) => isOffered(found, type)).map((type) => ({
    type,
    effect: effectOf(run, found, { ...viewing, type }),
  }))
}

const ORDER = ['approve', 'edit', 'reject', 'retry'] as const satisfies readonly TaskAnswerType[]

function isOffered(found: FoundTask, type: TaskAnswerType): boolean {
  const { stage, task } = found
  const meaning = ANSWERS[task.reason][type]
  if (!mayBeGiven(found, type)) return false
  return meaning !== null && !(meaning === 'accept-if-nothing-required' && requiresOutputs(stage))
}

function effectOf(
  run: Run,
  found: FoundTask,
  { type, ...viewing }: Viewing & { readonly type: TaskAnswerType },
): string {
  if (type === 'edit') return editEffect(run, found, viewing)
  return answerEffect(run, found, { ...viewing, answer: { type, note: '' } })
}

/** What a person fills in, and what it begins with. */
export interface TaskForm {
  readonly schema: JsonSchema
  readonly values: JsonObject
}

/** The form of a task: the escalation's own, else what the stage must give. Null where nothing can be filled in. */
export function taskForm(found: FoundTask): TaskForm | null {
  const { stage, stageRun, task } = found
  if (task.state.status !== 'open' || ANSWERS[task.reason].edit === null) return null
  const values = isBlind(found) ? {} : (stageRun.answer?.answer.outputs ?? {})
  return { schema: formSchema(stage), values }
}

function formSchema({ escalation, outputs }: PlannedStage): JsonSchema {
  return escalation.form ?? outputs ?? FREE_FORM
}

/** A stage that may give anything still asks for what the next one should know. */
const FREE_FORM: JsonSchema = {
  type: 'object',
  properties: {
    result: { type: 'string', title: 'Result', description: 'What you found or did. The next stages get it.' },
  },
}
