import { isIP } from 'node:net'
import { z } from 'zod'
import type { Result } from '../../core/basics/result.ts'
import { err, ok } from '../../core/basics/result.ts'
import type { ToolServer } from '../../engine/tool-source.ts'
import type { Complaint } from './complaint.ts'
import type { Filled, Variables } from './fill-variables.ts'
import { fillVariables } from './fill-variables.ts'

const TEXTS = z.record(z.string(), z.string())

/** A server as files of many programs write it. */
export const serverShape = z
  .object({
    type: z.enum(['stdio', 'http', 'streamable-http', 'sse']).optional(),
    command: z.string().min(1).optional(),
    args: z.array(z.string()).default([]),
    env: TEXTS.default({}),
    url: z.string().min(1).optional(),
    headers: TEXTS.default({}),
  })
  .refine(({ command, url }) => (command === undefined) !== (url === undefined), 'write either command or url')
  .refine(({ type, url }) => type === undefined || (type === 'stdio') === (url === undefined), 'its type does not fit')

type ServerSetting = z.infer<typeof serverShape>

interface Surroundings {
  readonly folder: string
  readonly variables: Variables
}

type Read = Result<Pick<ToolServer, 'transport' | 'secrets'>, Complaint>

/** How a server is reached, with its variables written out. */
export function readTransport(setting: ServerSetting, surroundings: Surroundings): Read {
  if (setting.type === 'sse') return err(SSE_ONLY)
  return setting.url === undefined
    ? readProgram(setting, surroundings)
    : readAddress(setting.url, setting.headers, surroundings)
}

function readProgram({ command = '', args, env }: ServerSetting, { folder, variables }: Surroundings): Read {
  const line = fillAll([command, ...args], variables)
  if (!line.ok) return line
  const values = fillAll(Object.values(env), variables)
  if (!values.ok) return values
  const [program = '', ...given] = line.value.texts
  const named = zip(Object.keys(env), values.value.texts)
  const hidden = named.flatMap(([name, value]) => (SECRET_NAME.test(name) ? [value] : []))
  return ok({
    transport: { type: 'stdio', command: program, args: given, env: Object.fromEntries(named), folder },
    secrets: worthHiding([...line.value.secrets, ...values.value.secrets, ...hidden]),
  })
}

/** What is written out in a file under such a name is a secret. */
const SECRET_NAME = /key|token|secret|passw|auth|credential/i

function readAddress(text: string, headers: ServerSetting['headers'], { variables }: Surroundings): Read {
  const address = fillAll([text], variables)
  if (!address.ok) return address
  const values = fillAll(Object.values(headers), variables)
  if (!values.ok) return values
  const url = URL.parse(address.value.texts.join())
  const complaint = addressComplaint(url)
  if (url === null || complaint !== undefined) return err(complaint ?? NO_ADDRESS)
  const { secrets } = address.value
  return ok({
    transport: {
      type: 'http',
      url: url.href,
      headers: Object.fromEntries(zip(Object.keys(headers), values.value.texts)),
    },
    secrets: worthHiding([...secrets, ...values.value.secrets, ...values.value.texts, ...url.searchParams.values()]),
  })
}

function zip(names: readonly string[], values: readonly string[]): readonly (readonly [string, string])[] {
  return names.map((name, index) => [name, values[index] ?? ''])
}

/** A shorter text is found by chance in what people have to read. Characters. */
const SECRET_LENGTH_MIN = 8

function worthHiding(secrets: readonly string[]): readonly string[] {
  return [...new Set(secrets)].filter(({ length }) => length >= SECRET_LENGTH_MIN)
}

interface FilledTexts {
  readonly texts: readonly string[]
  readonly secrets: readonly string[]
}

function fillAll(texts: readonly string[], variables: Variables): Result<FilledTexts, Complaint> {
  const all: Filled[] = []
  for (const text of texts) {
    const filled = fillVariables(text, variables)
    if (!filled.ok) return err(notSet(filled.error))
    all.push(filled.value)
  }
  return ok({ texts: all.map(({ text }) => text), secrets: all.flatMap(({ secrets }) => secrets) })
}

function addressComplaint(url: URL | null): Complaint | undefined {
  if (url === null || !['http:', 'https:'].includes(url.protocol)) return NO_ADDRESS
  if (url.protocol === 'http:' && !isNear(url.hostname)) return NOT_ENCRYPTED
  return url.username === '' && url.password === '' ? undefined : USER_IN_ADDRESS
}

/** This machine, or one of a private network. Names are not looked up: only `localhost` is known to be near. */
function isNear(host: string): boolean {
  if (host === 'localhost' || host.endsWith('.localhost')) return true
  const address = host.replace(/^\[(.*)\]$/, '$1')
  return isIP(address) !== 0 && NEAR.some((network) => network.test(address))
}

const NEAR = [
  /^127\./,
  /^10\./,
  /^172\.(?:1[6-9]|2\d|3[01])\./,
  /^192\.168\./,
  /^169\.254\./,
  /^::1$/,
  /^f[cd][0-9a-f]{2}:/,
  /^fe[89ab][0-9a-f]:/,
]

const SSE_ONLY: Complaint = {
  reason: 'it is reached by the old SSE transport, which this version does not speak.',
  mend: 'Write its address for streamable HTTP, with "type": "http".',
}
const NO_ADDRESS: Complaint = {
  reason: 'its url is no web address.',
  mend: 'Write one that begins with https://, or http:// for this machine.',
}
const NOT_ENCRYPTED: Complaint = {
  reason: 'its url is not encrypted and leads out of the private network.',
  mend: 'Write https://.',
}
const USER_IN_ADDRESS: Complaint = {
  reason: 'its url holds a user or a password, and addresses are shown to people.',
  mend: 'Write it as a header: "headers": {"Authorization": "…"}.',
}

function notSet(name: string): Complaint {
  return { reason: `the environment variable ${name} is not set.`, mend: `Set ${name} and start WorkCharts again.` }
}
