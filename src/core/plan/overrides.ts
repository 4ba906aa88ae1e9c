import type { Json } from '../basics/json.ts'
import type { Place } from '../workflow/diagnostic.ts'
import type { Reference } from '../workflow/reference.ts'

/** An override that took effect, and what the workflow says itself: null where it says nothing. References are text. */
export type AppliedOverride = Override & { readonly before: Json }

/** One value that an overrides file sets. Stages, roles and inputs are not yet checked to exist. */
export type Override =
  | { readonly target: 'role'; readonly role: string; readonly value: Reference; readonly at: Place }
  | { readonly target: 'input'; readonly input: string; readonly value: Json; readonly at: Place }
  | StageOverride
  | ContextOverride
  | ThresholdOverride

type StageOverride =
  | {
      readonly target: 'stage-role'
      readonly stage: string
      readonly role: string
      readonly value: Reference
      readonly at: Place
    }
  | { readonly target: 'stage-tools'; readonly stage: string; readonly value: readonly Reference[]; readonly at: Place }

/** Without a stage: the workflow's own context policy. */
type ContextOverride =
  | {
      readonly target: 'context-modules' | 'context-optional'
      readonly stage?: string
      readonly value: readonly Reference[]
      readonly at: Place
    }
  | { readonly target: 'context-budget'; readonly stage?: string; readonly value: number; readonly at: Place }

/** Without a stage: the threshold of `defaults`. */
export interface ThresholdOverride {
  readonly target: 'threshold'
  readonly stage?: string
  readonly value: number
  readonly at: Place
}
