import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { kill } from '../../src/adapters/kill.ts'

export interface Program {
  /** What follows `node`. */
  readonly argv: readonly string[]
  readonly folder: string
  readonly environment: NodeJS.ProcessEnv
  /** Beyond this it is ended. */
  readonly msMax: number
  /** Gets its standard error line by line. */
  readonly heard: (line: string) => void
}

export interface Ending {
  readonly stdout: string
  /** Null: it was ended by a signal. */
  readonly code: number | null
  readonly seconds: number
  /** Why it was ended from outside. */
  readonly stopped?: 'too long' | 'interrupted'
}

/** What a program gets to end its own processes and to clear up. */
const END_MS = 10_000

/**
 * Runs a Node program in a process group of its own and waits for its end. It has processes of its own: whatever ends
 * it, none of its group outlives it. Ended from outside, it is first asked to.
 */
export async function runProgram(program: Program, signal: AbortSignal): Promise<Ending> {
  const begun = performance.now()
  const { argv, folder: cwd, environment: env } = program
  const child = spawn(process.execPath, argv, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true })
  const signalGroup = (name: 'SIGTERM' | 'SIGKILL'): void => {
    if (child.pid !== undefined) kill(-child.pid, name)
  }
  let patience: NodeJS.Timeout | undefined
  const end = (): void => {
    signalGroup('SIGTERM')
    patience ??= setTimeout(() => signalGroup('SIGKILL'), END_MS)
  }
  const overtime = AbortSignal.timeout(program.msMax)
  for (const each of [signal, overtime]) each.addEventListener('abort', end, { once: true })
  child.once('exit', () => signalGroup('SIGKILL'))
  if (signal.aborted) end()
  const [stdout, [code]] = await Promise.all([text(child.stdout), once(child, 'close'), listen(program, child.stderr)])
  for (const each of [signal, overtime]) each.removeEventListener('abort', end)
  clearTimeout(patience)
  const ending = { stdout, code, seconds: (performance.now() - begun) / 1_000 }
  if (signal.aborted) return { ...ending, stopped: 'interrupted' }
  return overtime.aborted ? { ...ending, stopped: 'too long' } : ending
}

async function listen({ heard }: Program, stderr: Readable): Promise<void> {
  for await (const line of createInterface({ input: stderr })) heard(line)
}
