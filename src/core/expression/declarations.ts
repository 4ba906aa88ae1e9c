import type { InputSchema, JsonSchema } from '../workflow/workflow.ts'
import type { Root } from './cel.ts'
import type { Facts } from './facts.ts'

/** What an expression at one place of a document may read, and what it is expected to give. */
export interface ExpressionDeclarations {
  /** The names it may begin with. */
  readonly roots: ReadonlySet<Root>
  readonly inputs: Readonly<Record<string, InputSchema>>
  readonly stages: StageDeclarations
  readonly expects: 'condition' | 'value'
  /** What holds before it is evaluated, for instance by the stage's own condition. */
  readonly given: Facts
}

export interface StageDeclarations {
  readonly ids: Iterable<string>
  /** Undefined where there is no such stage. */
  readonly find: (id: string) => StageDeclaration | undefined
}

export interface StageDeclaration {
  /** Undefined where the document does not say: the capability's own contract counts then. */
  readonly outputs: Readonly<Record<string, JsonSchema>> | undefined
  readonly state: StageReadState
}

/**
 * How far a stage is when an expression reads it. `succeeded`: surely. `maybe`: it has settled, but may have been skipped
 * or have failed. `beside`: nothing says that it comes before. `after`: it comes later. `itself`: it is the reader.
 */
export type StageReadState = 'succeeded' | 'maybe' | 'beside' | 'after' | 'itself'

/**
 * What the engine says about a run and its workflow; all of it is text. `scheduled_for` is the instant of the schedule
 * that the run stands for, however late it was started; of other runs, when they started.
 */
export const RUN_FIELDS = ['id', 'title', 'started_at', 'scheduled_for'] as const
export const WORKFLOW_FIELDS = ['id', 'name', 'digest'] as const
/** How a stage that expressions may read has ended. */
export const OUTCOMES = ['succeeded', 'failed', 'rejected', 'skipped', 'canceled'] as const
