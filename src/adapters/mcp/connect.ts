import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Transport } from '@modelcontextprotocol/client'
import { Client, SdkError, SdkErrorCode, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import type { Result } from '../../core/basics/result.ts'
import { err, ok } from '../../core/basics/result.ts'
import type { ToolServer, ToolTransport } from '../../engine/tool-source.ts'
import type { Environment } from './environment.ts'
import { environmentFor } from './environment.ts'
import { explainFailure } from './explain-failure.ts'
import { CLOSE_MS, CONNECT_MS, LOSS_GRACE_MS, PAGES_MAX, PROBE_MS } from './limits.ts'
import { serverProcess } from './server-process.ts'
import { watchedFetch } from './watched-fetch.ts'
import { within } from './within.ts'

/** Where servers that are programs live. */
export interface Surroundings {
  /** Each program gets a private folder in here. It belongs to this process alone. */
  readonly scratch: string
  /** Where programs get PATH, HOME, LANG and TZ. */
  readonly environment: Environment
}

/** A server that answers. One user at a time. */
export interface Connection {
  readonly client: Client
  readonly isOpen: () => boolean
  /** What the server has asked of a person since the last look. It was told that nobody answers now. */
  readonly takeQuestions: () => readonly string[]
  /** Before a call: aborts soon after what its answer would come on has ended. */
  readonly watchCall: () => AbortSignal
  /** The last thing that went wrong on it; empty: nothing. */
  readonly trouble: () => string
  /** When it resolves, nothing that was started for the connection is left. */
  readonly close: () => Promise<void>
}

/** Connects in the newest protocol that the server speaks. Error: in words why the server can not be reached. */
export async function connect(server: ToolServer, surroundings: Surroundings): Promise<Result<Connection, string>> {
  const first = await tryToConnect(await openLine(server.transport, surroundings), 'auto', server)
  if (first.ok) return first
  // A program that ends when it is asked in the newer protocol only knows the older one.
  const isOld = server.transport.type === 'stdio' && endedWhenAsked(first.error.cause)
  if (!isOld) return err(first.error.words)
  const second = await tryToConnect(await openLine(server.transport, surroundings), 'legacy', server)
  return second.ok ? second : err(second.error.words)
}

function endedWhenAsked(cause: unknown): boolean {
  return SdkError.isInstance(cause) && cause.code === SdkErrorCode.EraNegotiationFailed
}

/** What messages travel on, before anybody speaks. */
interface Line {
  readonly transport: Transport
  /** What a program wrote to its standard error. */
  readonly errors: () => string
  readonly watchCall: Connection['watchCall']
  readonly close: () => Promise<void>
}

async function openLine(transport: ToolTransport, surroundings: Surroundings): Promise<Line> {
  return transport.type === 'stdio' ? await openProgram(transport, surroundings) : openAddress(transport)
}

async function openProgram(
  { command, args, env, folder }: Extract<ToolTransport, { type: 'stdio' }>,
  { scratch, environment }: Surroundings,
): Promise<Line> {
  await mkdir(scratch, { recursive: true, mode: PRIVATE_FOLDER })
  const place = await mkdtemp(join(scratch, 'server-'))
  const program = {
    argv: [command, ...args],
    folder,
    environment: environmentFor(env, environment, place),
    mark: place,
  }
  const transport = serverProcess(program)
  const close = async (): Promise<void> => {
    await transport.close()
    await rm(place, { recursive: true, force: true, maxRetries: 3 })
  }
  return { transport, errors: transport.errors, watchCall: () => NEVER, close }
}

/** A program that ends closes its connection, and that alone is heard. */
const NEVER = new AbortController().signal

const PRIVATE_FOLDER = 0o700

function openAddress({ url, headers }: Extract<ToolTransport, { type: 'http' }>): Line {
  const requestInit = { headers: { ...headers }, redirect: 'error' } as const
  let call = new AbortController()
  const onCallEnded = (): void => {
    const ended = call
    setTimeout(() => ended.abort(), LOSS_GRACE_MS).unref()
  }
  const fetch = watchedFetch(onCallEnded)
  const transport = new StreamableHTTPClientTransport(new URL(url), { requestInit, fetch, reconnectionOptions: ONCE })
  const close = async (): Promise<void> => {
    // A server that does not answer any more need not be told that nobody listens.
    await within(CLOSE_MS, transport.terminateSession()).catch(() => undefined)
    await transport.close()
  }
  const watchCall = (): AbortSignal => {
    call = new AbortController()
    return call.signal
  }
  return { transport, errors: () => '', watchCall, close }
}

/** The protocol has no replay any more: what is cut off is lost. */
const ONCE = { maxRetries: 0, initialReconnectionDelay: 0, maxReconnectionDelay: 0, reconnectionDelayGrowFactor: 1 }

interface Failure {
  readonly words: string
  readonly cause: unknown
}

async function tryToConnect(
  line: Line,
  era: 'auto' | 'legacy',
  server: ToolServer,
): Promise<Result<Connection, Failure>> {
  const connection = onLine(line, era)
  try {
    await within(CONNECT_MS, connection.client.connect(line.transport, { timeout: CONNECT_MS }))
    return ok(connection)
  } catch (cause) {
    await connection.close()
    return err({ words: explainFailure(cause, { errors: line.errors(), secrets: server.secrets }), cause })
  }
}

/** Questions of one call that are told to people. */
const QUESTIONS_MAX = 10

function onLine(line: Line, mode: 'auto' | 'legacy'): Connection {
  const client = aClient(mode)
  let isOpen = true
  let questions: string[] = []
  let trouble = ''
  client.onclose = () => {
    isOpen = false
  }
  client.onerror = ({ message }) => {
    trouble = message
  }
  client.setRequestHandler('elicitation/create', ({ params: { message } }) => {
    if (questions.length < QUESTIONS_MAX) questions.push(message)
    return { action: 'cancel' }
  })
  return {
    client,
    isOpen: () => isOpen,
    takeQuestions: () => {
      const taken = questions
      questions = []
      return taken
    },
    watchCall: line.watchCall,
    trouble: () => trouble,
    close: async () => {
      isOpen = false
      await client.close()
      await line.close()
    },
  }
}

/** What a tool takes and gives is checked by the core, which generates no code from a schema of a stranger. */
const UNCHECKED = {
  getValidator: () => (data: unknown) => ({ valid: true, data: data as never, errorMessage: undefined }) as const,
}

function aClient(mode: 'auto' | 'legacy'): Client {
  return new Client(
    { name: 'workcharts', version: '0.1.0' },
    {
      capabilities: { elicitation: { form: {} } },
      versionNegotiation: { mode, probe: { timeoutMs: PROBE_MS } },
      inputRequired: { autoFulfill: false },
      jsonSchemaValidator: UNCHECKED,
      listMaxPages: PAGES_MAX,
    },
  )
}
