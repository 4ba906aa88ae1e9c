import type { ChildProcessWithoutNullStreams } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Readable } from 'node:stream'
import { kill } from '../../kill.ts'
import { killMarked } from '../../kill-marked.ts'

export interface Program {
  readonly argv: readonly string[]
  readonly folder: string
  readonly environment: Readonly<Record<string, string>>
  readonly input: string
  /** The value of `ATTEMPT_MARK` in `environment`. */
  readonly mark: string
}

/** How a program ended. `errors` is the end of what it wrote to its standard error. */
export type Ending =
  | { readonly type: 'not-started'; readonly reason: string }
  | { readonly type: 'exited'; readonly code: number; readonly output: string; readonly errors: string }
  | { readonly type: 'killed'; readonly by: 'signal' | 'abort' | 'flood'; readonly errors: string }

/** More output than this is not an answer; it is cut off so that it can not fill the memory. */
const OUTPUT_MAX_BYTES = 10 * 1024 * 1024
/** What is kept of the standard error: its end, where a program says why it gave up. */
const ERRORS_KEPT_BYTES = 8 * 1024
/** Time between asking a process group to end and ending it. */
const TERMINATE_MS = 2_000
/** Where a process can hide from us (not Linux), its hold on the output is not waited for any longer than this. */
const DRAIN_MAX_MS = 2_000

/**
 * Runs a program without a shell, in a process group of its own. When the promise settles, no process of it is left,
 * also none that moved to another group where the system lets us look (Linux).
 */
export async function runProgram(program: Program, signal: AbortSignal): Promise<Ending> {
  const child = await start(program)
  if (child instanceof Error) return { type: 'not-started', reason: child.message }
  const ending = await watch(child, program, signal)
  for (const stream of [child.stdin, child.stdout, child.stderr]) stream.destroy()
  return ending
}

/** The system refuses some programs at once and others a moment later. */
async function start({
  argv,
  folder: cwd,
  environment: env,
}: Program): Promise<ChildProcessWithoutNullStreams | Error> {
  const [file = '', ...args] = argv
  try {
    const child = spawn(file, args, { cwd, env, detached: true, shell: false })
    await once(child, 'spawn')
    return child
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}

async function watch(child: ChildProcessWithoutNullStreams, program: Program, signal: AbortSignal): Promise<Ending> {
  const closed = once(child, 'close')
  let stopped: 'abort' | 'flood' | undefined
  const stop = (cause: 'abort' | 'flood') => {
    stopped ??= cause
    endGroup(child)
  }
  const onAbort = () => stop('abort')
  signal.addEventListener('abort', onAbort, { once: true })
  const output = collect(child.stdout, () => stop('flood'))
  const errors = collectEnd(child.stderr)
  giveInput(child, program.input)
  if (signal.aborted) onAbort()
  const code = await exitOf(child)
  signal.removeEventListener('abort', onAbort)
  await endRest(child, program)
  await noLongerThan(DRAIN_MAX_MS, closed)
  if (stopped !== undefined) return { type: 'killed', by: stopped, errors: errors() }
  if (code === null) return { type: 'killed', by: 'signal', errors: errors() }
  return { type: 'exited', code, output: output(), errors: errors() }
}

/** A program need not read its input: it may close it or end first. */
function giveInput(child: ChildProcessWithoutNullStreams, input: string): void {
  child.stdin.on('error', () => child.stdin.destroy())
  child.stdin.end(input)
}

function collect(stream: Readable, onFlood: () => void): () => string {
  const chunks: Buffer[] = []
  let size = 0
  stream.on('data', (chunk: Buffer) => {
    size += chunk.length
    if (size <= OUTPUT_MAX_BYTES) chunks.push(chunk)
    else onFlood()
  })
  return () => Buffer.concat(chunks).toString('utf8')
}

function collectEnd(stream: Readable): () => string {
  let kept: Buffer = Buffer.alloc(0)
  stream.on('data', (chunk: Buffer) => {
    kept = Buffer.concat([kept, chunk]).subarray(-ERRORS_KEPT_BYTES)
  })
  return () => kept.toString('utf8')
}

function exitOf(child: ChildProcessWithoutNullStreams): Promise<number | null> {
  return new Promise((resolve) => {
    child.once('exit', resolve)
  })
}

/** What a program leaves running would hold its output open: it is ended, so that the rest can be read. */
async function endRest(child: ChildProcessWithoutNullStreams, program: Program): Promise<void> {
  killGroup(child, 'SIGKILL')
  await killMarked(program.mark)
}

async function noLongerThan(ms: number, event: Promise<unknown>): Promise<void> {
  const late = Promise.withResolvers<void>()
  const timer = setTimeout(late.resolve, ms)
  await Promise.race([event, late.promise])
  clearTimeout(timer)
}

function endGroup(child: ChildProcessWithoutNullStreams): void {
  if (child.exitCode !== null || child.signalCode !== null) return
  killGroup(child, 'SIGTERM')
  const timer = setTimeout(() => killGroup(child, 'SIGKILL'), TERMINATE_MS)
  child.once('exit', () => clearTimeout(timer))
}

function killGroup({ pid }: ChildProcessWithoutNullStreams, signal: 'SIGTERM' | 'SIGKILL'): void {
  if (pid !== undefined) kill(-pid, signal)
}
