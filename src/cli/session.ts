import type { Result } from '../core/basics/result.ts'
import { ok } from '../core/basics/result.ts'
import type { ApiClient } from './api-client.ts'
import type { CliFailure } from './cli-failure.ts'
import type { CliIo } from './cli-io.ts'
import type { CliParts } from './cli-parts.ts'
import type { Screen } from './terminal/screen.ts'
import { createScreen } from './terminal/screen.ts'

/** What a command works with. */
export interface Session {
  readonly io: CliIo
  readonly screen: Screen
  readonly parts: CliParts
}

/** What a command works with that asks or changes something. */
export interface Connected extends Session {
  readonly api: ApiClient
}

/** A command's end: an exit code (`EXIT`, or that of a program it handed over to), or a failure that is printed for it. */
export type Outcome = Result<number, CliFailure>

export interface OpenedSession {
  readonly session: Session
  readonly connect: () => Promise<Result<Connected, CliFailure>>
  readonly close: () => Promise<void>
}

export function openSession(parts: CliParts): OpenedSession {
  const session = { io: parts.io, screen: createScreen(parts.io), parts }
  let close = async (): Promise<void> => undefined
  return {
    session,
    connect: async () => {
      const connection = await parts.connect()
      if (!connection.ok) return connection
      close = connection.value.close
      const { createApiClient } = await import('./api-client.ts')
      return ok({ ...session, api: createApiClient(connection.value, parts.io.newId) })
    },
    close: () => close(),
  }
}
