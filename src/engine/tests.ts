import type { Brand } from '../core/basics/brand.ts'
import type { JsonObject } from '../core/basics/json.ts'
import type { Result } from '../core/basics/result.ts'
import type { Plan } from '../core/plan/plan.ts'
import type { ActorId, RunId } from '../core/run/ids.ts'
import type { OutputProblem } from '../core/run/task-refusal.ts'
import type { Reference } from '../core/workflow/reference.ts'
import type { StageId, WorkflowId } from '../core/workflow/workflow.ts'
import type { Engine } from './engine.ts'
import type { Store } from './store.ts'
import type { RunProblem } from './workflows.ts'

export type TestId = Brand<string, 'TestId'>

/**
 * Test runs of drafts. A test is carried out by the same engine over a store of its own, which is thrown away with it;
 * whatever would do more than read is held back.
 */
export interface Tests {
  /** What a test would be given, what it can begin with, and what would be held back. Nothing begins. */
  readonly prepare: (subject: TestSubject) => Promise<Result<TestForm, TestProblem>>
  /** Begins a run for each sample, or gives back the test that the same id has already begun. */
  readonly begin: (order: TestOrder) => Promise<Result<Test, TestProblem>>
  /** Does one capability once with these inputs, as a test of one sample; the stage of its run is `STAGE_ALONE`. */
  readonly beginAlone: (order: TestAloneOrder) => Promise<Result<Test, TestProblem>>
  /** Undefined: it is over. Asking for it keeps it. */
  readonly find: (id: string) => Test | undefined
  readonly close: (id: string) => Promise<void>
  readonly closeAll: () => Promise<void>
}

export interface TestSubject {
  /** The draft. */
  readonly workflow: string
  /** What it says now, saved or not. */
  readonly text: string
  /** The one stage to test; undefined: all of them. */
  readonly stage: string | undefined
}

export interface TestForm {
  readonly inputs: Plan['inputs']
  /** The last run's, else defaults and examples. */
  readonly values: JsonObject
  readonly heldBack: Plan['stages']
}

export interface TestOrder extends TestSubject {
  readonly id: TestId
  /** The inputs of each run. */
  readonly samples: readonly JsonObject[]
  readonly by: ActorId
}

export interface TestAloneOrder {
  readonly id: TestId
  readonly capability: Reference
  readonly inputs: JsonObject
  readonly by: ActorId
}

export interface Test {
  readonly id: TestId
  readonly workflow: WorkflowId
  readonly stage: StageId | null
  /** What no machine does in it, in the plan's order. */
  readonly heldBack: readonly StageId[]
  /** One for each sample, in their order. */
  readonly runs: readonly RunId[]
  readonly engine: Engine
  readonly reader: Pick<Store, 'history'>
}

/** Why nothing was tested. */
export type TestProblem =
  | RunProblem
  | { readonly code: 'stage-unknown'; readonly stage: string }
  | { readonly code: 'capability-unknown'; readonly ref: string }
  | { readonly code: 'capability-unavailable'; readonly reason: string }
  | { readonly code: 'samples-refused'; readonly refused: readonly RefusedSample[] }
  | { readonly code: 'test-too-large'; readonly stages: number; readonly stagesMax: number }

interface RefusedSample {
  /** Which of the samples, from 0. */
  readonly index: number
  readonly problems: readonly OutputProblem[]
}

/** Stages times samples: their answers are kept in memory. */
export const TEST_STAGES_MAX = 2_000
