import { z } from 'zod'
import { instant, listOf, orNull, workflowName } from './basics.ts'
import { runStatus, runSummary } from './runs.ts'
import { stallBudget } from './stalls.ts'
import { taskRow } from './tasks.ts'
import { version } from './workflows.ts'

/** A WorkChart as Home shows it. */
const liveWorkChart = z
  .object({
    id: z.string(),
    name: z.string(),
    published: orNull(version),
    changedSincePublished: z.boolean(),
    runs: z.number(),
    /** Stages that were done, by who did them, over its newest runs. Null: none yet. */
    stagesDone: z.object({ withoutPerson: z.number(), byPerson: z.number(), runs: z.number() }).readonly().nullable(),
    stalls: stallBudget,
    nextStart: orNull(instant),
  })
  .readonly()
  .meta({ id: 'LiveWorkChart' })

/** How long it takes to make a WorkChart. Of none it is not known: null. */
const creationTime = z
  .object({
    of: z.number(),
    averageMs: z.number().nullable(),
    medianMs: z.number().nullable(),
    averageActiveMs: z.number().nullable(),
    /** First WorkCharts of a person, left out above. */
    onboarding: z.number(),
    abandoned: z.number(),
    /** The builder is too complex. */
    isTooLong: z.boolean(),
  })
  .readonly()
  .meta({ id: 'CreationTime' })

const stoppedTrigger = z
  .object({
    /** `<workflow>/<trigger>`. */
    trigger: z.string(),
    workflow: workflowName,
    /** `paused`: by itself; it can be resumed. `unset`: it is on, and no start will come. */
    state: z.enum(['paused', 'unset']),
    /** What is wrong, and what to do. */
    detail: z.string(),
  })
  .readonly()
  .meta({ id: 'StoppedTrigger' })

export const home = z
  .object({
    /** The server's clock. */
    now: instant,
    /** Whether anything has ever run here. */
    hasRun: z.boolean(),
    /** Open tasks, counted up to `countMax`. */
    openTasks: z.number(),
    overdueTasks: z.number(),
    countMax: z.number(),
    /** Runs by status. */
    runs: z.record(runStatus, z.number()).readonly(),
    /** By deadline, the soonest first. */
    tasks: listOf(taskRow),
    runningNow: listOf(runSummary),
    workCharts: listOf(liveWorkChart),
    creationTime,
    /** WorkCharts made by gestures alone that then worked, of all that came to an end. */
    noCode: z.object({ share: z.number().nullable(), of: z.number() }).readonly(),
    /** Of all WorkCharts that are seen. */
    stalls: stallBudget,
    /** Who can do stages here. */
    workers: z.object({ skills: z.number(), aiConnected: z.boolean() }).readonly(),
    /** Files that could not be used, and what mends them. */
    unusable: listOf(z.object({ file: z.string(), reason: z.string(), mend: z.string() }).readonly()),
    /** What should start runs by itself and does not. */
    stopped: listOf(stoppedTrigger),
    /** Null: the demo is not there. */
    demo: z.object({ workflow: z.string(), messages: z.number() }).readonly().nullable(),
  })
  .readonly()
  .meta({ id: 'Home' })

export type Home = z.infer<typeof home>
export type StoppedTrigger = z.infer<typeof stoppedTrigger>
export type LiveWorkChart = z.infer<typeof liveWorkChart>
