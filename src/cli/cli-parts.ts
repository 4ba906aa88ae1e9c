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
