import type { RunId } from '../../../src/core/run/ids.ts'
import type { RunEvent } from '../../../src/core/run/run-event.ts'

export interface ClockOptions {
  readonly home: string
  readonly lines: string
  /** Where every fact is written down with the steady time at which it was decided. */
  readonly stamps: string
  readonly cron: string
}

/**
 * What the harness asks for, a line each: `start-more` starts runs and answers when those have ended; `end-all` answers
 * people's tasks and answers when all runs have ended; `stop` ends the process.
 */
export type ClockOrder = 'start-more' | 'end-all' | 'stop'

/** A fact and when it was decided, in milliseconds of the steady clock that all processes of a machine share. */
export interface Stamp {
  readonly steadyMs: number
  readonly run: RunId
  readonly event: RunEvent
}

const NS_PER_MS = 1e6

export function steadyNow(): number {
  return Number(process.hrtime.bigint()) / NS_PER_MS
}
