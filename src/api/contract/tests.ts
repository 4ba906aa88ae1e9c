import { z } from 'zod'
import { DOCUMENT_BYTES_MAX } from '../../core/workflow/limits.ts'
import { jsonObject, listOf, orNull, stageName } from './basics.ts'
import { runDetail } from './run-detail.ts'
import { runStatus, stageStatus } from './runs.ts'
import { taskDetail } from './task-detail.ts'
import { answerRequest } from './tasks.ts'
import { runInput } from './workflows.ts'

/** What is tested: what the draft says now, saved or not. `stage`: that one alone. */
const subject = { text: z.string().max(DOCUMENT_BYTES_MAX), stage: z.string().min(1).max(64).optional() }

export const testFormRequest = z.strictObject(subject).meta({ id: 'TestFormRequest' })

/** What a test is given, what its form can begin with, and what would not be done in it. */
export const testForm = z
  .object({
    inputs: listOf(runInput),
    values: jsonObject,
    heldBack: listOf(stageName),
  })
  .readonly()
  .meta({ id: 'TestForm' })

/** How many samples the engine takes is its own to say. */
const SAMPLES_SENT_MAX = 1_000

export const testRequest = z
  .strictObject({ ...subject, each: z.array(jsonObject).min(1).max(SAMPLES_SENT_MAX) })
  .meta({ id: 'TestRequest' })

/** A stage in the run of one sample. */
const testedStage = z
  .object({
    id: z.string(),
    status: stageStatus,
    /** Whether its own performer answered, so that `confidence` says something; null within it: not known. */
    answered: z.boolean(),
    confidence: z.number().nullable(),
    /** A person was asked, whether or not they have answered by now. */
    asked: z.boolean(),
  })
  .readonly()
  .meta({ id: 'TestedStage' })

const testedSample = z
  .object({
    /** From 1, in the order they were sent. */
    number: z.number(),
    status: runStatus,
    stages: listOf(testedStage),
  })
  .readonly()
  .meta({ id: 'TestedSample' })

/** A test run. Nothing of it is kept, counted or sent, and it is forgotten when nobody looks at it. */
export const test = z
  .object({
    id: z.string(),
    workflow: z.string(),
    /** The one stage that is tested; null: all of them. */
    stage: z.string().nullable(),
    /** Stages that no machine does in a test: they do more than read. */
    heldBack: listOf(z.string()),
    samples: listOf(testedSample),
  })
  .readonly()
  .meta({ id: 'Test' })

/** One sample of a test: its run as a run's page shows it, without receipts, and the tasks to answer here. */
export const testSample = z
  .object({ number: z.number(), run: runDetail, task: orNull(taskDetail) })
  .readonly()
  .meta({ id: 'TestSample' })

export const testAnswerRequest = answerRequest.extend({ task: z.string().max(300) }).meta({ id: 'TestAnswerRequest' })

export type Test = z.infer<typeof test>
export type TestAnswerRequest = z.input<typeof testAnswerRequest>
export type TestedSample = z.infer<typeof testedSample>
export type TestForm = z.infer<typeof testForm>
export type TestFormRequest = z.input<typeof testFormRequest>
export type TestRequest = z.input<typeof testRequest>
export type TestSample = z.infer<typeof testSample>
