import { z } from 'zod'
import { actor, instant, jsonObject, listOf, orNull, workflowName } from './basics.ts'
import { webhook } from './webhooks.ts'

/** A time span as documents write it: `30s`, `4h`, `7d`. */
const duration = z.string()

const schedule = z
  .object({
    type: z.literal('schedule'),
    cron: z.string(),
    /** The cron in words: "At 09:00, Monday through Friday". */
    words: z.string(),
    timezone: z.string(),
    startsOn: z.string().nullable(),
    endsOn: z.string().nullable(),
    /** Each start is put off by a time of its own, up to this. */
    jitter: duration.nullable(),
    overlap: z.enum(['skip', 'queue', 'allow', 'cancel_other']),
    catchUp: z.enum(['none', 'last', 'all']),
    /** Null: nothing is caught up. */
    catchUpWindow: duration.nullable(),
    catchUpMax: z.number().nullable(),
    /** After so many failures in a row it pauses; null: it goes on. */
    pauseAfter: z.number().nullable(),
  })
  .readonly()

const event = z
  .object({
    type: z.literal('event'),
    /** A CloudEvents type, or the beginning of one and `*`. */
    event: z.string(),
    filter: z.string().nullable(),
    dedupe: z.string().nullable(),
  })
  .readonly()

/** `off`: the published version has it switched off, or has it no more. `ended`: no more start will come. */
const triggerState = z.enum(['on', 'paused', 'off', 'ended']).meta({ id: 'TriggerState' })

/** What starts a published WorkChart by itself. */
export const trigger = z
  .object({
    /** `<workflow>/<trigger>`. */
    id: z.string(),
    workflow: workflowName,
    starts: z.discriminatedUnion('type', [schedule, event]),
    state: triggerState,
    /** `by` null: it paused itself, because its runs failed. */
    pause: orNull(z.object({ by: orNull(actor), at: instant, because: z.string() }).readonly()),
    /** It should start runs and can not: what is wrong, and what to do. */
    incident: z.string().nullable(),
    inputs: jsonObject,
    /** The next instants of a schedule, soonest first; none while it starts nothing. */
    next: listOf(instant),
    lastRun: z.string().nullable(),
    /** Where it takes signed deliveries; null: nowhere. */
    webhook: webhook.nullable(),
  })
  .readonly()
  .meta({ id: 'Trigger' })

const firingCause = z.discriminatedUnion('type', [
  z.object({ type: z.literal('instant') }).readonly(),
  z.object({ type: z.literal('hand'), id: z.string() }).readonly(),
  z.object({ type: z.literal('event'), source: z.string(), id: z.string() }).readonly(),
])

export const skippedFiring = z.enum([
  'overlap',
  'missed',
  'refused',
  'paused',
  'changed',
  'filtered',
  'inputs-invalid',
  'loop',
])

/** What an instant of a schedule, an event or a person's wish led to. */
const firing = z
  .object({
    trigger: z.string(),
    cause: firingCause,
    /** The instant of the schedule; of others, when they came. */
    instant,
    decidedAt: instant,
    by: actor,
    outcome: z.discriminatedUnion('type', [
      z.object({ type: z.literal('run'), run: z.string() }).readonly(),
      z.object({ type: z.literal('skipped'), reason: skippedFiring, detail: z.string() }).readonly(),
      /** Its run starts once no other of the trigger is open, or as soon as it can. */
      z.object({ type: z.literal('waiting'), turn: z.enum(['after-others', 'at-once']) }).readonly(),
    ]),
    /** What else there is to say: that it was caught up, or skipped at first. */
    note: z.string().nullable(),
  })
  .readonly()
  .meta({ id: 'Firing' })

export const triggerQuery = z.strictObject({
  /** How many next instants of each. */
  count: z.coerce.number().int().min(1).max(100).default(5),
  /** Count from this instant instead of from now. */
  from: instant.optional(),
})

export const triggerList = z
  .object({
    triggers: listOf(trigger),
    /** What all of them did lately. */
    firings: listOf(firing),
    /** The newest of each. */
    newest: listOf(firing),
  })
  .readonly()
  .meta({ id: 'TriggerList' })

const FIRINGS_MAX = 500

export const firingQuery = z.strictObject({ limit: z.coerce.number().int().min(1).max(FIRINGS_MAX).default(50) })

export const firingList = z
  .object({ firings: listOf(firing) })
  .readonly()
  .meta({ id: 'FiringList' })

/** The id holds a slash (`<workflow>/<trigger>`), which an address spells `%2F`. */
export const triggerParams = z.object({ id: z.string().min(1).max(200) })

/** `instant`: one of the schedule's that has passed and started no run; absent: now. */
export const fireRequest = z.strictObject({ instant: instant.optional() })

const BECAUSE_MAX = 500

export const pauseRequest = z.strictObject({ because: z.string().trim().max(BECAUSE_MAX).default('') })

export const backfillQuery = z.strictObject({ from: instant, to: instant })

export const backfillRequest = z.strictObject({
  from: instant,
  to: instant,
  turn: z.enum(['after-others', 'at-once']).default('after-others'),
})

export const backfillPreview = z
  .object({
    /** The instants that start a run, in order. */
    starts: listOf(instant),
    /** How many of the range have started one before, or wait to. */
    started: z.number(),
  })
  .readonly()
  .meta({ id: 'BackfillPreview' })

export type BackfillPreview = z.infer<typeof backfillPreview>
export type Firing = z.infer<typeof firing>
export type FiringList = z.infer<typeof firingList>
export type Trigger = z.infer<typeof trigger>
export type TriggerList = z.infer<typeof triggerList>
