import { explainOpenRefusal } from './adapters/sqlite/open-refusal.ts'
import type { ServeError } from './api/serve.ts'
import type { App } from './app.ts'
import { openApp } from './app.ts'
import type { CliIo } from './cli/cli-io.ts'
import type { StartOptions } from './cli/cli-parts.ts'
import type { ExitCode } from './cli/exit-code.ts'
import { EXIT } from './cli/exit-code.ts'
import type { Config } from './config.ts'
import { removeAddress, writeAddress } from './connect.ts'
import { assertNever } from './core/basics/assert-never.ts'
import type { Listening } from './listen.ts'
import { listen } from './listen.ts'
import { DEFAULT_SHARE_PORT, readShare } from './read-share.ts'

export interface ServerParts {
  readonly config: Config
  readonly io: CliIo
  readonly onProblem: (error: unknown) => void
  readonly onFatal: (error: unknown) => void
}

/** Serves the web app and runs the engine until it is interrupted. Returns the exit code. */
export async function startServer(parts: ServerParts, options: StartOptions): Promise<number> {
  const { config, io } = parts
  const share = readShare(options.sharing)
  if (!share.ok) return complain(io, share.error, EXIT.usage)
  const opened = await openApp({ ...parts, sharing: share.value.type === 'nobody' ? 'off' : 'on' })
  if (!opened.ok) return complain(io, explainOpenRefusal(opened.error))
  const app = opened.value
  const listening = await listen({ app, config, share: share.value }, options)
  if (!listening.ok) {
    await app.close()
    return complain(io, explainServeError(listening.error, options))
  }
  const { port, home, close } = listening.value
  await writeAddress(config, { pid: process.pid, port, token: app.token })
  await app.tellCollector()
  await app.engine.recover(app.triggers.keeper)
  app.engine.onCommit(app.relay.ring)
  app.relay.ring()
  app.engine.onCommit(app.checkpointer.ring)
  app.checkpointer.ring()
  app.tellPeople(home ?? `http://127.0.0.1:${port}`)
  await announce(io, { app, listening: listening.value, browser: options.browser })
  await interruption(io)
  await removeAddress(config)
  await close()
  await app.close()
  return EXIT.ok
}

function explainServeError({ code, port }: ServeError, { webhookPort, sharing }: StartOptions): string {
  switch (code) {
    case 'port-taken':
      return `Port ${port} is taken. Choose another one: workcharts start ${optionFor(port)} <number>, where 0 lets the system choose.`
    case 'address-absent':
      return `No network of this computer has the address ${sharing.address}. Choose one that \`ip address\` shows.`
    case 'port-forbidden':
      return `The system lets only an administrator listen on port ${port}. Choose one above 1023: workcharts start ${optionFor(port)} <number>`
    default:
      return assertNever(code)
  }

  function optionFor(refused: number): string {
    if (refused === webhookPort) return '--webhook-port'
    return refused === (sharing.port ?? DEFAULT_SHARE_PORT) ? '--share-port' : '--port'
  }
}

function complain({ stderr }: CliIo, sentence: string, exit: ExitCode = EXIT.failed): number {
  stderr.write(`${sentence}\n`)
  return exit
}

interface Announcement {
  readonly app: App
  readonly listening: Listening
  readonly browser: StartOptions['browser']
}

/** The link signs its reader in: it works once, within a minute. */
async function announce({ stdout, stderr, openPage }: CliIo, { app, listening, browser }: Announcement): Promise<void> {
  const { port, hookPort, home } = listening
  const link = `http://127.0.0.1:${port}/#code=${app.sessions.issueCode()}`
  stdout.write(`${link}\n`)
  stderr.write(
    'WorkCharts is running. Open the link within a minute; later ones come from: workcharts open\nStop with Ctrl-C.\n',
  )
  if (home !== undefined) stderr.write(`People sign in at: ${home}/sign-in\n`)
  if (hookPort !== undefined) stderr.write(`Webhooks, and nothing else: http://127.0.0.1:${hookPort}/hooks/…\n`)
  if (browser === 'open') await openPage(link)
}

function interruption({ interrupted }: CliIo): Promise<void> {
  return new Promise((resolve) => {
    if (interrupted.aborted) resolve()
    interrupted.addEventListener('abort', () => resolve(), { once: true })
  })
}
