import { PAGE_ATTEMPTS } from './page-attempts.ts'
import type { AttemptRow } from './script-attempts.ts'
import { SCRIPT_ATTEMPTS } from './script-attempts.ts'

/**
 * What a page of somebody else can try with a browser that is signed in here. Each script runs in the page of
 * `stranger.ts`, with `at` for where it aims, and tells what it could read.
 */
export interface Attempt {
  readonly kind: string
  readonly what: string
  readonly unhindered: AttemptRow[1]
  readonly script: string
}

/** Where attempts aim. */
export interface Aim {
  readonly api: string
  /** Something to decide, its form, and a file that the browser has kept since its owner was there. */
  readonly task: string
  readonly form: string
  readonly file: string
  /** Where a decision goes, and one that would count. */
  readonly answer: string
  readonly decision: string
  readonly socket: string
}

export const ATTEMPTS: readonly Attempt[] = Object.entries({ ...SCRIPT_ATTEMPTS, ...PAGE_ATTEMPTS }).flatMap(
  ([kind, rows]) => rows.map(([what, unhindered, script]) => ({ kind, what, unhindered, script })),
)
