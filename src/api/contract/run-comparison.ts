import { z } from 'zod'
import { TOPICS } from '../../core/compare/run-facts.ts'
import { instant, json, listOf, orNull, stageName } from './basics.ts'
import { runStatus } from './runs.ts'

const comparedRun = z
  .object({
    id: z.string(),
    title: z.string().nullable(),
    status: runStatus,
    startedAt: instant,
    /** The version of the WorkChart; null: it is kept under no number. */
    version: z.number().nullable(),
  })
  .readonly()
  .meta({ id: 'ComparedRun' })

/** One place that differs, by its JSON Pointer. `before` absent: it came; `after` absent: it went. */
const change = z
  .object({ pointer: z.string(), before: json.optional(), after: json.optional() })
  .readonly()
  .meta({ id: 'JsonChange' })

/** `stage` null: of the run as a whole. */
const thing = { stage: orNull(stageName), what: z.string() }

const section = z
  .object({
    topic: z.enum(TOPICS),
    differences: listOf(z.object({ ...thing, changes: listOf(change) }).readonly()),
    /** Differences that are left out here. */
    omitted: z.number(),
    /** How many things are the same, and which, as far as they are shown. */
    sameCount: z.number(),
    same: listOf(z.object(thing).readonly()),
  })
  .readonly()
  .meta({ id: 'ComparedSection' })

/** What is another way in a run than in one before it. */
export const runComparison = z
  .object({ before: comparedRun, after: comparedRun, sections: listOf(section) })
  .readonly()
  .meta({ id: 'RunComparison' })

export const comparisonQuery = z.strictObject({ with: z.string().min(1).max(100).optional() })

export type RunComparison = z.infer<typeof runComparison>
export type ComparedSection = z.infer<typeof section>
export type ComparedRun = z.infer<typeof comparedRun>
