import type { Result } from '../core/basics/result.ts'
import type { CliFailure } from './cli-failure.ts'
import type { CliIo } from './cli-io.ts'

/** What the command line is built from. */
export interface CliParts {
  readonly io: CliIo
  readonly version: string
  /** Opened at most once, by the first command that needs it, and closed when the command has ended. */
  readonly connect: () => Promise<Result<Connection, CliFailure>>
  /** Serves until it is stopped, and returns the exit code. */
  readonly startServer: (options: StartOptions) => Promise<number>
  readonly backups: BackupFiles
}

/** Files that hold everything a data folder does. */
export interface BackupFiles {
  /** Writes one for its owner alone, checks it byte for byte, and only then gives it its name. */
  readonly save: (bytes: ReadableStream<Uint8Array>, file: string) => Promise<Result<SavedBackup, CliFailure>>
  /** Makes a data folder of one; `into` undefined: the usual one. Nothing is written where anything is wrong. */
  readonly restore: (file: string, into: string | undefined) => Promise<Result<RestoredBackup, CliFailure>>
}

/** What a backup holds. */
export interface BackupContents {
  /** From when it is: ISO 8601, UTC. */
  readonly at: string
  /** The version of the program that made it. */
  readonly program: string
  readonly runs: number
  readonly receipts: number
  readonly files: number
  /** Files that were damaged before, and are not in it. */
  readonly leftOut: number
}

export interface SavedBackup extends BackupContents {
  /** Opens the sealed keys in it and is not in it; null: nothing is sealed. */
  readonly keyFile: string | null
}

export interface RestoredBackup extends BackupContents {
  readonly folder: string
  /** Whether the key file of this computer opens what is sealed; `unneeded`: nothing is. */
  readonly key: 'fits' | 'missing' | 'other' | 'unneeded'
  readonly keyFile: string
  /** Whether it is the folder that commands use here. */
  readonly place: 'usual' | 'elsewhere'
}

/** A way to the HTTP API. Without a running server it is carried out in this process, with triggers off. */
export interface Connection {
  readonly kind: 'server' | 'in-process'
  /** `path` begins with `/api/v1`. Rejects when the server can not be reached. */
  readonly send: (path: string, request: ApiRequest) => Promise<Response>
  readonly close: () => Promise<void>
}

interface ApiRequest {
  readonly method: 'GET' | 'POST'
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array<ArrayBuffer>
}

export interface StartOptions {
  /** 0 lets the system choose; undefined: the usual one. */
  readonly port: number | undefined
  /** Where webhooks are taken, and nothing else; 0 lets the system choose; undefined: where the app is. */
  readonly webhookPort: number | undefined
  /** Whether to show the start page in a browser. */
  readonly browser: 'open' | 'leave'
  /** Who else comes in, and how. */
  readonly sharing: ShareOptions
}

/** As they were typed; what does not go together is refused before anything is opened. */
export interface ShareOptions {
  readonly share: 'on' | 'off'
  readonly address: string | undefined
  /** 0 lets the system choose; undefined: the usual one. */
  readonly port: number | undefined
  /** Files in PEM. */
  readonly tlsCert: string | undefined
  readonly tlsKey: string | undefined
  /** What browsers ask a proxy for: `https://charts.example.com`. */
  readonly proxy: string | undefined
}
