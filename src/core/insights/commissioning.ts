import type { Timestamp } from '../basics/timestamp.ts'

/** What is known of a WorkChart's life. */
export interface Life {
  /** In the order of their numbers. */
  readonly versions: readonly LifeVersion[]
  readonly firstRun: LifeRun | null
  /** The newest run that succeeded. */
  readonly lastSuccess: LifeRun | null
  /** Runs that succeeded. */
  readonly successes: number
}

interface LifeVersion {
  readonly number: number
  readonly at: Timestamp
  /** Runs that had succeeded before it. */
  readonly successesBefore: number
}

interface LifeRun {
  readonly id: string
  readonly at: Timestamp
  readonly succeeded: boolean
}

export type Proof =
  | { readonly type: 'published'; readonly version: number; readonly at: Timestamp }
  | { readonly type: 'ran'; readonly run: string; readonly at: Timestamp }
  | { readonly type: 'ran-often'; readonly run: string; readonly successes: number; readonly at: Timestamp }
  | { readonly type: 'improved'; readonly version: number; readonly successes: number; readonly at: Timestamp }

/** How far a WorkChart has come. Null: nothing proves it. */
export interface Commissioning {
  readonly install: Proof | null
  readonly test: Proof | null
  readonly operational: Proof | null
  readonly optimize: Proof | null
}

/** Results of so many runs say how a WorkChart does: as many as a template has sample rows. */
const RUNS_TO_OPERATE = 20

/** Each step from its own evidence: a later one does not stand in for an earlier one. */
export function commissioningOf({ versions, firstRun, lastSuccess, successes }: Life): Commissioning {
  const [first] = versions
  const tested = firstRun?.succeeded === true ? firstRun : lastSuccess
  const improved = versions.slice(1).find(({ successesBefore }) => successesBefore >= RUNS_TO_OPERATE)
  const operates = successes >= RUNS_TO_OPERATE
  return {
    install: first === undefined ? null : { type: 'published', version: first.number, at: first.at },
    test: tested === null ? null : { type: 'ran', run: tested.id, at: tested.at },
    operational:
      operates && lastSuccess !== null
        ? { type: 'ran-often', run: lastSuccess.id, successes, at: lastSuccess.at }
        : null,
    optimize:
      improved === undefined
        ? null
        : { type: 'improved', version: improved.number, successes: improved.successesBefore, at: improved.at },
  }
}
