import { z } from 'zod'
import { actor, instant, listOf, workflowName } from './basics.ts'

/** Of nothing a share is not known: then `share`, `low` and `high` are null, never 0. */
export const share = z
  .object({
    /** Counted, of `of`. */
    count: z.number(),
    of: z.number(),
    /** From 0 to 1. */
    share: z.number().nullable(),
    /** The 95 % interval, from 0 to 1. */
    low: z.number().nullable(),
    high: z.number().nullable(),
  })
  .readonly()
  .meta({
    id: 'Share',
    description: 'A share with what it is of and its 95 % interval (Wilson); of nothing it is null.',
  })

/** A stretch of time, its end not included: a day, a week, or what of it lies in the period. */
const stretch = { from: instant, to: instant }

/** One of the five numbers, as a sentence for people. */
const definition = z.string().meta({ description: 'What is counted, of what, as a sentence.' })

/** The wall clock from New to the first publication, over all time: each person's first WorkChart is left out. */
const insightCreation = z
  .object({
    definition,
    of: z.number(),
    medianMs: z.number().nullable(),
    /** The 95 % interval of the median; null: too few for one. */
    lowMs: z.number().nullable(),
    highMs: z.number().nullable(),
    averageMs: z.number().nullable(),
    averageActiveMs: z.number().nullable(),
    onboarding: z.number(),
    abandoned: z.number(),
    targetMs: z.number(),
    isTooLong: z.boolean(),
  })
  .readonly()
  .meta({ id: 'InsightCreation' })

export const numbers = z
  .object({
    creationTime: insightCreation,
    noCode: z.object({ definition, target: z.number(), share }).readonly(),
    stalls: z.object({ definition, atMost: z.number(), share }).readonly(),
    decidedInTime: z.object({ definition, share }).readonly(),
    automation: z.object({ definition, share }).readonly(),
  })
  .readonly()
  .meta({ id: 'FiveNumbers' })

export const automation = z
  .object({
    share,
    /** Days of 7 and 30 days, weeks of 90. One in which nothing was done is there with `of` 0. */
    series: listOf(z.object({ ...stretch, share }).readonly()),
    /** Versions that were published in the period. */
    versions: listOf(z.object({ workflow: workflowName, number: z.number(), at: instant }).readonly()),
  })
  .readonly()
  .meta({ id: 'InsightAutomation' })

/** What was said about answers that people then judged. Confidence is never taken for quality. */
export const confidenceCheck = z
  .object({
    /** Answers that people found right, of those they judged. */
    right: share,
    /** Tenths of confidence in which something was judged, the lowest first. */
    bins: listOf(
      z
        .object({
          low: z.number(),
          high: z.number(),
          /** What was said on average, from 0 to 1. */
          said: z.number(),
          agreed: share,
        })
        .readonly(),
    ),
    /** Judged answers that said how sure they were; the error below is of these. */
    said: z.number(),
    /** Expected calibration error, from 0 to 1; null: `said` is 0. */
    calibrationError: z.number().nullable(),
  })
  .readonly()
  .meta({ id: 'InsightConfidence' })

/** Money in micro-units of `currency` (1 GBP = 1,000,000). Currencies are never added up. */
const costIn = z
  .object({
    currency: z.string(),
    /** Runs that ended and whose AI cost is known, the free ones with 0, and how many of them succeeded. */
    runs: z.number(),
    successes: z.number(),
    /** What the AI of those runs cost. */
    aiMicroUnits: z.number(),
    /** People's measured time at the hourly cost that was entered: an assumption. Null: none was entered. */
    peopleMicroUnits: z.number().nullable(),
    /** AI and people together, where known. */
    perRun: z.number().nullable(),
    /** What failed is paid for too: all of the cost over what succeeded. */
    perSuccess: z.number().nullable(),
    aiPerSuccess: z.number().nullable(),
    peoplePerSuccess: z.number().nullable(),
    /** What a case cost people before, by the minutes that were entered: an assumption. Null: they were not. */
    beforePerSuccess: z.number().nullable(),
    series: listOf(
      z
        .object({
          ...stretch,
          successes: z.number(),
          aiPerSuccess: z.number().nullable(),
          peoplePerSuccess: z.number().nullable(),
        })
        .readonly(),
    ),
  })
  .readonly()
  .meta({ id: 'InsightCost' })

export const costs = z
  .object({
    /** Runs that ended. */
    runs: z.number(),
    /** Of these, the runs whose AI cost nobody knows. They are in no sum. */
    unknown: z.number(),
    /** Decisions whose work time is not known: nobody took the task before deciding. They are in no sum. */
    untimedDecisions: z.number(),
    currencies: listOf(costIn),
  })
  .readonly()
  .meta({ id: 'InsightCosts' })

/** Over successful runs with a baseline and known people's time. */
export const timeSaved = z
  .object({
    /** Successful runs that the times are of. */
    runs: z.number(),
    /** Successful runs for which no minutes were entered, and those where people's time is not known. */
    withoutBaseline: z.number(),
    untimed: z.number(),
    /** An assumption: what the stages that were done would have taken, by the minutes that were entered. */
    beforeMs: z.number().nullable(),
    /** Measured: from taking a task to deciding it. */
    peopleMs: z.number().nullable(),
    /** May be below 0. Null: `runs` is 0. */
    savedMs: z.number().nullable(),
    beforePerRunMs: z.number().nullable(),
    peoplePerRunMs: z.number().nullable(),
  })
  .readonly()
  .meta({ id: 'InsightTimeSaved' })

export const decidedInTime = z
  .object({
    /** Decided within the deadline, of those decided that had one and those still open past it. */
    share,
    /** Open now and past the deadline. */
    openLate: z.number(),
    /** Time from opening to deciding; `toMinutes` null: the last one has no end. */
    bins: listOf(
      z
        .object({
          fromMinutes: z.number(),
          toMinutes: z.number().nullable(),
          inTime: z.number(),
          late: z.number(),
          /** Had no deadline. */
          noDeadline: z.number(),
        })
        .readonly(),
    ),
    /** Asked more than once: how long each time took is not known, so they are in no bin. */
    askedAgain: z.number(),
    /** Deadlines from opening, to the next half hour above, the most frequent first. */
    deadlines: listOf(z.object({ minutes: z.number(), tasks: z.number() }).readonly()),
  })
  .readonly()
  .meta({ id: 'InsightDecisions' })

export const stalls = z
  .object({
    /** Over the last 30 days, whatever the period. */
    share,
    /** From 0 to 1. */
    atMost: z.number(),
    /** Stalls that may be, of so many. */
    allowed: z.number(),
    /** Runs that stand still now. */
    openNow: z.number(),
    /** With 95 % certainty no more than this share of runs stalls (Clopper and Pearson); null: none ended. */
    surelyAtMost: z.number().nullable(),
    /** Of the stalled, those of which a person was asked. */
    escalated: z.number(),
    /** Day by day over the 30 days: ended runs that had stalled, from the beginning on. */
    series: listOf(z.object({ ...stretch, used: z.number(), ended: z.number() }).readonly()),
  })
  .readonly()
  .meta({ id: 'InsightStalls' })

/** `workMs`: from taking a task to deciding it, over the `timed` ones. Null: none was timed. */
const workload = { decisions: z.number(), timed: z.number(), workMs: z.number().nullable() }

export const load = z
  .object({
    /** Whoever decided most comes first. */
    people: listOf(z.object({ person: actor, ...workload }).readonly()),
    days: listOf(z.object({ ...stretch, ...workload }).readonly()),
    /** The day with most measured work, or most decisions where none was timed; null: nothing was decided. */
    busiest: z
      .object({ ...stretch, ...workload })
      .readonly()
      .nullable(),
  })
  .readonly()
  .meta({ id: 'InsightLoad' })

export type Share = z.infer<typeof share>
export type InsightNumbers = z.infer<typeof numbers>
export type InsightAutomation = z.infer<typeof automation>
export type InsightCosts = z.infer<typeof costs>
export type InsightTimeSaved = z.infer<typeof timeSaved>
export type InsightStalls = z.infer<typeof stalls>
export type InsightLoad = z.infer<typeof load>
