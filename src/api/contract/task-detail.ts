import { z } from 'zod'
import { FORM_PROFILES } from '../../core/schema/form-profile.ts'
import {
  actor,
  artifact,
  confidence,
  context,
  field,
  instant,
  jsonObject,
  listOf,
  orNull,
  performer,
  stageName,
} from './basics.ts'
import { logLine } from './run-detail.ts'
import { stageStatus } from './runs.ts'
import { answerType, taskRow } from './tasks.ts'

/** What a stage before this one passed on. */
const handoffEvidence = z
  .object({
    stage: stageName,
    outcome: stageStatus,
    performer,
    summary: z.string().nullable(),
    outputs: listOf(field),
    confidence: orNull(confidence),
    artifacts: listOf(artifact),
  })
  .readonly()
  .meta({ id: 'HandoffEvidence' })

/** What the stage's own performer answered. */
const givenAnswer = z
  .object({
    by: performer,
    outputs: listOf(field),
    summary: z.string().nullable(),
    confidence,
    artifacts: listOf(artifact),
  })
  .readonly()
  .meta({ id: 'GivenAnswer' })

/** One of the answers this task allows, with exactly what it does now. */
const offeredAnswer = z.object({ type: answerType, effect: z.string() }).readonly().meta({ id: 'OfferedAnswer' })

export const taskDetail = z
  .object({
    row: taskRow,
    /** Names everything that is shown here to decide on; it goes with the answer. */
    version: z.string(),
    asked: z
      .object({
        instructions: z.string().nullable(),
        description: z.string().nullable(),
        /** What the escalation tells the person. */
        escalation: z.string().nullable(),
        runInputs: listOf(field),
      })
      .readonly(),
    answered: orNull(givenAnswer),
    /** Whoever decides gives an answer of their own first: what was answered, and what happened so far, is not told. */
    isBlind: z.boolean(),
    evidence: z
      .object({
        /** What the stage is given; null where that can not be worked out, and `inputsProblem` says why. */
        inputs: listOf(field).nullable(),
        inputsProblem: z.string().nullable(),
        handoffs: listOf(handoffEvidence),
        context,
      })
      .readonly(),
    answers: listOf(offeredAnswer),
    /** Why whoever looks at it may not decide it: a sentence. Null: they may, or it is closed. */
    barred: z.string().nullable(),
    /** What somebody was asked about it and has not told yet. */
    question: orNull(z.object({ by: actor, of: actor, text: z.string(), at: instant }).readonly()),
    /** Files that went with the decision. */
    files: listOf(artifact),
    /** JSON Schema of what the person fills in, and the values to begin with. Null: there is nothing to fill in. */
    form: z
      .object({
        schema: jsonObject,
        values: jsonObject,
        /** `portable`: flat and simple, so that any program can ask for it. `web-only`: `reasons` say why it is not. */
        profile: z.enum(FORM_PROFILES),
        reasons: listOf(z.object({ pointer: z.string(), message: z.string() }).readonly()),
      })
      .readonly()
      .nullable(),
    /** Newest first. */
    history: listOf(logLine),
    /** The open task to do after this one. */
    next: z.string().nullable(),
  })
  .readonly()
  .meta({ id: 'TaskDetail' })

export type GivenAnswer = z.infer<typeof givenAnswer>
export type HandoffEvidence = z.infer<typeof handoffEvidence>
export type OfferedAnswer = z.infer<typeof offeredAnswer>
export type TaskDetail = z.infer<typeof taskDetail>
