import type { Result } from '../core/basics/result.ts'
import type { Timestamp } from '../core/basics/timestamp.ts'

/** Everything of the world that a command may touch, handed in by whoever starts it. */
export interface CliIo {
  readonly stdout: CliOutput
  readonly stderr: CliOutput
  readonly stdin: CliInput
  /** NO_COLOR, FORCE_COLOR, TERM are looked at. */
  readonly env: Readonly<Record<string, string | undefined>>
  /** The zone times are shown in, as an IANA name. */
  readonly timeZone: string
  readonly now: () => Timestamp
  /** Resolves after `ms`, or at once when the person has interrupted. */
  readonly wait: (ms: number) => Promise<void>
  /** Aborted by Ctrl-C. */
  readonly interrupted: AbortSignal
  /** A new UUID of version 7 for one change, so that a repeated request changes nothing twice. */
  readonly newId: () => string
  /** Where the command was typed, and what stands there. */
  readonly folders: CliFolders
  /** UTF-8 text, or a sentence that says why it can not be read. */
  readonly readFile: (path: string) => Promise<Result<string, string>>
  /** Its bytes, or a sentence that says why it can not be read: also where it has more than `max`. */
  readonly readBytes: (path: string, max: number) => Promise<Result<Uint8Array<ArrayBuffer>, string>>
  /** Writes the whole file or leaves it as it was. The error says why it can not be written. */
  readonly writeFile: (path: string, text: string) => Promise<Result<void, string>>
  /** Asks the system to show a page. False: it could not. */
  readonly openPage: (url: string) => Promise<boolean>
}

interface CliFolders {
  /** An absolute path; undefined: the folder has gone. */
  readonly current: () => string | undefined
  /** The person's own, as an absolute path. */
  readonly home: string
  readonly isThere: (path: string) => Promise<boolean>
}

export interface CliOutput {
  readonly isTTY: boolean
  /** How many characters fit a line of the terminal; undefined: nobody knows, or it is none. */
  readonly columns?: number | undefined
  readonly write: (text: string) => void
}

export interface CliInput {
  readonly isTTY: boolean
  /** Everything, to the end. */
  readonly readAll: () => Promise<string>
  /** One line, after showing the question on stderr. Only asked of a terminal. */
  readonly ask: (question: string) => Promise<string>
}
