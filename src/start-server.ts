import { join } from 'node:path'
import { explainOpenRefusal } from './adapters/sqlite/open-refusal.ts'
import { serve } from './api/serve.ts'
import { readWebFiles } from './api/web-files.ts'
import type { App } from './app.ts'
import { openApp } from './app.ts'
import type { CliIo } from './cli/cli-io.ts'
import type { StartOptions } from './cli/cli-parts.ts'
import { EXIT } from './cli/exit-code.ts'
import type { Config } from './config.ts'
import { DEFAULT_PORT } from './config.ts'
import { removeAddress, writeAddress } from './connect.ts'

export interface ServerParts {
  readonly config: Config
  readonly io: CliIo
  readonly onProblem: (error: unknown) => void
  readonly onFatal: (error: unknown) => void
}

/** Serves the web app and runs the engine until it is interrupted. Returns the exit code. */
export async function startServer(parts: ServerParts, { port = DEFAULT_PORT, browser }: StartOptions): Promise<number> {
  const { config, io } = parts
  const opened = await openApp(parts)
  if (!opened.ok) return complain(io, explainOpenRefusal(opened.error))
  const app = opened.value
  const web = readWebFiles(join(config.program, 'dist/web'))
  const serving = await serve(port, (actual) => app.api(actual, web))
  if (!serving.ok) {
    await app.close()
    return complain(
      io,
      `Port ${port} is taken. Choose another one: workcharts start --port <number>, where 0 lets the system choose.`,
    )
  }
  await writeAddress(config, { pid: process.pid, port: serving.value.port, token: app.token })
  await app.engine.recover(app.triggers.keeper)
  await announce(io, { app, port: serving.value.port, browser })
  await interruption(io)
  await removeAddress(config)
  await serving.value.close()
  await app.close()
  return EXIT.ok
}

function complain({ stderr }: CliIo, sentence: string): number {
  stderr.write(`${sentence}\n`)
  return EXIT.failed
}

interface Announcement {
  readonly app: App
  readonly port: number
  readonly browser: StartOptions['browser']
}

/** The link signs its reader in: it works once, within a minute. */
async function announce({ stdout, stderr, openPage }: CliIo, { app, port, browser }: Announcement): Promise<void> {
  const link = `http://127.0.0.1:${port}/#code=${app.sessions.issueCode()}`
  stdout.write(`${link}\n`)
  stderr.write(
    'WorkCharts is running. Open the link within a minute; later ones come from: workcharts open\nStop with Ctrl-C.\n',
  )
  if (browser === 'open') await openPage(link)
}

function interruption({ interrupted }: CliIo): Promise<void> {
  return new Promise((resolve) => {
    if (interrupted.aborted) resolve()
    interrupted.addEventListener('abort', () => resolve(), { once: true })
  })
}
