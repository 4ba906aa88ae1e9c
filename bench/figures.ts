/** What a benchmark found. Each program under `bench/<name>/main.ts` prints one as the last line of its output. */
export interface BenchReport {
  readonly name: string
  readonly title: string
  /** How it was measured, in a few sentences that a reader can check. */
  readonly method: string
  /** How many of what was measured. */
  readonly n: number
  readonly figures: readonly Figure[]
}

export interface Figure {
  readonly name: string
  readonly value: number
  readonly unit: string
  /** What was promised. */
  readonly target?: Target
  /** The same done by the bare means below it (SQLite, the disk, an empty program), in the same run and unit. */
  readonly limit?: number
}

type Target = { readonly atMost: number } | { readonly atLeast: number }

/** How much is measured. `quick`: enough to see that the benchmark works, too little to quote. */
export type Effort = 'full' | 'quick'

export function isReached({ value, target }: Figure): boolean {
  if (target === undefined) return true
  return 'atMost' in target ? value <= target.atMost : value >= target.atLeast
}

/** Measures with the effort that the command line asks for, and prints the report as the runner reads it. */
export async function runBench(measure: (effort: Effort) => Promise<BenchReport>): Promise<void> {
  const report = await measure(process.argv.includes('--quick') ? 'quick' : 'full')
  console.log(JSON.stringify(report))
}
