import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'

const PROGRAM = join(import.meta.dirname, '../../../src/main.ts')

/** The real server in a process of its own, from its first instant on: it may be killed before it listens. */
export interface ServerProcess {
  /** True once it takes requests; false: it ended before. */
  readonly ready: Promise<boolean>
  readonly isReady: () => boolean
  readonly kill: () => void
  /** Asks it to end in order. */
  readonly stop: () => void
  readonly ended: Promise<void>
  /** What it complained about. */
  readonly problems: string[]
}

/** Lines that a server in good health writes to its standard error. */
const GREETINGS = [/^WorkCharts is running/, /^Stop with Ctrl-C/]

export function startServerProcess(home: string): ServerProcess {
  const argv = [PROGRAM, 'start', '--port', '0']
  const child = spawn(process.execPath, argv, { env: environmentOf(home), stdio: ['ignore', 'pipe', 'pipe'] })
  const server = { problems: [] as string[], listens: false }
  const ended = complaintsOf(child, server.problems)
  const firstLine = once(createInterface({ input: child.stdout }), 'line').then(() => {
    server.listens = true
    return true
  })
  return {
    ready: Promise.race([firstLine, ended.then(() => false)]),
    isReady: () => server.listens,
    kill: () => void child.kill('SIGKILL'),
    stop: () => void child.kill('SIGTERM'),
    ended,
    problems: server.problems,
  }
}

async function complaintsOf(child: ChildProcess & { readonly stderr: NodeJS.ReadableStream }, problems: string[]) {
  const [errors, [code]] = await Promise.all([text(child.stderr), once(child, 'close')])
  const lines = errors.split('\n').filter((line) => line !== '' && !GREETINGS.some((known) => known.test(line)))
  if (lines.length > 0) problems.push(`A server complained: ${lines.join('\n')}`)
  if (code !== null && code !== 0) problems.push(`A server ended with ${code}`)
}

/** What every process of a home is started with, also the command line. */
export function environmentOf(home: string): NodeJS.ProcessEnv {
  return { ...process.env, HOME: home, WORKCHARTS_HOME: home, NO_COLOR: '1', WORKCHARTS_CONTAINMENT: 'off' }
}
