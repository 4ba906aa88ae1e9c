import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { printFailure } from '../../src/cli/print-failure.ts'
import { toFailure } from '../../src/cli/problem-failure.ts'
import { runCli } from '../../src/cli/run-cli.ts'
import { createScreen } from '../../src/cli/terminal/screen.ts'
import { err } from '../../src/core/basics/result.ts'
import { aCli } from '../support/cli.ts'
import { TREE } from '../support/cli-documents.ts'
import { aCapturedOutput } from '../support/outputs.ts'

describe('what can not be meant', () => {
  it.each([
    ['workflow vlidate x', "Unknown command 'vlidate'. (unknown-command)", 'Did you mean validate?'],
    ['runs list --jsn', "Unknown option '--jsn'. (unknown-option)", 'Did you mean --json?'],
    ['frobnicate', "Unknown command 'frobnicate'. (unknown-command)", 'Run `workcharts --help` to see what there is.'],
    [
      'runs show',
      "Missing required argument 'run'. (missing-argument)",
      'Run `workcharts runs show --help` to see what there is.',
    ],
    [
      'runs list --limit many',
      "Option '--limit <number>' argument 'many' is invalid. Give a whole number from 1 to 200. (invalid-argument)",
      'Run `workcharts runs list --help` to see what there is.',
    ],
  ])('[CM11] %s', async (line, what, help) => {
    const ended = await aCli().run(...line.split(' '))
    expect(ended).toEqual({ exit: 2, stdout: '', stderr: `error: ${what}\nhelp: ${help}\n` })
  })

  it('[CM12] a group without a command shows its commands', async () => {
    const { exit, stdout, stderr } = await aCli().run('receipts')
    expect([exit, stdout]).toEqual([2, ''])
    expect(stderr).toBe(`Usage: workcharts receipts [options] [command]

receipts: proof of who did what, and how sure they were

Options:
  -h, --help               display help for command

Commands:
  verify [options] <file>  check an export by itself, without a server
  export [options]         print receipts, one a line, with what proves them
  key [options]            print whose signature receipts carry, to check exports with
error: A command is missing. (command-missing)
help: Choose one of those listed above.
`)
  })

  it('[CM12] help and version are results', async () => {
    const cli = aCli({ env: { COLUMNS: '60' } })
    const help = await cli.run('runs', 'pause', '--help')
    expect(help).toEqual({
      exit: 0,
      stdout: `Usage: workcharts runs pause [options] <run>

start nothing new in a run; answers and deadlines go on

Arguments:
  run         the id of a run, or its last characters

Options:
  --json      print JSON instead of text
  -h, --help  display help for command
`,
      stderr: '',
    })
    expect(await cli.run('--version')).toEqual({ exit: 0, stdout: '1.2.3\n', stderr: '' })
  })
})

describe('failures', () => {
  const NO_RUN = 'There is no run whose id ends with "zz".'

  it('[CM8] says what, and what to do next, and leaves stdout empty', async () => {
    const ended = await aCli().run('runs', 'show', 'zz')
    const stderr = `error: ${NO_RUN} (run-unknown)\nhelp: Run \`workcharts runs list\` to see their ids.\n`
    expect(ended).toEqual({ exit: 5, stdout: '', stderr })
  })

  it('[CM8] names at most fifty places', () => {
    const stderr = aCapturedOutput()
    const screen = createScreen({ stdout: aCapturedOutput(), stderr, env: {} })
    const details = Array.from({ length: 60 }, (_, index) => ({ message: `no ${index}`, pointer: '' }))
    printFailure(screen, { exit: 2, code: 'many', message: 'Many.', details }, 'text')
    const lines = stderr.text().trimEnd().split('\n')
    expect([lines.length, lines.at(-1)]).toEqual([52, '  and 10 more'])
  })

  it('[CM9] is problem details on stderr with --json', async () => {
    const { exit, stdout, stderr } = await aCli().run('runs', 'show', 'zz', '--json')
    expect([exit, stdout]).toEqual([5, ''])
    expect(JSON.parse(stderr)).toEqual({
      type: '/problems/run-unknown',
      title: 'Not found',
      detail: `${NO_RUN} Run \`workcharts runs list\` to see their ids.`,
      code: 'run-unknown',
      exit: 5,
      errors: [],
    })
  })

  it.each([
    [400, 'query-invalid', 2],
    [401, 'not-signed-in', 4],
    [403, 'code-refused', 4],
    [404, 'run-unknown', 5],
    [409, 'task-decided', 4],
    [413, 'body-too-large', 2],
    [422, 'outputs-invalid', 2],
    [422, 'plan-incomplete', 3],
    [422, 'workflow-invalid', 3],
    [422, 'not-yet-executed', 3],
    [507, 'disk-full', 1],
    [500, 'internal', 1],
  ])('[CM10] %d %s exits %d', (status, code, exit) => {
    const problem = { type: '', title: '', status, detail: 'It broke. Mend it.', instance: '', code, errors: [] }
    expect(toFailure(problem)).toEqual({ exit, code, message: 'It broke.', details: [], help: 'Mend it.' })
  })

  it('[CM13] a server that does not answer is a failure', async () => {
    const cli = aCli({ connection: { send: () => Promise.reject(new Error('connect ECONNREFUSED')) } })
    expect(await cli.run('runs', 'list')).toEqual({
      exit: 1,
      stdout: '',
      stderr: `error: The WorkCharts server did not answer: connect ECONNREFUSED (server-unreachable)
help: Look at the terminal where \`workcharts start\` runs, then try again.
`,
    })
  })

  it.each([
    ['no JSON', new Response('<html>'), 'a value of an unknown shape'],
    ['another shape', Response.json({ rows: [] }), 'a value of an unknown shape'],
    ['no problem details', new Response('Bad gateway', { status: 502 }), 'status 502 and no problem details'],
  ])('[CM13] an answer with %s is a failure', async (_, response, what) => {
    const { exit, stderr } = await aCli({ connection: { send: async () => response } }).run('runs', 'list')
    expect([exit, stderr.split('\n')[0]]).toEqual([
      1,
      `error: The WorkCharts server answered with ${what}. (server-answer)`,
    ])
  })

  it('[CM13] a connection that can not be opened says why', async () => {
    const { parts } = aCli()
    const refused = { exit: 1, code: 'data-in-use', message: 'Taken.', details: [], help: 'Wait.' } as const
    expect(await runCli(['runs', 'list'], { ...parts, connect: async () => err(refused) })).toBe(1)
  })
})

describe('connecting', () => {
  it('[CM14] happens once, for commands that need it, and is let go', async () => {
    const cli = aCli({ tree: TREE, files: { 'x.ndjson': '' } })
    await cli.run('receipts', 'verify', 'x.ndjson')
    await cli.run('--help')
    expect(cli.connections).toEqual({ opened: 0, closed: 0 })
    await cli.run('inbox', 'show', 'nobody')
    expect(cli.connections).toEqual({ opened: 1, closed: 1 })
  })

  it('[CM14] is let go when a bug throws', async () => {
    const cli = aCli()
    const broken = {
      ...cli.parts,
      io: {
        ...cli.parts.io,
        newId: () => {
          throw new Error('bug')
        },
      },
    }
    await expect(runCli(['workflow', 'publish', 'x'], broken)).rejects.toThrow('bug')
    expect(cli.connections).toEqual({ opened: 1, closed: 1 })
  })

  it('[CM15] help loads neither the contract nor a command', () => {
    const script = `
      import { registerHooks } from 'node:module'
      const seen = []
      registerHooks({ resolve: (name, context, next) => { const found = next(name, context); seen.push(found.url); return found } })
      const { runCli } = await import('./src/cli/run-cli.ts')
      const quiet = { isTTY: false, write: () => {} }
      await runCli(['--help'], { version: '1', io: { stdout: quiet, stderr: quiet, env: {} } })
      console.log(seen.filter((url) => /zod|api.contract|cli.commands|cli-table3/.test(url)).join())`
    const loaded = execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' })
    expect(loaded.trim()).toBe('')
  })
})
