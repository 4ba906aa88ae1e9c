import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'

/**
 * An MCP server for tests, over standard input and output. It does what a server must not: it hangs, floods, dies,
 * changes, asks. `--era modern` speaks 2026-07-28 only; `--ends-when-probed` ends at the first word of that.
 */
const { values: options } = parseArgs({
  options: {
    era: { type: 'string', default: 'legacy' },
    'ends-when-probed': { type: 'boolean', default: false },
    /** A JSON file with the tools it has now. */
    tools: { type: 'string' },
    'hangs-on': { type: 'string', default: '' },
    'has-helper': { type: 'boolean', default: false },
    pages: { type: 'string', default: '1' },
  },
})

interface Message {
  readonly id?: number | string
  readonly method?: string
  readonly params?: { readonly name?: string; readonly cursor?: string; readonly arguments?: Record<string, unknown> }
  readonly result?: unknown
}

const TOOL_NAMES = [
  'echo',
  'hang',
  'die',
  'flood',
  'chatter',
  'ask',
  'ask-url',
  'wrong',
  'nothing',
  'pid',
  'environment',
]
const SCHEMAS: Readonly<Record<string, object>> = {
  wrong: { outputSchema: { type: 'object', properties: { n: { type: 'number' } }, required: ['n'] } },
  nothing: { outputSchema: { type: 'object' } },
}

function say(message: object): void {
  process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`)
}

/** In the newer era a result says that it is whole, and for how long it holds. */
function answer(id: Message['id'], result: object): void {
  say({
    id,
    result: options.era === 'modern' ? { resultType: 'complete', ttlMs: 0, cacheScope: 'private', ...result } : result,
  })
}

function tools(): readonly object[] {
  if (options.tools !== undefined) return JSON.parse(readFileSync(options.tools, 'utf8'))
  return TOOL_NAMES.map((name) => ({
    name,
    description: `It can ${name}.`,
    inputSchema: { type: 'object' },
    ...SCHEMAS[name],
  }))
}

/** An endless list where `--pages` says so. */
function listed(cursor = '1'): object {
  const page = Number(cursor)
  return {
    tools: tools().map((tool) => ({ ...tool })),
    ...(page < Number(options.pages) ? { nextCursor: `${page + 1}` } : {}),
  }
}

type Do = (message: Message) => void

const CALLS: Readonly<Record<string, Do>> = {
  echo: ({ id, params }) => text(id, JSON.stringify(params?.arguments ?? {})),
  pid: ({ id }) => text(id, `${process.pid}`),
  environment: ({ id }) => text(id, JSON.stringify({ ...process.env, cwd: process.cwd() })),
  hang: () => undefined,
  die: () => process.exit(3),
  flood: () => chunks('x'.repeat(1024 * 1024), 40),
  chatter: () => chunks(`${JSON.stringify(CHATTER)}\n`, 400),
  wrong: ({ id }) => answer(id, { content: [], structuredContent: { n: 'one' } }),
  nothing: ({ id }) => answer(id, { content: [] }),
  'ask-url': ({ id }) => say({ id, error: CONSENT }),
  ask,
}

const CHATTER = {
  jsonrpc: '2.0',
  method: 'notifications/message',
  params: { level: 'info', data: 'x'.repeat(64 * 1024) },
}
const CONSENT = { code: -32042, message: 'Open https://example.com/consent first.', data: { elicitations: [] } }
const QUESTION = {
  method: 'elicitation/create',
  params: { mode: 'form', message: 'Which account?', requestedSchema: { type: 'object', properties: {} } },
}

function text(id: Message['id'], words: string): void {
  answer(id, { content: [{ type: 'text', text: words }] })
}

function chunks(chunk: string, count: number): void {
  for (let written = 0; written < count; written += 1) process.stdout.write(chunk)
}

let asking: Message['id']

function ask({ id }: Message): void {
  asking = id
  if (options.era === 'modern')
    say({ id, result: { resultType: 'input_required', inputRequests: { account: QUESTION } } })
  else say({ id: 'question-1', ...QUESTION })
}

const METHODS: Readonly<Record<string, Do>> = {
  'server/discover': discover,
  initialize,
  'tools/list': ({ id, params }) => answer(id, listed(params?.cursor)),
  'tools/call': (message) => CALLS[message.params?.name ?? '']?.(message),
}

function handle(message: Message): void {
  const { id, method } = message
  if (id === 'question-1') text(asking, 'Nobody said which.')
  if (id === undefined || method === undefined || method === options['hangs-on']) return
  const act = METHODS[method] ?? (() => unknown(id))
  act(message)
}

function initialize({ id }: Message): void {
  const serverInfo = { name: 'test', version: '1' }
  if (options.era === 'modern') unknown(id)
  else answer(id, { protocolVersion: '2025-11-25', capabilities: { tools: {} }, serverInfo })
}

function discover({ id }: Message): void {
  if (options['ends-when-probed']) process.exit(1)
  if (options.era === 'modern') answer(id, { supportedVersions: ['2026-07-28'], capabilities: { tools: {} } })
  else unknown(id)
}

function unknown(id: Message['id']): void {
  say({ id, error: { code: -32601, message: 'Method not found' } })
}

if (options['has-helper']) spawn('sleep', ['1000'], { detached: true, stdio: 'inherit' })
process.stdout.write('Welcome to the server.\n')
process.stderr.write('The server has started.\n')
createInterface({ input: process.stdin }).on('line', (line) => handle(JSON.parse(line)))
