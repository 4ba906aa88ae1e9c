import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { isOwned } from './adapters/sqlite/lock.ts'
import { explainOpenRefusal } from './adapters/sqlite/open-refusal.ts'
import { writeFileWhole } from './adapters/write-file-whole.ts'
import type { App } from './app.ts'
import type { CliFailure } from './cli/cli-failure.ts'
import type { Connection } from './cli/cli-parts.ts'
import { EXIT } from './cli/exit-code.ts'
import type { Config } from './config.ts'
import { DEFAULT_PORT } from './config.ts'
import type { Result } from './core/basics/result.ts'
import { err, ok } from './core/basics/result.ts'

/** How the command line finds the server that owns a data folder. Only its owner may read the file. */
export interface ServerAddress {
  readonly pid: number
  readonly port: number
  readonly token: string
}

function addressFile({ data }: Config): string {
  return join(data, 'server.json')
}

export async function writeAddress(config: Config, address: ServerAddress): Promise<void> {
  await writeFileWhole(addressFile(config), JSON.stringify(address))
}

export async function removeAddress(config: Config): Promise<void> {
  await rm(addressFile(config), { force: true })
}

export interface ConnectParts {
  readonly config: Config
  readonly onProblem: (error: unknown) => void
  readonly onFatal: (error: unknown) => void
}

/** The server that runs on this data folder; where none does, the program itself inside this process. */
export async function connect(parts: ConnectParts): Promise<Result<Connection, CliFailure>> {
  const address = isOwned(parts.config.data) ? await readAddress(parts.config) : undefined
  return address === undefined ? await connectHere(parts) : ok(overSocket(address))
}

/** The program itself takes seconds to load, which nobody waits for who only talks to a server. */
async function connectHere(parts: ConnectParts): Promise<Result<Connection, CliFailure>> {
  const { openApp } = await import('./app.ts')
  const app = await openApp({ ...parts, sharing: 'off' })
  if (app.ok) return ok(inProcess(app.value))
  if (app.error.code !== 'folder-in-use') return err(failure(app.error.code, explainOpenRefusal(app.error)))
  const address = await readAddress(parts.config)
  if (address === undefined) return err(failure('folder-in-use', explainOpenRefusal(app.error)))
  return ok(overSocket(address))
}

/** A command that started something waits here until nothing of it is being done any more. */
function inProcess({ api, token, engine, close }: App): Connection {
  const app = api(DEFAULT_PORT, { web: undefined, hooks: 'elsewhere', site: undefined, sharing: undefined })
  return {
    kind: 'in-process',
    send: async (path, request) =>
      await app.request(`http://127.0.0.1:${DEFAULT_PORT}${path}`, signed(request, { token, port: DEFAULT_PORT })),
    close: async () => {
      await engine.drain()
      await close()
    },
  }
}

function overSocket(address: ServerAddress): Connection {
  return {
    kind: 'server',
    send: (path, request) => fetch(`http://127.0.0.1:${address.port}${path}`, signed(request, address)),
    close: async () => undefined,
  }
}

function signed(
  request: Parameters<Connection['send']>[1],
  { token, port }: Pick<ServerAddress, 'token' | 'port'>,
): RequestInit {
  return { ...request, headers: { host: `127.0.0.1:${port}`, ...request.headers, authorization: `Bearer ${token}` } }
}

async function readAddress(config: Config): Promise<ServerAddress | undefined> {
  try {
    return JSON.parse(await readFile(addressFile(config), 'utf8')) as ServerAddress
  } catch {
    return undefined
  }
}

function failure(code: string, message: string): CliFailure {
  return { exit: EXIT.failed, code, message, details: [], help: 'Type `workcharts doctor` to see what is here.' }
}
