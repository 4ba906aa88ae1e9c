import type { Timestamp } from '../core/basics/timestamp.ts'
import type { ActorId, RunId } from '../core/run/ids.ts'
import type { RunCause } from '../core/run/run-event.ts'
import type { StageId } from '../core/workflow/workflow.ts'
import type { RunFilter, RunRow } from './store.ts'

/** Finds runs among very many. */
export interface RunFinder {
  /**
   * A page of the runs that are as asked, the newest first. It looks through a bounded number of runs: where that did
   * not fill the page, `next` goes on from there, and a page can be empty and not the last one.
   */
  readonly findRuns: (question: RunQuestion) => Promise<RunPage>
}

/** What is absent narrows nothing down. */
export interface RunQuestion extends RunFilter {
  /** Words that all begin a word the run is found by (`searchedWords`), or one that is the end of its id. */
  readonly search?: string
  /** The last characters of its id. */
  readonly idEnd?: string
  readonly workflowDigest?: string
  readonly startedBy?: ActorId
  readonly cause?: RunCause['type']
  readonly trigger?: string
  /** Begun at or after this. */
  readonly from?: Timestamp
  /** Begun before this. */
  readonly to?: Timestamp
  /** Ended, and took longer than so many milliseconds. */
  readonly tookLongerMs?: number
  /** A stage that failed in it. */
  readonly failedStage?: StageId
  /** A person is asked, or was asked and the deadline has passed. */
  readonly waits?: 'for-person' | 'overdue'
}

export interface RunPage {
  readonly rows: readonly RunRow[]
  /** The `before` of the next page; null: there are no more. */
  readonly next: RunId | null
  /** How many runs were looked through for it, those on it with them. */
  readonly looked: number
}

/** So many runs are looked through for one page. */
export const RUNS_LOOKED_MAX = 5_000
