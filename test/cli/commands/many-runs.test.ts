import { describe, expect, it } from 'vitest'
import type { SavedView } from '../../../src/core/run/saved-views.ts'
import { RUNS_CHANGED_MAX } from '../../../src/core/run/several-runs.ts'
import type { CliOptions, TestCli } from '../../support/cli.ts'
import { aCli, collection } from '../../support/cli.ts'
import { sure, TREE } from '../../support/cli-documents.ts'
import type { Script } from '../../support/engine.ts'
import { anError } from '../../support/runs.ts'

/** What fails ends its run. */
const BRITTLE = collection({
  'workflows/brittle.yaml': `workflow_id: brittle
defaults: { on_error: fail, retry: { maximum_attempts: 1 } }
inputs: { message: { type: string } }
stages:
  - { id: send, roles: { primary: "skill:sort-a-message" }, inputs: { text: "\${{ inputs.message }}" } }
`,
})

const script: Script = (assignment, signal) =>
  assignment.inputs['text'] === 'fails' ? { type: 'failed', error: anError() } : sure(0.95)(assignment, signal)

/** A run for each message, in this order. */
async function withRuns(messages: readonly string[], options: CliOptions = {}): Promise<TestCli> {
  const cli = aCli({ tree: { ...TREE, ...BRITTLE }, script, ...options })
  for (const message of messages)
    await cli.run('workflow', 'run', 'brittle', '--input', `message=${message}`, '--title', message)
  return cli
}

async function listed(cli: TestCli, ...flags: readonly string[]): Promise<readonly string[]> {
  const { stdout } = await cli.run('runs', 'list', '--json', ...flags)
  return JSON.parse(stdout).data.runs.map(({ title }: { readonly title: string }) => title)
}

describe('runs list', () => {
  it('[CM222] takes every filter of the list', async () => {
    const cli = await withRuns(['fine', 'fails'])
    const all = ['fails', 'fine']
    expect(await listed(cli, '--status', 'failed', 'succeeded', '--cause', 'manual')).toEqual(all)
    expect(await listed(cli, '--status', 'failed', '--status', 'paused')).toEqual(['fails'])
    expect(await listed(cli, '--started-by', 'owner', '--days', '1')).toEqual(all)
    expect(await listed(cli, '--started-by', 'human:lena')).toEqual([])
    expect(await listed(cli, '--failed-stage', 'send')).toEqual(['fails'])
    expect(await listed(cli, '--from', '2026-11-21T09:00:00Z', '--to', '2026-11-21T10:00:00Z')).toEqual(all)
    const none = [
      ['--longer-than', '5'],
      ['--waits', 'overdue'],
      ['--trigger', 'x'],
      ['--to', '2026-11-21T09:00:00+01:00'],
    ]
    for (const flags of none) expect([flags, await listed(cli, ...flags)]).toEqual([flags, []])
    const version = ['--workflow-version', '9']
    expect((await cli.run('runs', 'list', ...version)).exit).toBe(2)
    expect((await cli.run('runs', 'list', '--workflow', 'brittle', ...version)).exit).toBe(5)
    expect((await cli.run('runs', 'list', '--from', 'monday')).stderr).toContain('"monday" is not a time.')
    expect((await cli.run('runs', 'list', '--to', 'monday')).exit).toBe(2)
  })

  it('[CM223] looks further back by itself, and says how far it came', async () => {
    const pages = [
      { runs: [], next: 'run-9', looked: 5_000 },
      { runs: [], next: null, looked: 12 },
    ]
    const asked: string[] = []
    const answers = (page: (path: string) => unknown) => ({
      send: async (path: string) => {
        asked.push(path)
        return Response.json(page(path))
      },
    })
    const done = aCli({ connection: answers((path) => pages[path.includes('before=run-9') ? 1 : 0]) })
    expect((await done.run('runs', 'list', '--status', 'failed')).stderr).toMatch(/^No such run\. Start one/)
    expect(asked).toEqual(['/api/v1/runs?status=failed&limit=50', '/api/v1/runs?status=failed&before=run-9&limit=50'])
    const more = aCli({ connection: answers(() => pages[0]) })
    expect(await more.run('runs', 'list')).toEqual({
      exit: 0,
      stdout: '',
      stderr: 'No such run among 100000 that were looked through. `--before run-9` looks through older ones.\n',
    })
    expect((await more.run('runs', 'list', '--before', 'run-10', '--json')).stdout).toContain('"looked": 100000')
    expect(asked.some((path) => path.includes('before=run-10'))).toBe(true)
  })

  it('[CM224] shows what a view shows, but for what other flags say', async () => {
    const cli = await withRuns(['fine', 'fails'])
    expect((await cli.run('runs', 'views')).stderr).toBe('You have no views. Save one on the screen Runs.\n')
    await save(cli, { name: 'Not well', filter: { status: ['failed', 'rejected'], days: 7 } })
    await save(cli, { name: 'Everything', filter: {} })
    expect((await cli.run('runs', 'views')).stdout).toBe(
      'VIEW        SHOWS\nNot well    status failed, rejected; days 7\nEverything  every run\n',
    )
    expect(JSON.parse((await cli.run('runs', 'views', '--json')).stdout)).toMatchObject({
      kind: 'run-views',
      data: { views: [{ name: 'Not well' }, { name: 'Everything' }] },
    })
    expect(await listed(cli, '--view', 'not well')).toEqual(['fails'])
    expect(await listed(cli, '--view', 'Not well', '--status', 'succeeded')).toEqual(['fine'])
    expect(await cli.run('runs', 'list', '--view', 'Mine')).toEqual({
      exit: 5,
      stdout: '',
      stderr: 'error: You have no view "Mine". (view-unknown)\nhelp: Run `workcharts runs views` to see yours.\n',
    })
  })
})

/** As the screen Runs saves it. */
async function save(cli: TestCli, view: Omit<SavedView, 'id'>): Promise<void> {
  const connection = await cli.parts.connect()
  if (!connection.ok) throw new Error(connection.error.code)
  const headers = { 'content-type': 'application/json' }
  await connection.value.send('/api/v1/run-views', { method: 'POST', headers, body: JSON.stringify(view) })
}

describe('many runs at once', () => {
  it('[CM225] are canceled each by itself', async () => {
    const cli = await withRuns(['fine', 'fails'])
    const waiting = aCli({ tree: TREE, script: sure(0.5) })
    for (const message of ['a', 'b']) await waiting.run('workflow', 'run', 'sort', '--input', `message=${message}`)
    expect(await waiting.run('runs', 'cancel', '1', '2', '1', '--note', 'Wrong.')).toEqual({
      exit: 0,
      stdout: 'Run 00000001: Canceled\nRun 00000002: Canceled\n',
      stderr: '',
    })
    expect((await waiting.run('runs', 'logs', '2')).stdout).toContain('Wrong.')
    const { exit, stdout } = await cli.run('runs', 'cancel', '1', '2')
    expect([exit, stdout.split('\n')[0]]).toEqual([
      4,
      'Run 00000001: Succeeded. Nothing was done: This run has ended. Retry it from a stage to go on in a new run.',
    ])
  })

  it('[CM225] nothing is done where one of them is not found', async () => {
    const cli = aCli({ tree: TREE, script: sure(0.5) })
    await cli.run('workflow', 'run', 'sort', '--input', 'message=a')
    expect((await cli.run('runs', 'cancel', '1', 'nobody')).exit).toBe(5)
    expect((await cli.run('runs', 'list', '--status', 'canceled', '--json')).stdout).toContain('"runs": []')
    const gone = '01a1fc21-842d-7263-8000-00000000000f'
    const { exit, stdout } = await cli.run('runs', 'cancel', '1', gone)
    expect([exit, stdout.split('\n').slice(0, 2)]).toEqual([
      4,
      ['Run 00000001: Canceled', expect.stringMatching(/^Run 0000000f: not there\. Nothing was done: There is no run/)],
    ])
  })

  it('[CM226] are taken up where they failed', async () => {
    const cli = await withRuns(['fails', 'fails', 'fine'])
    const { exit, stdout } = await cli.run('runs', 'retry', '1', '2', '3', '--json')
    const { kind, data } = JSON.parse(stdout)
    expect([exit, kind]).toEqual([4, 'changed-runs'])
    expect(data.runs).toMatchObject([
      { status: 'failed', result: { type: 'done' }, next: { status: expect.any(String) } },
      { status: 'failed', result: { type: 'done' } },
      { status: 'succeeded', result: { code: 'run-not-failed' }, next: null },
    ])
    expect(await cli.run('runs', 'retry', '1', '2', '--from', 'send')).toEqual({
      exit: 2,
      stdout: '',
      stderr:
        'error: `--from` is about one run, and several were named. (from-for-one)\nhelp: Leave it out to take each up where it failed, or name one run.\n',
    })
    expect((await cli.run('runs', 'retry', '1', '2', '--newest')).stderr).toContain('(newest-for-one)')
    expect((await cli.run('runs', 'retry', '1', '--preview')).stdout).toContain('was chosen')
    expect((await cli.run('runs', 'retry', '1')).exit).toBe(0)
    expect(await cli.run('runs', 'retry', '3')).toMatchObject({
      exit: 4,
      stderr: expect.stringContaining('(run-not-failed)'),
    })
  })

  it('[CM226] without a server, what they do anew is waited for', async () => {
    const cli = await withRuns(['fails', 'fails'], { kind: 'in-process' })
    const { stdout } = await cli.run('runs', 'retry', '1', '2')
    expect(stdout).toMatch(/^(Run 0000000[12]: Failed, taken up by run \w{8}: Failed\n){2}$/)
  })

  it('[CM227] are so many at most', async () => {
    const many = Array.from({ length: RUNS_CHANGED_MAX + 1 }, (_, index) => String(index))
    expect(await aCli().run('runs', 'cancel', ...many)).toEqual({
      exit: 2,
      stdout: '',
      stderr:
        'error: 201 runs were named; at most 200 are changed at once. (runs-too-many)\nhelp: Name fewer of them, and the others with another call.\n',
    })
  })
})
