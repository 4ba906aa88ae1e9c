import type { Connected, Outcome, Session } from '../session.ts'

/** Carries out a command that was typed, and keeps how it ended. */
export interface Act {
  /** For a command that needs no server and no data folder. */
  readonly alone: (command: (session: Session) => Promise<Outcome>) => Promise<void>
  readonly connected: (command: (session: Connected) => Promise<Outcome>) => Promise<void>
}
