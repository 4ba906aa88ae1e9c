import type { Result } from '../core/basics/result.ts'
import type { Plan } from '../core/plan/plan.ts'
import type { Command } from '../core/run/command.ts'
import type { RunId } from '../core/run/ids.ts'
import type { Refusal } from '../core/run/refusal.ts'
import type { Run } from '../core/run/run.ts'
import type { RunStarted } from '../core/run/run-event.ts'
import type { AppendOutcome, Transition } from './store.ts'

/** Something for the next turn. `reply` is called after the commit, never before it. */
export type Ask = StartAsk | CommandAsk | WriteAsk | AttendAsk

/** See to what a run needs by now. Nobody waits for it. */
export interface AttendAsk {
  readonly type: 'attend'
  readonly run: RunId
}

export interface StartAsk {
  readonly type: 'start'
  readonly plan: Plan
  readonly started: RunStarted
  /** What is written in the same transaction: the firing that starts the run. */
  readonly beside: Omit<Transition, 'run' | 'plan'>
  readonly reply: (result: Result<Run, Refusal> | 'stale') => void
  readonly fail: (error: unknown) => void
}

export interface CommandAsk {
  readonly type: 'command'
  readonly run: RunId
  /** How often it has been decided on; absent: once at most. */
  readonly decisions?: number
  readonly command: Command
  /** Undefined: there is no such run. */
  readonly reply: (result: Result<Run, Refusal> | undefined) => void
  readonly fail: (error: unknown) => void
}

export interface WriteAsk {
  readonly type: 'write'
  readonly transition: Omit<Transition, 'run' | 'plan'>
  readonly reply: (outcome: AppendOutcome['type']) => void
  readonly fail: (error: unknown) => void
}
