import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { COMPILED } from '../../test/support/program.ts'
import type { LoopDelay } from './loop-delay.ts'

const ROOT = join(import.meta.dirname, '../..')

/** A server that has not ended by itself by then is killed: what was measured is known already. */
const END_MS_MAX = 20_000

/** The real server, `workcharts start`, in a process of its own. */
export interface SpawnedServer extends AsyncDisposable {
  readonly process: ChildProcess
  /** When the process was asked for, on this process's clock (`performance.now`). */
  readonly spawnedAt: number
  /** Its data folder. */
  readonly data: string
}

/** What `watch-process.ts` answers. */
export interface Watched extends LoopDelay {
  /** Since the process began. */
  readonly processorMs: number
}

/** `execArgv`: for Node itself. */
export function spawnServer(home: string, execArgv: readonly string[] = []): SpawnedServer {
  const data = join(home, 'workcharts')
  const env = { ...process.env, ...COMPILED, HOME: home, WORKCHARTS_HOME: home, WORKCHARTS_DATA: data }
  const argv = [...execArgv, join(ROOT, 'src/main.ts'), 'start', '--port', '0']
  const spawnedAt = performance.now()
  const child = spawn(process.execPath, argv, { env, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const end = async (): Promise<void> => {
    if (isEnded(child)) return
    child.kill('SIGTERM')
    const late = setTimeout(() => child.kill('SIGKILL'), END_MS_MAX)
    await once(child, 'exit')
    clearTimeout(late)
  }
  return { process: child, spawnedAt, data, [Symbol.asyncDispose]: end }
}

/** Looks so often whether its address is known yet. Throws where it ended before. */
export async function untilServing({ process: child, data }: SpawnedServer, everyMs: number): Promise<void> {
  while (!existsSync(join(data, 'server.json'))) {
    if (isEnded(child)) throw new Error(`The server ended with ${child.exitCode ?? child.signalCode}`)
    await wait(everyMs)
  }
}

function isEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null
}

export const WATCHED: readonly string[] = ['--import', join(import.meta.dirname, 'watch-process.ts')]

/** Of a server that was started `WATCHED`; its loop since it was told to begin. */
export async function askWatched({ process: child }: SpawnedServer): Promise<Watched> {
  child.send('report')
  const [answer] = (await once(child, 'message')) as [Watched]
  return answer
}
