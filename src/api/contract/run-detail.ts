import { z } from 'zod'
import {
  actor,
  artifact,
  confidence,
  context,
  cost,
  field,
  instant,
  json,
  jsonObject,
  listOf,
  orNull,
  performer,
  stageName,
} from './basics.ts'
import { receiptFields } from './receipt-fields.ts'
import { runSummary, stageStatus } from './runs.ts'

const runPhase = z
  .discriminatedUnion('type', [
    z.object({ type: z.literal('open') }).readonly(),
    z.object({ type: z.literal('paused'), by: actor, at: instant }).readonly(),
    z
      .object({
        type: z.literal('finished'),
        outcome: z.enum(['succeeded', 'failed', 'rejected', 'canceled']),
        at: instant,
        /** Why it could not give its outputs. */
        problem: z.string().nullable(),
      })
      .readonly(),
  ])
  .meta({ id: 'RunPhase' })

/** One stage of a run. */
const stageRun = z
  .object({
    id: z.string(),
    name: z.string(),
    description: z.string().nullable(),
    status: stageStatus,
    performer,
    dependsOn: listOf(z.string()),
    join: z.enum(['all', 'any']),
    when: z.string().nullable(),
    optional: z.boolean(),
    effect: z.enum(['pure', 'idempotent', 'once-or-ask']),
    threshold: z.number().nullable(),
    readyAt: orNull(instant),
    begunAt: orNull(instant),
    settledAt: orNull(instant),
    /** Tries of the current round, and how many it may have. */
    attempt: z.number(),
    attemptsMax: z.number(),
    /** When the running try is over. */
    deadline: orNull(instant),
    /** When it tries again. */
    until: orNull(instant),
    /** Null: nobody has answered yet. */
    confidence: orNull(confidence),
    /** The person who decided it, and how. */
    decidedBy: orNull(actor),
    decision: z.enum(['approve', 'edit', 'reject', 'retry']).nullable(),
    /** The open task. */
    task: z
      .object({ id: z.string(), due: orNull(instant), overdue: z.boolean(), claimedBy: orNull(actor) })
      .readonly()
      .nullable(),
    /** Why it waits for a person, was skipped, failed, was rejected or canceled: a sentence. */
    because: z.string().nullable(),
    /** Taken over from the run before, without doing it again. */
    carried: z.boolean(),
    /** What it was given; null: it has not begun. */
    gets: listOf(field).nullable(),
    /** What it passed on; null: nothing yet. */
    gives: listOf(field).nullable(),
    summary: z.string().nullable(),
    artifacts: listOf(artifact),
    context,
    /** Of all models that answered, over all tries that ended; null: none was asked, or it counted nothing. */
    tokens: orNull(z.object({ input: z.number().nullable(), output: z.number().nullable() }).readonly()),
    cost: orNull(cost),
  })
  .readonly()
  .meta({ id: 'StageRun' })

/** A stretch of a stage's time. `to` null: it lasts. */
const timelineSegment = z
  .object({
    kind: z.enum(['queued', 'running', 'failed-try', 'before-next-try', 'awaiting-approval', 'person-at-work']),
    from: instant,
    to: orNull(instant),
    /** Which try, from 1; null where it is none. */
    attempt: z.number().nullable(),
    note: z.string().nullable(),
  })
  .readonly()
  .meta({ id: 'TimelineSegment' })

const timelineRow = z
  .object({ stage: stageName, segments: listOf(timelineSegment) })
  .readonly()
  .meta({ id: 'TimelineRow' })

const logIcon = z
  .enum([
    'run',
    'queued',
    'running',
    'context',
    'done',
    'failed',
    'trying-again',
    'awaiting-approval',
    'person',
    'rejected',
    'skipped',
    'canceled',
    'handoff',
    'paused',
    'overdue',
    'note',
  ])
  .meta({ id: 'LogIcon' })

/** One sentence: `lead` is who or what it is about, `text` goes on from there, `aside` stands at the end of the line. */
export const logLine = z
  .object({
    /** Unique within the run, and in its order. */
    id: z.string(),
    at: instant,
    icon: logIcon,
    stage: z.string().nullable(),
    lead: z.string(),
    text: z.string(),
    aside: z.string().nullable(),
  })
  .readonly()
  .meta({ id: 'LogLine' })

const receipt = z.object(receiptFields).readonly().meta({ id: 'Receipt' })

/** A run's page. */
export const runDetail = z
  .object({
    summary: runSummary,
    /** The number of facts: it rises with every change. */
    version: z.number(),
    planDigest: z.string(),
    workflowDigest: z.string(),
    phase: runPhase,
    inputs: listOf(field),
    outputs: listOf(field),
    /** Who had all of that erased, and when; null: nobody has. */
    erased: z.object({ by: actor, at: instant }).readonly().nullable(),
    /** Null: at least one call had a cost that nobody knows. */
    cost: orNull(cost),
    /** The stage from which an earlier run was taken up. */
    retriedFrom: z.object({ run: z.string(), stage: z.string() }).readonly().nullable(),
    stages: listOf(stageRun),
    timeline: listOf(timelineRow),
    /** Newest first. */
    log: listOf(logLine),
    /** Older facts that are not told here; `GET /runs/{id}/log` tells them. */
    logOmitted: z.number(),
    /** In their order, the newest of them. */
    receipts: listOf(receipt),
    /** How many of the receipts are signed, and when the last of them was; null: none yet. */
    signed: z.object({ receipts: z.number(), at: instant }).readonly().nullable(),
    /** Older receipts that are left out here; an export has all of them. */
    receiptsOmitted: z.number(),
    /** There are so many stages that each one's `gets` and `gives` are null; `GET /runs/{id}/stages/{stage}` has them. */
    valuesOmitted: z.boolean(),
    /** What can be done to the run now. */
    actions: z
      .object({
        cancel: z.boolean(),
        pause: z.boolean(),
        resume: z.boolean(),
        /** Ids of the stages it can be retried from; empty while it has not ended. */
        retryFrom: listOf(z.string()),
        /** Whoever looks after people may have it erased. */
        erase: z.boolean(),
      })
      .readonly(),
  })
  .readonly()
  .meta({ id: 'RunDetail' })

/** One thing that was tried at a stage. `round` 0: the first; `gave` null: nothing. */
const stageTry = z
  .object({
    seq: z.number(),
    by: z.enum(['performer', 'reviewer', 'person']),
    round: z.number(),
    attempt: z.number(),
    begunAt: instant,
    endedAt: orNull(instant),
    end: z.enum(['answered', 'failed', 'lost', 'none']),
    gave: orNull(jsonObject),
    error: z.string().nullable(),
  })
  .readonly()
  .meta({ id: 'StageTry' })

/** A stage of a run with everything that was tried at it. */
export const stageDetail = z
  .object({ stage: stageRun, tries: listOf(stageTry) })
  .readonly()
  .meta({ id: 'StageDetail' })

const runEvent = z
  .object({ seq: z.number(), at: instant, type: z.string(), stage: z.string().nullable(), body: json })
  .readonly()
  .meta({ id: 'RunEvent' })

/** Facts in order. */
export const runEvents = z
  .object({ events: listOf(runEvent) })
  .readonly()
  .meta({ id: 'RunEvents' })

/** A part of the log, newest first. */
export const runLog = z
  .object({ log: listOf(logLine), logOmitted: z.number() })
  .readonly()
  .meta({ id: 'RunLog' })

/** `before`: the number of a fact; those before it are told. */
export const logQuery = z.strictObject({ before: z.coerce.number().int().min(1) })

export const eventsQuery = z.strictObject({ after: z.coerce.number().int().min(0).default(0) })

export type LogIcon = z.infer<typeof logIcon>
export type LogLine = z.infer<typeof logLine>
export type Receipt = z.infer<typeof receipt>
export type RunDetail = z.infer<typeof runDetail>
export type RunLog = z.infer<typeof runLog>
export type RunEvent = z.infer<typeof runEvent>
export type StageDetail = z.infer<typeof stageDetail>
export type StageTry = z.infer<typeof stageTry>
export type StageRun = z.infer<typeof stageRun>
export type TimelineRow = z.infer<typeof timelineRow>
export type TimelineSegment = z.infer<typeof timelineSegment>
