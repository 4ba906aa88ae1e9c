import { z } from 'zod'
import { ROWS_MAX, TITLE_CHARACTERS_MAX } from '../../core/run/row-limits.ts'
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
 * none, and not be the last: only so many runs are looked through at a time.
 */
export const runList = z
  .object({ runs: listOf(runSummary), next: z.string().nullable() })
  .readonly()
  .meta({ id: 'RunList' })

const PERIOD_DAYS_MAX = 366
const TOOK_MINUTES_MAX = 525_600

/**
 * `status` may be repeated: `?status=running&status=waiting`. `search`: words of the title, the WorkChart, the inputs,
 * the outputs and the errors, by their beginnings, or the end of an id.
 */
export const runQuery = z
  .strictObject({
    workflow: z.string().max(64).optional(),
    status: z.union([runStatus.transform((one) => [one]), z.array(runStatus)]).optional(),
    search: z.string().max(200).optional(),
    /** The last characters of a run's id. */
    idEnd: z
      .string()
      .regex(/^[0-9a-f-]{0,35}[0-9a-f]$/)
      .optional(),
    /** A version of `workflow`, by its number. */
    version: z.coerce.number().int().min(1).optional(),
    startedBy: z.string().max(200).optional(),
    cause: z.enum(['manual', 'schedule', 'event']).optional(),
    trigger: z.string().max(200).optional(),
    /** Begun in so many days until now. */
    days: z.coerce.number().int().min(1).max(PERIOD_DAYS_MAX).optional(),
    /** Begun at or after this. */
    from: z.iso.datetime({ offset: true }).optional(),
    /** Begun before this. */
    to: z.iso.datetime({ offset: true }).optional(),
    /** Ended, and took longer than so many minutes. */
    tookMinutes: z.coerce.number().min(0).max(TOOK_MINUTES_MAX).optional(),
    failedStage: z.string().max(64).optional(),
    waits: z.enum(['for-person', 'overdue']).optional(),
    before: z.string().max(100).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  })
  .refine(({ version, workflow }) => version === undefined || workflow !== undefined, {
    path: ['version'],
    error: 'A version belongs to a WorkChart: name it with `workflow`.',
  })

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
 * `inputs`: they take the place of the run's own, by name. `newest`: what is published now, instead of the plan that the
 * run had.
 */
export const retryRequest = z
  .strictObject({
    from: z.string().min(1).max(64),
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

export type CancelRequest = z.input<typeof cancelRequest>
export type RetryRequest = z.input<typeof retryRequest>
export type RunQuery = z.output<typeof runQuery>
export type RunList = z.infer<typeof runList>
export type RunState = z.infer<typeof runState>
export type RunStatus = z.infer<typeof runStatus>
export type RunSummary = z.infer<typeof runSummary>
export type StageStatus = z.infer<typeof stageStatus>
export type StartedRuns = z.infer<typeof startedRuns>
export type StartRequest = z.input<typeof startRequest>
