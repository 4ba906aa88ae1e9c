import { join } from 'node:path'
import { explainOpenRefusal } from './adapters/sqlite/open-refusal.ts'
import type { ServeError, Serving } from './api/serve.ts'
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
import type { Result } from './core/basics/result.ts'
import { ok } from './core/basics/result.ts'

export interface ServerParts {
  readonly config: Config
  readonly io: CliIo
  readonly onProblem: (error: unknown) => void
  readonly onFatal: (error: unknown) => void
}

/** Serves the web app and runs the engine until it is interrupted. Returns the exit code. */
export async function startServer(parts: ServerParts, options: StartOptions): Promise<number> {
  const { config, io } = parts
  const opened = await openApp(parts)
  if (!opened.ok) return complain(io, explainOpenRefusal(opened.error))
  const app = opened.value
  const listening = await listen(app, config, options)
  if (!listening.ok) {
    await app.close()
    return complain(io, portTaken(listening.error.port, options))
  }
  const { page, hooks } = listening.value
  await writeAddress(config, { pid: process.pid, port: page.port, token: app.token })
  await app.engine.recover(app.triggers.keeper)
  app.engine.onCommit(app.relay.ring)
  app.relay.ring()
  app.tellPeople(`http://127.0.0.1:${page.port}`)
  await announce(io, { app, listening: listening.value, browser: options.browser })
  await interruption(io)
  await removeAddress(config)
  await hooks?.close()
  await page.close()
  await app.close()
  return EXIT.ok
}

interface Listening {
  readonly page: Serving
  /** Undefined: deliveries of webhooks come where the pages are. */
  readonly hooks: Serving | undefined
}

async function listen(
  app: App,
  { program }: Config,
  { port = DEFAULT_PORT, webhookPort }: StartOptions,
): Promise<Result<Listening, ServeError>> {
  const face = {
    web: readWebFiles(join(program, 'dist/web')),
    hooks: webhookPort === undefined ? 'here' : 'elsewhere',
  } as const
  const page = await serve(port, (actual) => app.api(actual, face))
  if (!page.ok) return page
  if (webhookPort === undefined) return ok({ page: page.value, hooks: undefined })
  const hooks = await serve(webhookPort, () => app.hooks())
  if (hooks.ok) return ok({ page: page.value, hooks: hooks.value })
  await page.value.close()
  return hooks
}

function portTaken(port: number, { webhookPort }: StartOptions): string {
  const option = port === webhookPort ? '--webhook-port' : '--port'
  return `Port ${port} is taken. Choose another one: workcharts start ${option} <number>, where 0 lets the system choose.`
}

function complain({ stderr }: CliIo, sentence: string): number {
  stderr.write(`${sentence}\n`)
  return EXIT.failed
}

interface Announcement {
  readonly app: App
  readonly listening: Listening
  readonly browser: StartOptions['browser']
}

/** The link signs its reader in: it works once, within a minute. */
async function announce({ stdout, stderr, openPage }: CliIo, { app, listening, browser }: Announcement): Promise<void> {
  const { page, hooks } = listening
  const link = `http://127.0.0.1:${page.port}/#code=${app.sessions.issueCode()}`
  stdout.write(`${link}\n`)
  stderr.write(
    'WorkCharts is running. Open the link within a minute; later ones come from: workcharts open\nStop with Ctrl-C.\n',
  )
  if (hooks !== undefined) stderr.write(`Webhooks, and nothing else: http://127.0.0.1:${hooks.port}/hooks/…\n`)
  if (browser === 'open') await openPage(link)
}

function interruption({ interrupted }: CliIo): Promise<void> {
  return new Promise((resolve) => {
    if (interrupted.aborted) resolve()
    interrupted.addEventListener('abort', () => resolve(), { once: true })
  })
}
