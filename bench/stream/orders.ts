import type { Target } from './reader.ts'

/** What the process of the clients is told. */
export type Order =
  /** `reads`: none of them reads what comes. */
  | { readonly type: 'open'; readonly target: Target; readonly count: number; readonly reads: 'all' | 'none' }
  /** Until all have this position. */
  | { readonly type: 'until'; readonly position: number; readonly waitMs: number }
  /** `at`: when each position from the first one on was decided. */
  | { readonly type: 'delays'; readonly first: number; readonly at: readonly number[] }
  | { readonly type: 'dropped'; readonly waitMs: number }
  | { readonly type: 'again' }
  | { readonly type: 'close' }

/** What a client got: which positions, how many, their sum, and how many not in order. */
export interface Got {
  readonly first: number
  readonly last: number
  readonly count: number
  readonly sum: number
  readonly disorder: number
}

export type Done =
  | { readonly type: 'done' }
  | { readonly type: 'got'; readonly got: readonly Got[] }
  | { readonly type: 'delays'; readonly delays: readonly number[] }
  | { readonly type: 'dropped'; readonly ms: number }
