import { z } from 'zod'
import { ROWS_MAX, TITLE_CHARACTERS_MAX } from '../../core/run/row-limits.ts'
import { RUNS_CHANGED_MAX } from '../../core/run/several-runs.ts'
import { actor, instant, jsonObject, listOf, orNull, workflowName } from './basics.ts'
import { UUID_V7 } from './idempotency-key.ts'
import { bind, wholePlan } from './plan.ts'
import { projectUse } from './projects.ts'

export const runStatus = z
  .enum(['running', 'waiting', 'paused', 'succeeded', 'failed', 'rejected', 'canceled'])
  .meta({ id: 'RunStatus' })

export const stageStatus = z
  .enum([
    'pending',
    'ready',
    'running',
    'backing-off',
    'awaiting-approval',
    'succeeded',
    'failed',
    'rejected',
    'skipped',
    'canceled',
  ])
  .meta({ id: 'StageStatus' })

const runCause = z
  .discriminatedUnion('type', [
    z.object({ type: z.literal('manual') }).readonly(),
    z.object({ type: z.literal('schedule'), trigger: z.string(), instant }).readonly(),
    /** `depth`: how many runs stand before it in a chain of WorkCharts that start each other. */
    z
      .object({
        type: z.literal('event'),
        trigger: z.string(),
        event: z.string(),
        source: z.string(),
        id: z.string(),
        depth: z.number(),
      })
      .readonly(),
  ])
  .meta({ id: 'RunCause' })

/** A row of the list of runs. */
export const runSummary = z
  .object({
    id: z.string(),
    workflow: workflowName,
    title: z.string().nullable(),
    status: runStatus,
    startedAt: instant,
    updatedAt: instant,
    finishedAt: orNull(instant),
    startedBy: actor,
    cause: runCause,
    /** The run that this one takes up again. */
    origin: z.string().nullable(),
    /** Stages by status. */
    counts: z.record(stageStatus, z.number()).readonly(),
    /** Stages something is happening to, at most five. */
    active: listOf(
      z.object({ stage: z.string(), name: z.string(), status: stageStatus, performer: z.string() }).readonly(),
    ),
  })
  .readonly()
  .meta({ id: 'RunSummary' })

/**
 * `next` is the `before` of the next page; null: this is the last one. A page can have fewer runs than asked for, or
 * none, and not be the last: only so many runs are looked through at a time, and `looked` says how many that were.
 */
export const runList = z
  .object({ runs: listOf(runSummary), next: z.string().nullable(), looked: z.number() })
  .readonly()
  .meta({ id: 'RunList' })

const PERIOD_DAYS_MAX = 366
const TOOK_MINUTES_MAX = 525_600

const version = z.number().int().min(1)
/** So many days until now. */
const days = z.number().int().min(1).max(PERIOD_DAYS_MAX)
const minutes = z.number().min(0).max(TOOK_MINUTES_MAX)

/** What the list of runs is narrowed to. */
const narrowing = {
  workflow: z.string().max(64).optional(),
  status: z.array(runStatus).min(1).max(runStatus.options.length).readonly().optional(),
  search: z.string().max(200).optional(),
  /** A version of `workflow`, by its number. */
  version: version.optional(),
  startedBy: z.string().max(200).optional(),
  cause: z.enum(['manual', 'schedule', 'event']).optional(),
  trigger: z.string().max(200).optional(),
  /** Begun in so many days until now. */
  days: days.optional(),
  /** Begun at or after this. */
  from: z.iso.datetime({ offset: true }).optional(),
  /** Begun before this. */
  to: z.iso.datetime({ offset: true }).optional(),
  /** Ended, and took longer than so many minutes. */
  tookMinutes: minutes.optional(),
  failedStage: z.string().max(64).optional(),
  waits: z.enum(['for-person', 'overdue']).optional(),
}

const VERSION_ALONE = { path: ['version'], error: 'A version belongs to a WorkChart: name it with `workflow`.' }

/** What a saved view narrows the list to. */
export const viewFilter = z.strictObject(narrowing).refine(hasItsWorkflow, VERSION_ALONE).meta({ id: 'ViewFilter' })

/**
 * `status` may be repeated: `?status=running&status=waiting`. `search`: words of the title, the WorkChart, the inputs,
 * the outputs and the errors, by their beginnings, or the end of an id.
 */
export const runQuery = z
  .strictObject({
    ...narrowing,
    status: z.union([runStatus.transform((one) => [one]), z.array(runStatus)]).optional(),
    version: z.coerce.number().pipe(version).optional(),
    days: z.coerce.number().pipe(days).optional(),
    tookMinutes: z.coerce.number().pipe(minutes).optional(),
    /** The last characters of a run's id. */
    idEnd: z
      .string()
      .regex(/^[0-9a-f-]{0,35}[0-9a-f]$/)
      .optional(),
    before: z.string().max(100).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  })
  .refine(hasItsWorkflow, VERSION_ALONE)

interface OfWorkflow {
  readonly version?: number | undefined
  readonly workflow?: string | undefined
}

function hasItsWorkflow({ version: number, workflow }: OfWorkflow): boolean {
  return number === undefined || workflow !== undefined
}

const startInputs = { inputs: jsonObject.default({}), title: z.string().max(TITLE_CHARACTERS_MAX).optional() }

/** `id`: a UUID of version 7 that the run gets. One that has started a run already starts nothing, and gives that run. */
const startOne = z.strictObject({ ...startInputs, id: z.string().regex(UUID_V7).optional() })

const startAs = {
  bind: bind.default({}),
  project: projectUse.optional(),
  /** The `plan` of a saved plan: the start is refused where a plan made now is another one. */
  plan: wholePlan.optional(),
}

const SAME_ID = 'Two of them have the same id. Give each its own.'

/** One run, or one for each of `each`. */
export const startRequest = z
  .union([
    z.strictObject({ ...startInputs, ...startAs }),
    z.strictObject({ each: z.array(startOne).min(1).max(ROWS_MAX).refine(areDifferent, SAME_ID), ...startAs }),
  ])
  .meta({ id: 'StartRequest' })

function areDifferent(each: readonly { readonly id?: string | undefined }[]): boolean {
  const ids = each.flatMap(({ id }) => (id === undefined ? [] : [id]))
  return new Set(ids).size === ids.length
}

export const startedRuns = z
  .object({ runs: listOf(z.object({ id: z.string(), status: runStatus }).readonly()) })
  .readonly()
  .meta({ id: 'StartedRuns' })

/** A note goes into the history. */
const note = z.string().max(4_000).default('')

export const cancelRequest = z.strictObject({ note }).meta({ id: 'CancelRequest' })
/**
 * `from`: a stage; absent: the one that failed. `inputs`: they take the place of the run's own, by name. `newest`: what is published now, instead of the plan that the
 * run had.
 */
export const retryRequest = z
  .strictObject({
    from: z.string().min(1).max(64).optional(),
    inputs: jsonObject.default({}),
    version: z.enum(['same', 'newest']).default('same'),
  })
  .meta({ id: 'RetryRequest' })
export const checkRequest = z.strictObject({ stage: z.string().min(1).max(64), note }).meta({ id: 'CheckRequest' })

/** Where a run stands after a command. */
export const runState = z
  .object({ id: z.string(), status: runStatus, version: z.number() })
  .readonly()
  .meta({ id: 'RunState' })

const several = z
  .array(z.string().min(1).max(100))
  .min(1)
  .max(RUNS_CHANGED_MAX)
  .readonly()
  .refine((ids) => new Set(ids).size === ids.length, 'A run is named twice. Name each once.')

export const cancelSeveralRequest = z.strictObject({ runs: several, note }).meta({ id: 'CancelSeveralRequest' })
export const retrySeveralRequest = z.strictObject({ runs: several }).meta({ id: 'RetrySeveralRequest' })

/** What came of one of several runs. */
const changedRun = z
  .object({
    id: z.string(),
    result: z.discriminatedUnion('type', [
      z.object({ type: z.literal('done') }).readonly(),
      z.object({ type: z.literal('refused'), code: z.string(), detail: z.string() }).readonly(),
    ]),
    /** Where it stands, read from the store after all of them were changed; null: there is no such run. */
    status: runStatus.nullable(),
    /** The run that takes it up again, read in the same way. */
    next: z.object({ id: z.string(), status: runStatus }).readonly().nullable(),
  })
  .readonly()
  .meta({ id: 'ChangedRun' })

export const changedRuns = z
  .object({ runs: listOf(changedRun) })
  .readonly()
  .meta({ id: 'ChangedRuns' })

export type CancelRequest = z.input<typeof cancelRequest>
export type CancelSeveralRequest = z.input<typeof cancelSeveralRequest>
export type ChangedRun = z.infer<typeof changedRun>
export type ChangedRuns = z.infer<typeof changedRuns>
export type RetrySeveralRequest = z.input<typeof retrySeveralRequest>
export type RetryRequest = z.input<typeof retryRequest>
export type RunQuery = z.output<typeof runQuery>
export type RunList = z.infer<typeof runList>
export type RunState = z.infer<typeof runState>
export type RunStatus = z.infer<typeof runStatus>
export type RunSummary = z.infer<typeof runSummary>
export type StageStatus = z.infer<typeof stageStatus>
export type StartedRuns = z.infer<typeof startedRuns>
export type StartRequest = z.input<typeof startRequest>
