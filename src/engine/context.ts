import type { Result } from '../core/basics/result.ts'
import type { ContextEntry } from '../core/plan/catalog.ts'
import type { PlannedContext, PlannedModule } from '../core/plan/plan.ts'
import type { Reference } from '../core/workflow/reference.ts'

/** What stages can be given to know. */
export interface Context {
  /** Every module that a WorkChart of the collection can name. */
  readonly list: (collection: string | undefined) => Promise<readonly ListedModule[]>
  /** What a stage would be given, packed as planning packs it, with the texts. */
  readonly pack: (order: PackOrder) => Promise<Result<ShownPack, ContextProblem>>
  /** What a plan gives a stage, with the texts that a run of it gets. */
  readonly show: (context: PlannedContext) => Promise<ShownPack>
}

export interface ListedModule {
  readonly entry: ContextEntry
  /** Of all it could give. */
  readonly tokens: number
  /** Memory items it could give; null: it is a text of its own. */
  readonly items: number | null
}

export interface PackOrder {
  readonly modules: readonly Reference[]
  readonly budgetTokens: number
  readonly collection: string | undefined
  /** Whose memory; null: that of no venture in particular. */
  readonly venture: string | null
}

export interface ShownPack extends PlannedContext {
  readonly modules: readonly (PlannedModule & { readonly text: string })[]
}

/** No module has that name. */
export interface ContextProblem {
  readonly code: 'context-unknown'
  readonly ref: string
}
