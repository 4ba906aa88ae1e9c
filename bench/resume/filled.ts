/** What was left in flight. */
export interface Filled {
  /** Runs with an attempt in progress. */
  readonly running: number
  /** Runs with a stage that waits for a slot. */
  readonly ready: number
  /** Of the last fact. */
  readonly position: number
}
