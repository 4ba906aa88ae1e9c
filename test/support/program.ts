import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'

const ROOT = join(import.meta.dirname, '../..')
/** As `bin/workcharts` starts it. */
export const COMPILED = { NODE_COMPILE_CACHE: join(ROOT, 'node_modules/.cache/workcharts') }

/** A home folder of its own for each test, removed when the test ends. */
export interface Home extends AsyncDisposable {
  readonly folder: string
}

export async function aHome(): Promise<Home> {
  const folder = await mkdtemp(join(tmpdir(), 'workcharts-'))
  return { folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) }
}

/** A home whose own collection is a copy of this folder. */
export async function aHomeWith(collection: string): Promise<Home> {
  const home = await aHome()
  await cp(collection, join(home.folder, 'collections/default'), { recursive: true })
  return home
}

export interface Typed {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** Types a command and waits until it has ended. */
export async function type(home: Home, ...argv: readonly string[]): Promise<Typed> {
  return await run(home, [join(ROOT, 'src/main.ts'), ...argv])
}

export async function typeSkillmeat(home: Home, ...argv: readonly string[]): Promise<Typed> {
  return await run(home, [join(ROOT, 'src/skillmeat.ts'), ...argv])
}

async function run(home: Home, argv: readonly string[]): Promise<Typed> {
  const child = spawn(process.execPath, argv, { env: environment(home), stdio: ['ignore', 'pipe', 'pipe'] })
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  return { code, out, err }
}

/** Skills of these tests write down what they did where the test can read it: outside of their folder. */
function environment({ folder }: Home): NodeJS.ProcessEnv {
  return {
    ...COMPILED,
    ...process.env,
    HOME: folder,
    WORKCHARTS_HOME: folder,
    NO_COLOR: '1',
    WORKCHARTS_CONTAINMENT: 'off',
  }
}

/** The real server in a process of its own. */
export interface Server extends AsyncDisposable {
  readonly process: ChildProcess
  readonly port: number
  /** Signs its reader in, once, within a minute. */
  readonly link: string
  /** What it has written on its standard output and error so far. */
  readonly heard: () => string
  /** As a power cut would: no chance to clean up. */
  readonly kill: () => Promise<void>
}

/** Port 0 lets the system choose one. */
export async function startServer(home: Home, port = 0, more: readonly string[] = []): Promise<Server> {
  const argv = [join(ROOT, 'src/main.ts'), 'start', '--port', String(port), ...more]
  const child = spawn(process.execPath, argv, { env: environment(home), stdio: ['ignore', 'pipe', 'pipe'] })
  let heard = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes) => (heard += String(bytes)))
  child.stderr.pipe(process.stderr)
  const [link] = (await once(createInterface({ input: child.stdout }), 'line')) as [string]
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return
    child.kill(signal)
    await once(child, 'close')
  }
  return {
    process: child,
    port: Number(new URL(link).port),
    link,
    heard: () => heard,
    kill: () => end('SIGKILL'),
    [Symbol.asyncDispose]: () => end('SIGTERM'),
  }
}
