import type { ZodType } from 'zod'
import { problem } from '../api/contract/problem.ts'
import type { Result } from '../core/basics/result.ts'
import { err, ok } from '../core/basics/result.ts'
import type { CliFailure } from './cli-failure.ts'
import type { CliParts, Connection } from './cli-parts.ts'
import { EXIT } from './exit-code.ts'
import { toFailure } from './problem-failure.ts'

/** The HTTP API, as commands speak it. Every answer is parsed; every refusal is a failure that can be printed. */
export interface ApiClient {
  readonly get: <T>(path: string, schema: ZodType<T>) => Promise<Result<T, CliFailure>>
  /** Each call is one change, however often the network repeats it. */
  readonly post: <T>(path: string, order: Order<T>) => Promise<Result<T, CliFailure>>
  /** Sends bytes as they are. */
  readonly postBytes: <T>(path: string, order: BytesOrder<T>) => Promise<Result<T, CliFailure>>
  /** The body as text, for what is not JSON. */
  readonly text: (path: string) => Promise<Result<string, CliFailure>>
  /** Asks for bytes that are read as they come. */
  readonly stream: (path: string) => Promise<Result<ReadableStream<Uint8Array>, CliFailure>>
  readonly kind: Connection['kind']
}

interface Order<T> {
  readonly body: unknown
  readonly schema: ZodType<T>
  /** Undefined: `application/json`. */
  readonly mediaType?: string
}

interface BytesOrder<T> {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly schema: ZodType<T>
}

const ROOT = '/api/v1'

export function createApiClient(connection: Connection, newId: CliParts['io']['newId']): ApiClient {
  const get = (path: string, accept: string) =>
    answerOf(connection.send(`${ROOT}${path}`, { method: 'GET', headers: { accept } }))
  const send = (path: string, mediaType: string, body: string | Uint8Array<ArrayBuffer>) =>
    connection.send(`${ROOT}${path}`, {
      method: 'POST',
      headers: { accept: 'application/json', 'content-type': mediaType, 'idempotency-key': newId() },
      body,
    })
  const post = (...order: Parameters<typeof send>) => answerOf(send(...order))
  return {
    kind: connection.kind,
    get: async (path, schema) => parse(await get(path, 'application/json'), schema),
    post: async (path, { body, schema, mediaType = 'application/json' }) =>
      parse(await post(path, mediaType, JSON.stringify(body)), schema),
    postBytes: async (path, { bytes, schema }) => parse(await post(path, 'application/octet-stream', bytes), schema),
    text: (path) => get(path, 'application/x-ndjson'),
    stream: (path) => streamOf(send(path, 'application/json', '{}')),
  }
}

async function answerOf(sent: Promise<Response>): Promise<Result<string, CliFailure>> {
  try {
    const response = await sent
    const body = await response.text()
    return response.ok ? ok(body) : err(refusalOf(response.status, body))
  } catch (error) {
    return err(unreachable(error))
  }
}

async function streamOf(sent: Promise<Response>): Promise<Result<ReadableStream<Uint8Array>, CliFailure>> {
  try {
    const response = await sent
    if (!response.ok) return err(refusalOf(response.status, await response.text()))
    return response.body === null ? err(strangeAnswer('nothing')) : ok(response.body)
  } catch (error) {
    return err(unreachable(error))
  }
}

function refusalOf(status: number, body: string): CliFailure {
  const parsed = problem.safeParse(toJson(body))
  return parsed.success ? toFailure(parsed.data) : strangeAnswer(`status ${status} and no problem details`)
}

function parse<T>(answer: Result<string, CliFailure>, schema: ZodType<T>): Result<T, CliFailure> {
  if (!answer.ok) return answer
  const parsed = schema.safeParse(toJson(answer.value))
  return parsed.success ? ok(parsed.data) : err(strangeAnswer('a value of an unknown shape'))
}

/** Undefined: not JSON, which no schema accepts. */
function toJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function unreachable(error: unknown): CliFailure {
  const why = error instanceof Error ? error.message : String(error)
  return {
    exit: EXIT.failed,
    code: 'server-unreachable',
    message: `The WorkCharts server did not answer: ${why}`,
    details: [],
    help: 'Look at the terminal where `workcharts start` runs, then try again.',
  }
}

function strangeAnswer(what: string): CliFailure {
  return {
    exit: EXIT.failed,
    code: 'server-answer',
    message: `The WorkCharts server answered with ${what}.`,
    details: [],
    help: 'It is probably another version: stop it and run `workcharts start` again.',
  }
}
