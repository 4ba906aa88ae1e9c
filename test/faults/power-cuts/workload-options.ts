export interface WorkloadOptions {
  readonly seed: number
  /** Runs that are started. */
  readonly orders: number
  readonly synchronous: 'full' | 'normal'
  /** Pages in the log that SQLite moves into the database at once. */
  readonly checkpointPages: number
}
