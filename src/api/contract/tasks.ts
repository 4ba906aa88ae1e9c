import { z } from 'zod'
import { TASK_SORTS } from '../../core/run/task.ts'
import { TASK_PRIORITIES } from '../../core/workflow/workflow.ts'
import { actor, instant, jsonObject, listOf, orNull, stageName, workflowName } from './basics.ts'
import { fileDigest } from './files.ts'

const taskReason = z
  .enum([
    'human-stage',
    'low-confidence',
    'no-confidence',
    'no-certificate',
    'requested',
    'review',
    'error',
    'no-performer',
    'stall',
    'budget',
    'unknown-outcome',
    'audit',
    'second-review',
  ])
  .meta({ id: 'TaskReason' })

export const answerType = z.enum(['approve', 'edit', 'reject', 'retry']).meta({ id: 'AnswerType' })

const taskStatus = z.enum(['open', 'answered', 'withdrawn']).meta({ id: 'TaskStatus' })

/** A row of the inbox. */
export const taskRow = z
  .object({
    id: z.string(),
    run: z.string(),
    runTitle: z.string().nullable(),
    workflow: workflowName,
    stage: stageName,
    reason: taskReason,
    /** Why it came here: a sentence. */
    because: z.string(),
    status: taskStatus,
    openedAt: instant,
    /** Null for audits, which hold up nothing. */
    due: orNull(instant),
    overdue: z.boolean(),
    /** Who may answer. */
    to: listOf(actor),
    claimedBy: orNull(actor),
    /** Who was asked about it and has not told yet. */
    questionOf: orNull(actor),
    priority: z.enum(TASK_PRIORITIES),
    /** Of the answer to be checked; null: not known, or there is none. */
    confidence: z.number().nullable(),
    threshold: z.number().nullable(),
    answer: orNull(answerType),
    decidedBy: orNull(actor),
    decidedAt: orNull(instant),
  })
  .readonly()
  .meta({ id: 'TaskRow' })

/** Open ones by deadline, the soonest first, unless asked otherwise. `next` is the `offset` of the next page; null: this is the last one. */
export const taskList = z
  .object({ tasks: listOf(taskRow), next: z.number().nullable() })
  .readonly()
  .meta({ id: 'TaskList' })

export const taskQuery = z.strictObject({
  status: taskStatus.default('open'),
  run: z.string().max(100).optional(),
  search: z.string().max(200).optional(),
  /** `mine`: only what is addressed to the caller, also where they see all. */
  whose: z.enum(['mine', 'all']).default('all'),
  priority: z.enum(TASK_PRIORITIES).optional(),
  /** What open tasks are listed by. Of the same priority the soonest comes first. */
  sort: z.enum(TASK_SORTS).default('deadline'),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

/** Goes into the history and, for an answer, to whoever tries again. */
const note = z.string().max(4_000).default('')

const taskAnswer = z
  .discriminatedUnion('type', [
    z.strictObject({ type: z.literal('approve'), note }),
    z.strictObject({ type: z.literal('edit'), outputs: jsonObject, note }),
    z.strictObject({ type: z.literal('reject'), note }),
    z.strictObject({ type: z.literal('retry'), note }),
  ])
  .meta({ id: 'TaskAnswer' })

const namedFile = z.strictObject({ name: z.string().max(1_000), sha256: fileDigest }).meta({ id: 'NamedFile' })

/**
 * `version` is the one of the task page that the person saw: an answer counts for exactly that. To anything else it is
 * refused with 409 `task-changed`, which names what is different, and the person is asked again. `files` are such as the
 * person gave for this task before: they are handed on with the answer.
 */
export const answerRequest = z
  .strictObject({ answer: taskAnswer, version: z.string().max(100), files: z.array(namedFile).max(100).default([]) })
  .meta({ id: 'AnswerRequest' })

export const effectRequest = z.strictObject({ answer: taskAnswer }).meta({ id: 'EffectRequest' })

/** What exactly an answer would do now, as sentences. */
export const answerEffect = z.object({ effect: z.string() }).readonly().meta({ id: 'AnswerEffect' })

const person = z.string().regex(/^human:[a-z0-9][a-z0-9-]{0,63}$/, 'Name a person or a team: `human:support-lead`.')

export const reassignRequest = z
  .strictObject({ to: z.array(person).min(1).max(20), note })
  .meta({ id: 'ReassignRequest' })

export const questionRequest = z
  .strictObject({ of: person, text: z.string().min(1).max(4_000) })
  .meta({ id: 'QuestionRequest' })

export const commentRequest = z.strictObject({ text: z.string().min(1).max(4_000) }).meta({ id: 'CommentRequest' })

/** After a change of a task: where its run stands, and the task to do next. */
export const taskDone = z
  .object({ task: z.string(), run: z.string(), runStatus: z.string(), next: z.string().nullable() })
  .readonly()
  .meta({ id: 'TaskDone' })

export type AnswerEffect = z.infer<typeof answerEffect>
export type AnswerRequest = z.input<typeof answerRequest>
export type AnswerType = z.infer<typeof answerType>
export type CommentRequest = z.input<typeof commentRequest>
export type EffectRequest = z.input<typeof effectRequest>
export type QuestionRequest = z.input<typeof questionRequest>
export type ReassignRequest = z.input<typeof reassignRequest>
export type TaskAnswer = z.input<typeof taskAnswer>
export type TaskDone = z.infer<typeof taskDone>
export type TaskList = z.infer<typeof taskList>
export type TaskReason = z.infer<typeof taskReason>
export type TaskRow = z.infer<typeof taskRow>
