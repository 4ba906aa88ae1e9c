import { z } from 'zod'
import { DOCUMENT_BYTES_MAX } from '../../core/workflow/limits.ts'
import { listOf } from './basics.ts'
import { plannedStage } from './planned-stage.ts'

/** Roles to references: `{"reviewer": "agent:strict-reviewer"}`. */
export const bind = z.record(z.string().max(64), z.string().max(500)).meta({ description: 'Role to reference.' })

export const planRequest = z.strictObject({ bind: bind.default({}) }).meta({ id: 'PlanRequest' })

/** A document that is in no collection, as its author would run it. */
export const planTextRequest = z
  .strictObject({
    file: z.string().min(1).max(1_000),
    text: z.string().max(DOCUMENT_BYTES_MAX),
    bind: bind.default({}),
  })
  .meta({ id: 'PlanTextRequest' })

const planProblem = z
  .object({
    code: z.string(),
    severity: z.enum(['error', 'warning']),
    stage: z.string().nullable(),
    message: z.string(),
    help: z.string(),
    /** JSON Pointer into the document. */
    pointer: z.string(),
    /** Where an overrides file says it. */
    at: z.object({ file: z.string(), line: z.number(), column: z.number(), pointer: z.string() }).readonly().nullable(),
  })
  .readonly()
  .meta({ id: 'PlanProblem' })

/** The dry run: who will do what with what, and what keeps it from being run. */
export const planReport = z
  .object({
    workflow: z.string(),
    /** Whether a run could start now. */
    ready: z.boolean(),
    stages: listOf(plannedStage),
    problems: listOf(planProblem),
    /** Ids of stages that can run side by side, in order. */
    batches: listOf(listOf(z.string())),
    bindings: listOf(z.object({ stage: z.string(), role: z.string(), ref: z.string(), layer: z.string() }).readonly()),
    /** What has no performer here: a person does it. */
    missing: listOf(z.object({ stage: z.string(), role: z.string(), ref: z.string(), reason: z.string() }).readonly()),
    /** Overrides that took effect: where the file sets what. */
    overrides: listOf(
      z.object({ target: z.string(), stage: z.string().nullable(), file: z.string(), line: z.number() }).readonly(),
    ),
    contextTokens: z.number(),
  })
  .readonly()
  .meta({ id: 'PlanReport' })

export type PlanProblem = z.infer<typeof planProblem>
export type PlanReport = z.infer<typeof planReport>
