import { z } from 'zod'
import { DOCUMENT_BYTES_MAX } from '../../core/workflow/limits.ts'
import { json, listOf, orNull } from './basics.ts'
import { plannedStage } from './planned-stage.ts'
import { fileChange, obstacle, projectUse, standing } from './projects.ts'

/** Roles to references: `{"reviewer": "agent:strict-reviewer"}`. */
export const bind = z.record(z.string().max(64), z.string().max(500)).meta({ description: 'Role to reference.' })

export const planRequest = z
  .strictObject({ bind: bind.default({}), project: projectUse.optional() })
  .meta({ id: 'PlanRequest' })

/** A document that is in no collection, as its author would run it. */
export const planTextRequest = z
  .strictObject({
    file: z.string().min(1).max(1_000),
    text: z.string().max(DOCUMENT_BYTES_MAX),
    bind: bind.default({}),
    project: projectUse.optional(),
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

/** A value that a project's overrides file sets, and what it replaces: null where the workflow says nothing. */
const plannedOverride = z
  .object({
    target: z.string(),
    stage: z.string().nullable(),
    /** The role or the input; null: the target says it all. */
    name: z.string().nullable(),
    before: json,
    value: json,
    layer: z.literal('project overrides'),
    file: z.string(),
    line: z.number(),
    column: z.number(),
  })
  .readonly()
  .meta({ id: 'PlannedOverride' })

/** The project that a plan was made in. */
const plannedProject = z
  .object({
    id: z.string(),
    folder: z.string(),
    standing,
    /** `without-effect`: it is not accepted, and the plan would be the same. `held-back`: the plan was made without it. */
    use: z.enum(['applied', 'without-effect', 'held-back']),
    changes: listOf(fileChange),
    obstacles: listOf(obstacle),
    /** What was held back would change this; null: nothing, or nobody knows because a part of it can not be read. */
    effect: orNull(
      z
        .object({
          overrides: listOf(plannedOverride),
          /** What a stage would take from the project under a name that means something else without it. */
          performers: listOf(z.object({ stage: z.string(), ref: z.string() }).readonly()),
          problems: listOf(planProblem),
        })
        .readonly()
        .meta({ id: 'ProjectEffect' }),
    ),
  })
  .readonly()
  .meta({ id: 'PlannedProject' })

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
    /** Overrides that took effect, in the order of their file. */
    overrides: listOf(plannedOverride),
    /** Null: it was made in no project. */
    project: orNull(plannedProject),
    contextTokens: z.number(),
  })
  .readonly()
  .meta({ id: 'PlanReport' })

export type PlanProblem = z.infer<typeof planProblem>
export type PlanReport = z.infer<typeof planReport>
export type PlannedOverride = z.infer<typeof plannedOverride>
export type PlannedProject = z.infer<typeof plannedProject>
