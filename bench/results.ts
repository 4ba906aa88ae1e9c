import type { BenchReport, Effort } from './figures.ts'
import type { Machine } from './machine.ts'

/** What one call of the runner measured: `dist/bench.json`. */
export interface Results {
  /** ISO 8601. */
  readonly at: string
  readonly effort: Effort
  readonly machine: Machine
  readonly reports: readonly BenchReport[]
  /** Benchmarks that ended without a report. */
  readonly failed: readonly string[]
}
