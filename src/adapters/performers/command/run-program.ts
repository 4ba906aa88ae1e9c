import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { Readable, Writable } from 'node:stream'
import { collect, collectEnd } from './collect.ts'
import { collectLines } from './collect-lines.ts'
import { askToEnd, endAll } from './end-program.ts'

export interface Program {
  readonly argv: readonly string[]
  readonly folder: string
  readonly environment: Readonly<Record<string, string>>
  readonly input: string
  /** The value of `ATTEMPT_MARK` in `environment`. */
  readonly mark: string
  /** What `argv` begins with, after any limits. Absent: the program itself. */
  readonly walls?: 'bubblewrap'
  /** Gets each line of the output as it comes. Absent: the output is kept, and told at the end. */
  readonly onLine?: (line: string) => void
}

/** How a program ended. `errors` is the end of what it wrote to its standard error. */
export type Ending =
  | { readonly type: 'not-started'; readonly reason: string }
  | { readonly type: 'exited'; readonly code: number; readonly output: string; readonly errors: string }
  | { readonly type: 'killed'; readonly by: 'signal' | 'abort' | 'flood'; readonly errors: string }

/** Where a process can hide from us (not Linux), its hold on the output is not waited for any longer than this. */
const DRAIN_MAX_MS = 2_000

/**
 * Runs a program without a shell, in a process group of its own. When the promise settles, no process of it is left,
 * also none that moved to another group where the system lets us look (Linux).
 */
export async function runProgram(program: Program, signal: AbortSignal): Promise<Ending> {
  const started = await start(program)
  if (started instanceof Error) return { type: 'not-started', reason: started.message }
  const ending = await watch(started, program, signal)
  for (const stream of started.child.stdio) stream?.destroy()
  return ending
}

interface Started {
  readonly child: ChildProcess
  readonly input: Writable
  readonly output: Readable
  readonly errors: Readable
  /** What the walls say of the program. */
  readonly reports: Readable | undefined
}

/** The system refuses some programs at once and others a moment later. */
async function start({ argv, folder: cwd, environment: env, walls }: Program): Promise<Started | Error> {
  const [file = '', ...args] = argv
  const stdio: 'pipe'[] = ['pipe', 'pipe', 'pipe', ...(walls === undefined ? [] : (['pipe'] as const))]
  try {
    const child = spawn(file, args, { cwd, env, detached: true, shell: false, stdio })
    await once(child, 'spawn')
    return withStreams(child)
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}

function withStreams(child: ChildProcess): Started {
  const [input, output, errors, reports] = child.stdio
  if (!(input instanceof Writable && output instanceof Readable && errors instanceof Readable))
    throw new Error('A child process has no pipes.')
  return { child, input, output, errors, reports: reports instanceof Readable ? reports : undefined }
}

async function watch(started: Started, program: Program, signal: AbortSignal): Promise<Ending> {
  const { child } = started
  const closed = once(child, 'close')
  let stopped: 'abort' | 'flood' | undefined
  const stop = (cause: 'abort' | 'flood') => {
    if (stopped !== undefined) return
    stopped = cause
    askToEnd(child, program)
  }
  const onAbort = () => stop('abort')
  signal.addEventListener('abort', onAbort, { once: true })
  const told = listen(started, program, () => stop('flood'))
  giveInput(started.input, program.input)
  if (signal.aborted) onAbort()
  const code = await exitOf(child)
  signal.removeEventListener('abort', onAbort)
  await endAll(child, program)
  await noLongerThan(DRAIN_MAX_MS, closed)
  const errors = told.errors()
  if (stopped !== undefined) return { type: 'killed', by: stopped, errors }
  return toEnding(code, { output: told.output(), errors, reports: told.reports?.() })
}

interface Told {
  readonly output: () => string
  readonly errors: () => string
  readonly reports: (() => string) | undefined
}

function listen({ output, errors, reports }: Started, { onLine }: Program, onFlood: () => void): Told {
  return {
    output: onLine === undefined ? collect(output, onFlood) : collectLines(output, onLine, onFlood),
    errors: collectEnd(errors),
    reports: reports && collectEnd(reports),
  }
}

interface LastWords {
  readonly output: string
  readonly errors: string
  readonly reports: string | undefined
}

/** Walls say whether they came to start the program, and tell of one that a signal ended by a code above 128. */
function toEnding(code: number | null, { output, errors, reports }: LastWords): Ending {
  if (code === null) return { type: 'killed', by: 'signal', errors }
  if (reports === undefined) return { type: 'exited', code, output, errors }
  if (!reports.includes('"exit-code"')) return { type: 'not-started', reason: errors.trim() }
  return code > SIGNAL_CODES ? { type: 'killed', by: 'signal', errors } : { type: 'exited', code, output, errors }
}

const SIGNAL_CODES = 128

/** A program need not read its input: it may close it or end first. */
function giveInput(stream: Writable, input: string): void {
  stream.on('error', () => stream.destroy())
  stream.end(input)
}

function exitOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => {
    child.once('exit', resolve)
  })
}

async function noLongerThan(ms: number, event: Promise<unknown>): Promise<void> {
  const late = Promise.withResolvers<void>()
  const timer = setTimeout(late.resolve, ms)
  await Promise.race([event, late.promise])
  clearTimeout(timer)
}
