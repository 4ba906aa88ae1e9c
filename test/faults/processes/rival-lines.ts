/** A line to a process that wants the folder. */
export type RivalOrder =
  /** Try until it is yours or you are told to stop. */
  'take' | 'stop' | 'give'

/** A line from it. */
export type RivalReport =
  /** The first refusal since it was told to take it. */
  | { readonly type: 'refused'; readonly code: string; readonly pid: number | null; readonly tookMs: number }
  /** `at`: nanoseconds of the clock that all processes of the machine share. */
  | { readonly type: 'took'; readonly at: string; readonly hold: string }
  | { readonly type: 'stopped'; readonly tries: number; readonly slowestMs: number }
  | { readonly type: 'gave' }
  | { readonly type: 'failed'; readonly problem: string }

export const NS_PER_MS = 1_000_000

/** The clock that is the same in all processes of the machine, in nanoseconds. */
export function machineTime(): bigint {
  return process.hrtime.bigint()
}
