import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { rememberContainment } from '../../../src/adapters/performers/command/containment.ts'
import { createProgram } from '../../../src/adapters/performers/program.ts'
import type { ProgramConnection } from '../../../src/core/connection/connection.ts'
import type { AttemptNote } from '../../../src/core/run/attempt-note.ts'
import type { Assignment } from '../../../src/engine/ports.ts'
import { aFolder, anAssignment, aSkill, memoryBlobs, NEVER_ABORTED } from '../../support/performers.ts'
import { PATH_WITH_NODE, writeScript } from '../../support/scripted-program.ts'

const ENVIRONMENT = {
  PATH: PATH_WITH_NODE,
  LANG: 'C.UTF-8',
  SECRET: 'sesame',
  TOKEN: 'tok',
  HOME: '/home/somebody',
}
const CONTAINMENT = rememberContainment(ENVIRONMENT)
const WALLED = (await CONTAINMENT()).walls.type === 'bubblewrap'
if (!WALLED) console.info('Skipped behind walls: bubblewrap is not here, or not allowed.')
const AGENT = '---\nname: writer\nmodel: sonnet\n---\nYou write.\n'

interface Setting {
  /** What the program does. It has `input`, `say` and `fs`. */
  readonly code: string
  readonly connection?: Partial<ProgramConnection>
  readonly given?: Partial<Assignment>
  readonly signal?: AbortSignal
  /** After as many notes none is taken any more. */
  readonly notesMax?: number
}

async function run({ code, connection = {}, given = {}, signal = NEVER_ABORTED, notesMax = 500 }: Setting) {
  const [blobs, scratch, tools] = [memoryBlobs(), await aFolder(), await aFolder()]
  await writeScript(join(tools, 'agent'), code)
  const base = { type: 'program', name: 'me', isDefault: true, dialect: 'json-lines', folder: null, env: [] } as const
  const connected: ProgramConnection = { ...base, argv: [join(tools, 'agent')], ...connection }
  const connections = {
    find: async (name: string) => (name === 'me' ? { connection: connected, key: null } : undefined),
  }
  const performer = await aSkill(blobs, { type: 'program', connection: 'me' }, { 'writer.md': AGENT })
  const program = createProgram({ blobs, connections, scratch, environment: ENVIRONMENT, containment: CONTAINMENT })
  const notes: AttemptNote[] = []
  const record = async (note: AttemptNote) => notes.length < notesMax && notes.push(note) > 0
  const result = await program.perform(anAssignment({ performer, record, ...given }), signal)
  return { result, notes, blobs, left: await readdir(scratch) }
}

const ANSWER = "say({ type: 'answer', outputs: { done: true } })"
const claude = { dialect: 'claude-code' } as const
const codex = { dialect: 'codex' } as const

/** The last line of `claude`. */
function claudeResult(more: object): string {
  const event = { type: 'result', subtype: 'success', is_error: false, ...more }
  return `say(${JSON.stringify(event)})`
}

describe('a program', () => {
  it('[PG2] is asked and answers by our lines', async () => {
    const given: Partial<Assignment> = {
      instructions: 'Be brief.',
      inputs: { a: 'ü' },
      context: [{ ref: 'ctx:rules', title: 'Rules', text: 'Be kind.' }],
      note: 'Again.',
      outputs: { type: 'object' },
    }
    const { result, left } = await run({
      code: `const { prompt, ...rest } = JSON.parse(input)
        say({ type: 'answer', outputs: { rest, prompt: prompt.startsWith('You write.') }, confidence: 0.5, cost: { basis: 'free' }, summary: 'Done.' })`,
      given,
    })
    expect(result).toEqual({
      type: 'answered',
      answer: {
        outputs: { rest: { ...given, idempotencyKey: 'key-1' }, prompt: true },
        confidence: 0.5,
        cost: { basis: 'free' },
        summary: 'Done.',
        artifacts: [],
      },
    })
    expect(left).toEqual([])
  })

  it('[PG2] [PG6] is asked and read as claude', async () => {
    const answer = 'Here it is:\n```json\n{"outputs":{"x":1},"confidence":0.8,"summary":"Wrote x."}\n```'
    const usage = { input_tokens: 10, output_tokens: 5, cache_creation_input_tokens: 2, cache_read_input_tokens: 100 }
    const { result, notes } = await run({
      code: `say({ type: 'system', subtype: 'init', model: 'claude-x' })
        say({ type: 'assistant', message: { content: [{ type: 'text', text: process.argv.slice(2).join(' ') }, { type: 'tool_use', name: 'Bash', input: {} }, { type: 'thinking' }] } })
        console.log('a warning, and no event')
        say({ type: 'user', message: { content: 'x' } })
        say({ type: 'assistant', message: { content: [{ type: 'text', text: input.slice(0, 10) }] } })
        say({ type: 'assistant', message: { content: [{ type: 'text', text: 'the answer' }] } })
        say({ type: 'news' }); say({ type: 'system', subtype: 'status' }); say({ type: 'assistant' })
        ${claudeResult({ result: answer, total_cost_usd: 0.0123, usage })}`,
      connection: claude,
    })
    expect(result).toEqual({
      type: 'answered',
      answer: {
        outputs: { x: 1 },
        confidence: 0.8,
        summary: 'Wrote x.',
        cost: { basis: 'reported', currency: 'USD', microUnits: 12_300 },
        artifacts: [],
        model: {
          name: 'me/claude-x',
          tokens: { input: 112, output: 5, cacheRead: 100, cacheWrite: 2, reasoning: null },
        },
      },
    })
    expect(notes).toEqual([
      { type: 'said', text: '-p --output-format stream-json --verbose' },
      { type: 'tool-called', call: '1', tool: 'Bash', effect: 'pure' },
      { type: 'said', text: 'You write.' },
    ])
  })

  it('[PG2] [PG6] is asked and read as codex', async () => {
    const { result, notes } = await run({
      code: `say({ type: 'thread.started', thread_id: 't' })
        say({ type: 'item.completed', item: { type: 'agent_message', text: process.argv.slice(2).join(' ') } })
        say({ type: 'item.started', item: { type: 'command_execution', command: 'ls' } })
        say({ type: 'item.started', item: { type: 'mcp_tool_call', server: 'docs', tool: 'find' } })
        say({ type: 'item.started', item: { type: 'agent_message' } })
        say({ type: 'item.completed', item: { type: 'command_execution', command: 'ls' } })
        say({ type: 'item.completed', item: { type: 'file_change', changes: [] } })
        say({ type: 'item.completed', item: { type: 'web_search' } })
        say({ type: 'error', message: 'Reconnecting' })
        say({ type: 'item.completed', item: { type: 'agent_message', text: '{"outputs":{"y":2}}' } })
        say({ type: 'turn.completed', usage: { input_tokens: 10, cached_input_tokens: 4, output_tokens: 3, reasoning_output_tokens: 1 } })`,
      connection: codex,
    })
    const tokens = { input: 10, output: 3, cacheRead: 4, cacheWrite: null, reasoning: 1 }
    expect(result).toEqual({
      type: 'answered',
      answer: { outputs: { y: 2 }, confidence: null, cost: null, artifacts: [], model: { name: 'me/codex', tokens } },
    })
    expect(notes.map((note) => ('tool' in note ? note.tool : 'text' in note && note.text))).toEqual([
      'exec --json --skip-git-repo-check -',
      'a command',
      'docs/find',
      'a change of files',
      'a search of the web',
      'Reconnecting',
    ])
  })

  const unusable: readonly (readonly [title: string, setting: Setting, said: readonly [code: string, part: string]])[] =
    [
      ['[PG3] no answer', { code: '' }, ['program-no-answer', 'read as "json-lines"']],
      ['[PG3] no outputs', { code: "say({ type: 'answer' })" }, ['output-invalid', 'outputs']],
      ['[PG3] a strange cost', { code: "say({ type: 'answer', outputs: {}, cost: 1 })" }, ['output-invalid', 'cost']],
      [
        '[PG3] a strange end of claude',
        { code: "say({ type: 'result' })", connection: claude },
        ['output-invalid', 'is_error'],
      ],
      [
        '[PG3] a strange end of codex',
        { code: "say({ type: 'turn.completed', usage: 1 })", connection: codex },
        ['output-invalid', 'usage'],
      ],
      [
        '[PG4] words where outputs are asked for',
        { code: claudeResult({ result: 'Done!' }), connection: claude, given: { outputs: { type: 'object' } } },
        ['output-invalid', 'no JSON object in "Done!"'],
      ],
      [
        '[PG4] nothing said',
        { code: claudeResult({ result: '' }), connection: claude },
        ['output-invalid', 'it said nothing'],
      ],
      ['[PG10] an error told', { code: "say({ type: 'error', message: 'no money' })" }, ['program-error', 'no money']],
      [
        '[PG10] an exit code',
        { code: "console.error('no login'); process.exit(3)" },
        ['program-failed', 'exit code 3. It wrote: no login'],
      ],
      [
        '[PG10] an answer and an exit code',
        { code: `${ANSWER}; process.exitCode = 1` },
        ['program-failed', 'exit code 1'],
      ],
      [
        '[PG10] an error and an exit code',
        {
          code: `${claudeResult({ is_error: true, result: 'Not logged in' })}; process.exitCode = 1`,
          connection: claude,
        },
        ['program-error', 'Not logged in'],
      ],
      [
        '[PG10] too many turns',
        { code: claudeResult({ subtype: 'error_max_turns', is_error: false }), connection: claude },
        ['program-error', 'error_max_turns'],
      ],
      [
        '[PG10] a failed turn',
        { code: "say({ type: 'turn.failed', error: { message: 'limit reached' } })", connection: codex },
        ['program-error', 'limit reached'],
      ],
    ]
  it.each(unusable)('%s is an answered error', async (_, setting, [code, part]) => {
    const { result, left } = await run(setting)
    expect(result).toMatchObject({
      type: 'failed',
      error: { code, reach: 'answered', message: expect.stringContaining(part) },
    })
    expect(left).toEqual([])
  })

  it('[PG6] costs what it says where nothing came of it', async () => {
    const code = claudeResult({ is_error: true, result: 'Stopped', total_cost_usd: 1 })
    expect((await run({ code, connection: claude })).result).toMatchObject({
      error: { cost: { basis: 'reported', currency: 'USD', microUnits: 1_000_000 } },
    })
  })

  it('[PG4] may answer in words where no outputs are asked for', async () => {
    const { result } = await run({ code: claudeResult({ result: ' Done! ' }), connection: claude })
    expect(result).toMatchObject({ answer: { outputs: { text: 'Done!' }, confidence: null } })
  })

  it('[PG5] tells what it says cut, and without control characters', async () => {
    const code = `say({ type: 'said', text: '\\u001b[31m' + 'x'.repeat(3000) }); say({ type: 'said' }); say({ type: 'tool' }); ${ANSWER}`
    const { notes } = await run({ code })
    expect(notes).toEqual([
      { type: 'said', text: `[31m${'x'.repeat(1_996)}` },
      { type: 'tool-called', call: '1', tool: 'a tool', effect: 'pure' },
    ])
  })

  it('[PG5] is stopped when nothing may be written down any more', async () => {
    const code = "setInterval(() => say({ type: 'tool', name: 'x' }), 5)"
    const { result, notes } = await run({ code, notesMax: 3 })
    expect(result).toMatchObject({ error: { code: 'program-stopped', reach: 'unknown' } })
    expect(notes).toHaveLength(3)
  })

  it('[PG7] [PG8] works in a private folder with its own files, and hands on what it made', async () => {
    const code = `fs.mkdirSync('out'); fs.writeFileSync('out/report.md', '# Hi'); fs.writeFileSync('data.bin', 'x')
      say({ type: 'answer', outputs: { files: fs.readdirSync('.') } })`
    const { result, blobs, left } = await run({ code })
    expect(result).toMatchObject({
      answer: {
        outputs: { files: ['data.bin', 'out', 'writer.md'] },
        artifacts: [
          { name: 'data.bin', mediaType: 'application/octet-stream', size: 1 },
          { name: 'out/report.md', mediaType: 'text/markdown', size: 4 },
        ],
      },
    })
    const [, report] = result.type === 'answered' ? result.answer.artifacts : []
    expect(new TextDecoder().decode(await blobs.find(report?.sha256 ?? ''))).toBe('# Hi')
    expect(left).toEqual([])
  })

  it('[PG8] hands on what it changed in its folder, and nothing that is not in it', async () => {
    const [folder, outside] = [await aFolder(), await aFolder()]
    await writeFile(join(outside, 'private.txt'), 'x')
    await mkdir(join(folder, '.git'))
    for (const name of ['same.txt', 'touched.txt', 'changed.txt']) await writeFile(join(folder, name), 'old')
    await symlink(outside, join(folder, 'linked'))
    const code = `fs.writeFileSync('changed.txt', 'new'); fs.writeFileSync('touched.txt', 'old')
      fs.writeFileSync('.git/index', 'x'); fs.mkdirSync('node_modules'); fs.writeFileSync('node_modules/x.js', 'x')
      fs.symlinkSync(${JSON.stringify(join(outside, 'private.txt'))}, 'stolen.txt'); ${ANSWER}`
    const { result } = await run({ code, connection: { folder } })
    expect(result).toMatchObject({ answer: { artifacts: [{ name: 'changed.txt', mediaType: 'text/plain', size: 3 }] } })
    expect(await readFile(join(folder, 'changed.txt'), 'utf8')).toBe('new')
  })

  it('[PG8] says how many files it did not keep', async () => {
    const code = `for (let i = 0; i < 103; i += 1) fs.writeFileSync('f' + String(i).padStart(3, '0'), 'x')
      fs.writeFileSync('a-large-one', Buffer.alloc(11 * 1024 * 1024)); ${ANSWER}`
    const { result, notes } = await run({ code })
    expect(result.type === 'answered' && result.answer.artifacts.length).toBe(99)
    expect(notes).toEqual([{ type: 'said', text: expect.stringMatching(/^5 changed files were not kept/) }])
  })

  const missing: readonly (readonly [
    title: string,
    Partial<ProgramConnection>,
    readonly [code: string, part: string],
  ])[] = [
    ['[PG9] a program that is not there', { argv: ['./no-such-program'] }, ['program-not-started', 'Install it']],
    ['[PG9] claude that is not there', { ...claude, argv: ['no-such-claude'] }, ['program-not-started', 'Install it']],
    ['[PG9] a variable that is not set', { env: ['ABSENT'] }, ['environment-missing', 'ABSENT']],
    ['[PG7] a folder that is not there', { folder: '/no/such/folder' }, ['folder-missing', '/no/such/folder']],
  ]
  it.each(missing)('%s: not begun', async (_, connection, [code, part]) => {
    const { result, left } = await run({ code: ANSWER, connection })
    expect(result).toMatchObject({ error: { code, reach: 'not-begun', message: expect.stringContaining(part) } })
    expect(left).toEqual([])
  })

  it('[PG9] a connection that is gone, and an attempt that is over: not begun', async () => {
    const blobs = memoryBlobs()
    const performer = await aSkill(blobs, { type: 'program', connection: 'gone' })
    expect((await run({ code: ANSWER, given: { performer } })).result).toMatchObject({
      error: { code: 'connection-unknown', reach: 'not-begun', message: expect.stringContaining('"gone"') },
    })
    expect((await run({ code: ANSWER, signal: AbortSignal.abort() })).result).toMatchObject({
      error: { code: 'interrupted', reach: 'not-begun' },
    })
  })

  it.each(['json-lines', 'claude-code'] as const)('[PG10] %s is ended with all it started', async (dialect) => {
    const folder = await aFolder()
    const code = `const { spawn } = require('node:child_process')
      process.on('SIGTERM', () => {})
      spawn('setsid', ['sleep', '7501']); fs.writeFileSync('ready', ''); setInterval(() => {}, 1000)`
    const stop = new AbortController()
    const attempt = run({ code, connection: { dialect, folder }, signal: stop.signal })
    await expect.poll(() => existsSync(join(folder, 'ready')), { timeout: 10_000 }).toBe(true)
    stop.abort()
    expect((await attempt).result).toMatchObject({ error: { code: 'interrupted', reach: 'unknown' } })
    expect(await commandLines()).not.toContain('sleep 7501')
  })

  it.each([
    ['a signal', "process.kill(process.pid, 'SIGKILL')", 'program-killed'],
    ['a line without end', "for (;;) fs.writeSync(1, 'x'.repeat(1000000))", 'output-too-large'],
  ])('[PG10] ended by %s: unknown', async (_, code, expected) => {
    expect((await run({ code })).result).toMatchObject({ error: { code: expected, reach: 'unknown' } })
  })

  it('[PG11] sees little of the environment', async () => {
    const code = `const names = Object.keys(process.env).filter((name) => name !== 'PWD').sort()
      const outputs = { names, home: process.env.HOME, token: process.env.TOKEN }
      say({ type: 'answer', outputs }); say({ type: 'result', is_error: false, result: JSON.stringify({ outputs }) })`
    const names = ['HOME', 'LANG', 'PATH', 'TMPDIR', 'TOKEN', 'WORKCHARTS_ATTEMPT']
    const own = await run({ code, connection: { env: ['TOKEN'] } })
    expect(own.result).toMatchObject({
      answer: { outputs: { names, token: 'tok', home: expect.stringMatching(/attempt-/) } },
    })
    const users = await run({ code, connection: { ...claude, env: ['TOKEN'] } })
    expect(users.result).toMatchObject({ answer: { outputs: { names, token: 'tok', home: '/home/somebody' } } })
  })

  it.runIf(WALLED)('[PG11] works behind walls, with the network and what its arguments name', async () => {
    const [outside, tools] = [await aFolder(), await aFolder()]
    await writeFile(join(outside, 'private.txt'), 'x')
    await writeFile(join(tools, 'rules.txt'), 'Be kind.')
    const server = createServer((socket) => socket.end('hello')).listen(0, '127.0.0.1')
    await once(server, 'listening')
    onTestFinished(() => void server.close())
    const code = `const [outside, rules, port] = process.argv.slice(2)
      const attempt = (act) => { try { return act() } catch (error) { return error.code } }
      const outputs = { outside: attempt(() => fs.readFileSync('/' + outside, 'utf8')), rules: attempt(() => fs.readFileSync(rules, 'utf8')) }
      require('node:net').connect(Number(port), '127.0.0.1').on('data', (heard) => say({ type: 'answer', outputs: { ...outputs, heard: String(heard) } }))`
    await writeScript(join(tools, 'agent'), code)
    const address = server.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const argv = [join(tools, 'agent'), join(outside, 'private.txt').slice(1), join(tools, 'rules.txt'), String(port)]
    const { result } = await run({ code: '', connection: { argv } })
    expect(result).toMatchObject({ answer: { outputs: { outside: 'ENOENT', rules: 'Be kind.', heard: 'hello' } } })
  })
})

async function commandLines(): Promise<readonly string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const lines = pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => ''))
  return (await Promise.all(lines)).map((line) => line.split('\0').filter(Boolean).join(' '))
}
