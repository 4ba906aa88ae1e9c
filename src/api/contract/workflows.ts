import { z } from 'zod'
import { DOCUMENT_BYTES_MAX } from '../../core/workflow/limits.ts'
import { actor, instant, json, jsonObject, listOf, orNull } from './basics.ts'
import { planReport } from './plan.ts'
import { stallBudget } from './stalls.ts'
import { trigger } from './triggers.ts'

export const version = z
  .object({
    number: z.number(),
    digest: z.string(),
    name: z.string(),
    status: z.enum(['published', 'unpublished', 'archived']),
    at: instant,
    by: actor,
    /** What it took in the builder; null: it was taken from the file as it stood. */
    made: z
      .object({
        /** From the beginning of the draft, in milliseconds; `activeMs` without pauses. */
        tookMs: z.number(),
        activeMs: z.number(),
        /** Changes saved, by how they were made. */
        byGestures: z.number(),
        byHand: z.number(),
      })
      .readonly()
      .nullable(),
  })
  .readonly()
  .meta({ id: 'Version' })

/** A version with what it says. */
export const versionText = z
  .object({ version, file: z.string(), text: z.string() })
  .readonly()
  .meta({ id: 'VersionText' })

/** Something wrong with a document. */
const diagnostic = z
  .object({
    rule: z.string(),
    severity: z.enum(['error', 'warning']),
    message: z.string(),
    help: z.string(),
    file: z.string(),
    line: z.number(),
    column: z.number(),
    pointer: z.string(),
  })
  .readonly()
  .meta({ id: 'Diagnostic' })

const workflowSummary = z
  .object({
    id: z.string(),
    name: z.string(),
    description: z.string().nullable(),
    collection: z.string(),
    file: z.string(),
    stages: z.number(),
    /** Errors in its document. */
    errors: z.number(),
    published: orNull(version),
    /** The file says something else than the published version; triggers still run that one. */
    changedSincePublished: z.boolean(),
    /** When a schedule starts it next. */
    nextStart: orNull(instant),
    runs: z.number(),
  })
  .readonly()
  .meta({ id: 'WorkflowSummary' })

export const workflowList = z
  .object({ workflows: listOf(workflowSummary) })
  .readonly()
  .meta({ id: 'WorkflowList' })

/** What a run must or may be given. */
export const runInput = z
  .object({
    name: z.string(),
    schema: jsonObject,
    required: z.boolean(),
    default: orNull(json),
    description: z.string().nullable(),
  })
  .readonly()
  .meta({ id: 'RunInput' })

/** A WorkChart's page. `plan` is null while its document has errors. */
export const workflowDetail = z
  .object({
    summary: workflowSummary,
    /** The file as it stands, read-only here. */
    text: z.string(),
    /** SHA-256 of the canonical document; null when it can not be read. */
    digest: z.string().nullable(),
    problems: listOf(diagnostic),
    inputs: listOf(runInput),
    /** What a form that starts it begins with, for each manual trigger; none: the defaults of the inputs. */
    beginnings: listOf(z.object({ id: z.string(), inputs: jsonObject }).readonly()),
    plan: orNull(planReport),
    /** Newest first. */
    versions: listOf(version),
    triggers: listOf(trigger),
    stalls: stallBudget,
  })
  .readonly()
  .meta({ id: 'WorkflowDetail' })

export const createWorkflowRequest = z
  .strictObject({
    text: z.string().min(1).max(DOCUMENT_BYTES_MAX),
    collection: z.string().min(1).max(64).optional(),
  })
  .meta({ id: 'CreateWorkflowRequest' })

export const createdWorkflow = z
  .object({ id: z.string(), collection: z.string(), file: z.string() })
  .readonly()
  .meta({ id: 'CreatedWorkflow' })

export const validateRequest = z
  .strictObject({ file: z.string().min(1).max(1_000), text: z.string().max(DOCUMENT_BYTES_MAX) })
  .meta({ id: 'ValidateRequest' })

export const validation = z
  .object({ valid: z.boolean(), digest: z.string().nullable(), problems: listOf(diagnostic) })
  .readonly()
  .meta({ id: 'Validation' })

export type CreatedWorkflow = z.infer<typeof createdWorkflow>
export type Diagnostic = z.infer<typeof diagnostic>
export type RunInput = z.infer<typeof runInput>
export type Validation = z.infer<typeof validation>
export type Version = z.infer<typeof version>
export type VersionText = z.infer<typeof versionText>
export type WorkflowDetail = z.infer<typeof workflowDetail>
export type WorkflowList = z.infer<typeof workflowList>
export type WorkflowSummary = z.infer<typeof workflowSummary>
