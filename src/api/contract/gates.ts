import { z } from 'zod'
import { instant, listOf, orNull, stageName, workflowName } from './basics.ts'

/** So many of the wrong among so many that people looked at. */
const found = { wrong: z.number(), of: z.number() }

/** A limit that keeps its promise, and until when it is taken at its word. Scores, shares and limits are from 0 to 1. */
const certificate = z
  .object({
    /** An answer at least as sure goes through. */
    limit: z.number(),
    ...found,
    /** At most this share of what it lets through is wrong, with the confidence of the promise. */
    atMost: z.number(),
    /** By one look at as many answers as were announced, or by one at every answer. */
    method: z.enum(['one-look', 'every-look']),
    since: instant,
    endsAt: instant,
    /** Answers until it ends, if that is sooner. */
    answersLeft: z.number(),
    /** SHA-256: what `workcharts gate recompute` gives for it. */
    digest: z.string(),
  })
  .readonly()
  .meta({ id: 'GateCertificate' })

/** Why there is no certificate, where there was one before. */
const gateEnd = z
  .discriminatedUnion('type', [
    /** Something else answers now. `from` and `to`: what it was and is, where that can be named. */
    z
      .object({
        type: z.literal('changed'),
        what: z.enum(['model', 'skill', 'reviewer', 'stage']),
        from: z.string().nullable(),
        to: z.string().nullable(),
        at: instant,
      })
      .readonly(),
    /** Checks found more wrong than was promised. */
    z.object({ type: z.literal('alarm'), at: instant, ...found }).readonly(),
    /** It was too old, or had let through as many answers as a certificate may. */
    z.object({ type: z.literal('expired'), at: instant }).readonly(),
  ])
  .meta({ id: 'GateEnd' })

const gateStatus = z
  .discriminatedUnion('type', [
    z.object({ type: z.literal('certified'), certificate }).readonly(),
    /** `needed`: so many more reviews, if they go on as they did; null: more than anybody could say yet. */
    z
      .object({
        type: z.literal('gathering'),
        checked: z.number(),
        /** So many answers a person is still to look at; those judged after the first of them count once it is. */
        waiting: z.number(),
        needed: z.number().nullable(),
        ended: orNull(gateEnd),
      })
      .readonly(),
    z.object({ type: z.literal('impossible'), why: z.enum(['too-many-wrong', 'no-confidence']), ...found }).readonly(),
  ])
  .meta({ id: 'GateStatus' })

/** What the document says, and what is done by it. */
const gateSetting = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('none') }).readonly(),
    z.object({ kind: z.literal('threshold'), threshold: z.number(), auditRate: z.number() }).readonly(),
    z.object({ kind: z.literal('target-error'), target: z.number(), auditRate: z.number() }).readonly(),
  ])
  .meta({ id: 'GateSetting' })

/** One stage of the published version, or of the draft where nothing is published. `segment` null: all answers are one kind. */
const gateRow = z
  .object({
    stage: stageName,
    segment: z.string().nullable(),
    setting: gateSetting,
    /** Of its own target; of a threshold: of `USUAL_TARGET`. Null: it has no gate. */
    status: orNull(gateStatus),
    answers: z.number(),
  })
  .readonly()
  .meta({ id: 'GateRow' })

export const gates = z
  .object({
    workflow: workflowName,
    gates: listOf(gateRow),
    /**
     * Of one run: the sum of what each stage with a target lets through at most, which holds for all at once with the
     * same confidence. Null: not every one of them is certified, or there is none.
     */
    together: orNull(z.object({ atMost: z.number(), stages: z.number() }).readonly()),
    at: instant,
  })
  .readonly()
  .meta({ id: 'Gates' })

/** What would follow if answers from this limit on went through. */
const gatePoint = z
  .object({
    limit: z.number(),
    /** The share of all answers that goes through. */
    through: z.number(),
    ...found,
    /** The share that is wrong of what goes through, as far as people looked; null: nobody did. */
    point: z.number().nullable(),
    /** The same, at most, with the confidence of the promise; null: too few were looked at. */
    atMost: z.number().nullable(),
  })
  .readonly()
  .meta({ id: 'GatePoint' })

const perDay = z
  .object({ answers: z.number(), toPeople: z.number(), audits: z.number() })
  .readonly()
  .meta({ id: 'GatePerDay' })

/** Money is in micro-units of the currency, for a day. Null: not known. */
const gateCost = z
  .object({
    currency: z.string(),
    people: z.number().nullable(),
    ai: z.number().nullable(),
    /** What wrong answers that go through cost: as found, and at most. */
    wrong: z.number().nullable(),
    wrongAtMost: z.number().nullable(),
  })
  .readonly()
  .meta({ id: 'GateCost' })

const gateChoice = z
  .object({
    point: gatePoint,
    status: gateStatus,
    perDay: orNull(perDay),
    /** What a review takes, as was entered for the stage; null: not entered. */
    minutesEach: z.number().nullable(),
    hoursPerDay: z.number().nullable(),
    cost: orNull(gateCost),
    /** As sure as an answer must be for asking to cost more than being wrong; null: the costs were not entered. */
    breakEven: z.number().nullable(),
    /** Whole days until a doubling of errors would be noticed, at the answers of a day; null: not known. */
    doublingDays: z.number().nullable(),
  })
  .readonly()
  .meta({ id: 'GateChoice' })

/** What was said of answers beside what was so. */
const gateCalibration = z
  .object({
    method: z.enum(['none', 'platt', 'beta', 'isotonic']),
    judged: z.number(),
    error: z.number().nullable(),
    /** The chance that a right answer is surer than a wrong one: 0.5 is none. Null: one of the two is not there. */
    discrimination: z.number().nullable(),
    bins: listOf(
      z.object({ low: z.number(), high: z.number(), said: z.number(), right: z.number(), of: z.number() }).readonly(),
    ),
  })
  .readonly()
  .meta({ id: 'GateCalibration' })

/** One gate, by a target and, where it was asked for, a limit. */
export const gateAnswer = z
  .object({
    workflow: workflowName,
    stage: stageName,
    segment: z.string().nullable(),
    segments: listOf(z.string()),
    setting: gateSetting,
    target: z.number(),
    /** How that target stands, whatever limit was asked for. */
    status: gateStatus,
    /** From 0 to 1: the promise holds but for a chance of one less this. */
    confidence: z.number(),
    /** What people looked at, of what there was. */
    answers: z.number(),
    checked: z.number(),
    /** Answers without a confidence that counts: all of them went to people. */
    missing: z.number(),
    /** More than usual of the last answers had no confidence. */
    isMissingMore: z.boolean(),
    /** Looked at twice, and of those how often both found the same. */
    twice: z.object({ same: z.number(), of: z.number() }).readonly(),
    /** The least share that any limit sends to people at this target, by what was found; null: not known. */
    leastToPeople: z.number().nullable(),
    /** Before the first certificate every answer goes to people: so many are announced. */
    shadowAnswers: z.number(),
    /** Of what passes, a person looks at this share. */
    auditRate: z.number(),
    /** What each of the usual targets would come to. */
    presets: listOf(z.object({ target: z.number(), status: gateStatus }).readonly()),
    /** What is let through now; null: nothing, or all. */
    current: orNull(gateChoice),
    /** What the target asked for lets through, or the limit where one was asked for. Null: nothing. */
    chosen: orNull(gateChoice),
    /** The strictest first; every one is a percentage that can be chosen. */
    points: listOf(gatePoint),
    calibration: gateCalibration,
    at: instant,
  })
  .readonly()
  .meta({ id: 'Gate' })

const fraction = z.coerce.number().gt(0).lt(1)

export const gateQuery = z.object({
  target: fraction.optional(),
  limit: z.coerce.number().min(0).max(1).optional(),
  segment: z.string().min(1).max(200).optional(),
})

/** Runs that would have gone the other way, the newest first. */
export const turnedRuns = z
  .object({
    runs: listOf(
      z
        .object({
          run: z.string(),
          title: z.string().nullable(),
          at: instant,
          confidence: z.number(),
          would: z.enum(['ask', 'go-through']),
          verdict: z.enum(['right', 'wrong']).nullable(),
        })
        .readonly(),
    ),
    /** All of them, not only those listed, and what people found of them. */
    total: z.number(),
    right: z.number(),
    wrong: z.number(),
    /** Of so many answers. */
    of: z.number(),
  })
  .readonly()
  .meta({ id: 'TurnedRuns' })

export const turnedQuery = z.object({
  /** The limit that there is, and the one that is thought of. */
  from: z.coerce.number().min(0).max(1),
  to: z.coerce.number().min(0).max(1),
  segment: z.string().min(1).max(200).optional(),
  most: z.coerce.number().int().min(1).max(200).default(50),
})

export type Gate = z.infer<typeof gateAnswer>
export type GateChoice = z.infer<typeof gateChoice>
export type GatePoint = z.infer<typeof gatePoint>
export type GateRow = z.infer<typeof gateRow>
export type GateStatus = z.infer<typeof gateStatus>
export type Gates = z.infer<typeof gates>
export type TurnedRuns = z.infer<typeof turnedRuns>
