import { z } from 'zod'
import { DOCUMENT_BYTES_MAX } from '../../core/workflow/limits.ts'
import { json, jsonObject, listOf, orNull } from './basics.ts'
import { bindingLayer, plannedStage } from './planned-stage.ts'
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

/** What a draft says now, saved or not. */
export const planDraftRequest = z
  .strictObject({ text: z.string().max(DOCUMENT_BYTES_MAX) })
  .meta({ id: 'PlanDraftRequest' })

const stageId = z.string().min(1).max(64)

/** The stage of a plan whose context is looked at. */
export const stageContextRequest = planRequest.extend({ stage: stageId }).meta({ id: 'StageContextRequest' })

export const draftContextRequest = planDraftRequest.extend({ stage: stageId }).meta({ id: 'DraftContextRequest' })

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

/** Between which values four of five lay, and how many there were. */
export const span = z.object({ low: z.number(), high: z.number(), n: z.number() }).readonly().meta({ id: 'Span' })

/** Money in micro-units. `currency` null: all were free. `unknown`: uses whose cost nobody knows. */
export const costSpan = z
  .object({
    low: z.number(),
    high: z.number(),
    n: z.number(),
    currency: z.string().nullable(),
    unknown: z.number(),
  })
  .readonly()
  .meta({ id: 'CostSpan' })

/** `certain`: a person does it. */
export const asked = z
  .discriminatedUnion('type', [
    z.object({ type: z.literal('certain') }).readonly(),
    z.object({ type: z.literal('share'), asked: z.number(), of: z.number() }).readonly(),
  ])
  .meta({ id: 'Asked' })

/** What receipts of the past say. Null: nothing of the kind has happened yet. */
const outlook = { cost: orNull(costSpan), durationMs: orNull(span), asked: orNull(asked) }

const planForecast = z
  .object({
    run: z.object(outlook).readonly(),
    stages: listOf(z.object({ stage: z.string(), ...outlook }).readonly()),
  })
  .readonly()
  .meta({ id: 'PlanForecast' })

/** What a stage does to the world, and where what it is given goes. */
const consequence = z
  .object({
    stage: z.string(),
    ref: z.string(),
    effect: z.enum(['pure', 'idempotent', 'once-or-ask']),
    /** A host, or in words; null: nowhere outside this computer, as far as is known. */
    reaches: z.string().nullable(),
  })
  .readonly()
  .meta({ id: 'Consequence' })
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
    bindings: listOf(
      z.object({ stage: z.string(), role: z.string(), ref: z.string(), layer: bindingLayer }).readonly(),
    ),
    /** What has no performer here: a person does it. */
    missing: listOf(z.object({ stage: z.string(), role: z.string(), ref: z.string(), reason: z.string() }).readonly()),
    /** Overrides that took effect, in the order of their file. */
    overrides: listOf(plannedOverride),
    /** Null: it was made in no project. */
    project: orNull(plannedProject),
    contextTokens: z.number(),
    /** What models and agents may take in a run, and in 24 hours of all runs, as people write it. */
    budget: z.object({ run: z.string().nullable(), day: z.string().nullable() }).readonly(),
    /** Everybody in it who does more than read, or whose data leaves this computer. */
    consequences: listOf(consequence),
    forecast: planForecast,
  })
  .readonly()
  .meta({ id: 'PlanReport' })

const plannedPerformer = z.looseObject({ kind: z.enum(['human', 'capability', 'unavailable']), ref: z.string() })

/** A plan as runs keep it, as far as comparing it needs; the rest of it goes along. */
export const wholePlan = z
  .looseObject({
    schema: z.literal('workcharts.plan/1'),
    workflow: z.looseObject({ digest: z.string() }),
    inputs: jsonObject,
    stages: z.array(z.looseObject({ id: z.string(), name: z.string(), primary: plannedPerformer })),
    outputs: jsonObject,
  })
  .meta({ id: 'WholePlan' })

/** A plan to be run later: the run is refused where anything it depends on is not the same then. */
export const savedPlan = z
  .strictObject({
    schema: z.literal('workcharts.saved-plan/1'),
    workflow: z.string().max(64),
    bind: bind.default({}),
    /** The plan itself, as runs keep it. */
    plan: wholePlan,
  })
  .readonly()
  .meta({ id: 'SavedPlan' })

export type DraftContextRequest = z.input<typeof draftContextRequest>
export type PlanDraftRequest = z.input<typeof planDraftRequest>
export type SavedPlan = z.output<typeof savedPlan>
export type PlanProblem = z.infer<typeof planProblem>
export type PlanReport = z.infer<typeof planReport>
export type PlannedOverride = z.infer<typeof plannedOverride>
export type PlannedProject = z.infer<typeof plannedProject>
