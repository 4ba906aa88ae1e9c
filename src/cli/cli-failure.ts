import type { Place } from '../core/workflow/diagnostic.ts'
import type { ExitCode } from './exit-code.ts'
import { EXIT } from './exit-code.ts'

/** Why a command ended without its result, for the person who typed it. */
export interface CliFailure {
  readonly exit: ExitCode
  /** Stable, for scripts; the same as the API's. */
  readonly code: string
  /** One sentence: what is wrong. */
  readonly message: string
  /** The single parts of the trouble, where there are several or where they have a place. */
  readonly details: readonly FailureDetail[]
  /** What to do next, as a sentence or a command. */
  readonly help?: string
}

export interface FailureDetail {
  readonly message: string
  /** JSON Pointer into what was sent; empty where it does not apply. */
  readonly pointer: string
  readonly place?: Omit<Place, 'pointer'>
}

/** What was typed can not be meant. */
export function usageFailure(code: string, message: string, help: string): CliFailure {
  return { exit: EXIT.usage, code, message, details: [], help }
}

export function unwritable(path: string, reason: string): CliFailure {
  return usageFailure('file-unwritable', `${path} can not be written: ${reason}`, 'Choose another path.')
}
