import type { ChildProcessWithoutNullStreams } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Readable } from 'node:stream'
import type { JSONRPCMessage, Transport } from '@modelcontextprotocol/client'
import { ReadBuffer, serializeMessage } from '@modelcontextprotocol/client'
import { kill } from '../kill.ts'
import { killMarked } from '../kill-marked.ts'
import { CLOSE_MS, ERRORS_KEPT_BYTES, MESSAGE_MAX_BYTES, RECEIVED_MAX_BYTES } from './limits.ts'

export interface ServerProgram {
  readonly argv: readonly string[]
  readonly folder: string
  readonly environment: Readonly<Record<string, string>>
  /** The value of `ATTEMPT_MARK` in `environment`. */
  readonly mark: string
}

/** The end of what a server's process wrote to its standard error. */
export interface ServerProcess extends Transport {
  readonly errors: () => string
}

/**
 * A server that is a program: messages are lines of its standard input and output. It runs without a shell, in a process
 * group of its own; when `close` resolves no process of it is left, also none that moved to another group where the
 * system lets us look (Linux).
 */
export function serverProcess(program: ServerProgram): ServerProcess {
  const state: State = {
    program,
    child: undefined,
    received: 0,
    buffer: aBuffer(),
    errors: () => '',
    ending: undefined,
  }
  const transport: ServerProcess & Mark = {
    pid: null,
    stderr: null,
    errors: () => state.errors(),
    start: () => start(state, transport),
    send: (message) => send(state, message),
    close: async () => {
      state.ending ??= end(state, transport)
      await state.ending
    },
  }
  return transport
}

/** By these two the client knows a program from an address. It need not know more of it. */
interface Mark {
  readonly pid: null
  readonly stderr: null
}

interface State {
  readonly program: ServerProgram
  child: ChildProcessWithoutNullStreams | undefined
  /** Bytes since something was sent. */
  received: number
  readonly buffer: ReadBuffer
  errors: () => string
  ending: Promise<void> | undefined
}

function aBuffer(): ReadBuffer {
  return new ReadBuffer({ maxBufferSize: MESSAGE_MAX_BYTES })
}

/** The system refuses some programs at once and others a moment later. */
async function start(state: State, transport: Transport): Promise<void> {
  const { argv, folder: cwd, environment: env } = state.program
  const [file = '', ...args] = argv
  const child = spawn(file, args, { cwd, env, detached: true, shell: false })
  await once(child, 'spawn')
  state.child = child
  state.errors = collectEnd(child.stderr)
  child.stdin.on('error', () => child.stdin.destroy())
  child.stdout.on('data', (chunk: Buffer) => receive(state, transport, chunk))
  // What it leaves running would hold its output open.
  child.once('exit', () => killGroup(child, 'SIGKILL'))
  child.once('close', () => void transport.close())
}

function receive(state: State, transport: Transport, chunk: Buffer): void {
  const complaint = take(state, chunk)
  if (complaint === undefined) {
    readMessages(state.buffer, transport)
  } else {
    transport.onerror?.(new Error(complaint))
    void transport.close()
  }
}

function take(state: State, chunk: Buffer): string | undefined {
  state.received += chunk.length
  if (state.received > RECEIVED_MAX_BYTES) return 'It sent more than 16 MiB without being asked.'
  try {
    state.buffer.append(chunk)
    return undefined
  } catch {
    return 'It sent a message of more than 12 MiB.'
  }
}

/** What is no message is passed over: programs write a greeting to their output by mistake. */
function readMessages(buffer: ReadBuffer, transport: Transport): void {
  for (;;) {
    try {
      const message = buffer.readMessage()
      if (message === null) return
      transport.onmessage?.(message)
    } catch (error) {
      transport.onerror?.(error instanceof Error ? error : new Error(String(error)))
    }
  }
}

async function send(state: State, message: JSONRPCMessage): Promise<void> {
  const stdin = state.child?.stdin
  if (stdin?.writable !== true) throw new Error('The server has ended.')
  state.received = 0
  if (!stdin.write(serializeMessage(message))) await Promise.race([once(stdin, 'drain'), once(stdin, 'close')])
}

async function end(state: State, transport: Transport): Promise<void> {
  const { child } = state
  if (child !== undefined) await endProcess(child, state.program.mark)
  transport.onclose?.()
}

/** A server ends when its input does; one that does not is told to, and then ended. */
async function endProcess(child: ChildProcessWithoutNullStreams, mark: string): Promise<void> {
  child.stdin.end()
  if (child.exitCode === null && child.signalCode === null) {
    killGroup(child, 'SIGTERM')
    await exitWithin(child, CLOSE_MS)
    killGroup(child, 'SIGKILL')
  }
  await killMarked(mark)
  for (const stream of [child.stdin, child.stdout, child.stderr]) stream.destroy()
}

function killGroup({ pid }: ChildProcessWithoutNullStreams, signal: 'SIGTERM' | 'SIGKILL'): void {
  if (pid !== undefined) kill(-pid, signal)
}

async function exitWithin(child: ChildProcessWithoutNullStreams, ms: number): Promise<void> {
  const late = Promise.withResolvers<void>()
  const timer = setTimeout(late.resolve, ms)
  child.once('exit', () => late.resolve())
  await late.promise
  clearTimeout(timer)
}

function collectEnd(stream: Readable): () => string {
  let kept: Buffer = Buffer.alloc(0)
  stream.on('data', (chunk: Buffer) => {
    kept = Buffer.concat([kept, chunk]).subarray(-ERRORS_KEPT_BYTES)
  })
  return () => kept.toString('utf8')
}
