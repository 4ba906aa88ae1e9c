import { describe, expect, it } from 'vitest'
import { timestamp } from '../../../src/core/basics/timestamp.ts'
import type { TestCli } from '../../support/cli.ts'
import { aCli, collection, START } from '../../support/cli.ts'
import { SORT, sure, TREE } from '../../support/cli-documents.ts'

const HOUR_MS = 3_600_000

/** A WorkChart of two people, one after the other. */
const TWO = collection({
  'workflows/two.yaml': `workflow_id: two
name: Two people
stages:
  - { id: first, roles: { primary: "human:lena" }, outputs: { note: { type: string } } }
  - { id: second, roles: { primary: "human:omar" } }
`,
})

async function aRunOfTwo(options: Parameters<typeof aCli>[0] = {}): Promise<TestCli> {
  const cli = aCli({ tree: { ...TREE, ...TWO }, ...options })
  await cli.run('workflow', 'run', 'two')
  return cli
}

describe('runs list', () => {
  it('[CM36] shows runs, the newest first', async () => {
    const cli = aCli({ tree: TREE, script: sure(0.5) })
    await cli.run('workflow', 'run', 'sort', '--input', 'message=a', '--title', 'The first')
    await cli.run('workflow', 'run', 'refunds', '--input', 'message=b')
    expect(await cli.run('runs', 'list')).toEqual({
      exit: 0,
      stdout: `RUN       WORKCHART  TITLE      STATUS   STARTED               NOW
00000002  refunds               Waiting  2026-11-21 09:00 GMT  classify (sort-a-message)
00000001  sort       The first  Waiting  2026-11-21 09:00 GMT  classify (sort-a-message)
`,
      stderr: '',
    })
  })

  it('[CM36] filters, and says when there is more', async () => {
    const cli = aCli({ tree: TREE, script: sure(0.95) })
    for (const message of ['a', 'b'])
      await cli.run('workflow', 'run', 'sort', '--input', `message=${message}`, '--title', `About ${message}`)
    const { stdout, stderr } = await cli.run('runs', 'list', '--limit', '1')
    expect([stdout.split('\n').length, stderr]).toEqual([
      3,
      'There are more: `--limit` shows up to 200, `--search` narrows them down.\n',
    ])
    expect((await cli.run('runs', 'list', '--search', 'About a')).stdout).toContain('00000001')
    for (const filter of [
      ['--status', 'failed'],
      ['--workflow', 'refunds'],
      ['--search', 'zzz'],
    ]) {
      expect(await cli.run('runs', 'list', ...filter)).toEqual({
        exit: 0,
        stdout: '',
        stderr: 'No such run. Start one with `workcharts workflow run <name>`.\n',
      })
    }
    expect(JSON.parse((await cli.run('runs', 'list', '--json')).stdout)).toMatchObject({
      kind: 'runs',
      data: { next: null },
    })
  })
})

describe('runs show', () => {
  it('[CM37] shows each stage with why it stands so and what it gave', async () => {
    const cli = aCli({ tree: TREE, script: sure(0.71) })
    await cli.run('workflow', 'run', 'refunds', '--input', 'message=hello')
    await cli.run('inbox', 'reject', '1', '--note', 'Not a refund.')
    const { exit, stdout } = await cli.run('runs', 'show', '00000001')
    expect([exit, stdout]).toEqual([
      0,
      `Run 00000001 of Refund requests: Rejected
id       01a1fc21-842d-7263-8000-000000000001
started  2026-11-21 09:00 GMT by owner
ended    2026-11-21 09:00 GMT

  classify: Rejected (decided by owner, 71 % sure, asks a person below 85 %)
    owner rejected it: Not a refund.
  draft: Skipped
    Classify it before it was rejected.
  approve: Skipped
    draft before it was skipped.
`,
    ])
  })

  it('[CM37] names who has taken a task and that it is overdue', async () => {
    const cli = await aRunOfTwo()
    await cli.run('inbox', 'claim', '1')
    cli.setNow(timestamp(START + 6 * HOUR_MS + 60_000))
    expect((await cli.run('runs', 'show', '1')).stdout).toContain('task 00000001.first.1, overdue 2h1m, taken by owner')
  })

  it('[CM16] takes the end of an id, and lists the runs that share it', async () => {
    const cli = aCli({ tree: TREE, script: sure(0.95) })
    for (const message of ['a', 'b']) await cli.run('workflow', 'run', 'sort', '--input', `message=${message}`)
    expect((await cli.run('runs', 'show', '02')).exit).toBe(0)
    expect((await cli.run('runs', 'show', '01a1fc21-842d-7263-8000-000000000001')).exit).toBe(0)
    await cli.run('workflow', 'run', 'sort', '--each', 'none')
    for (let run = 3; run <= 11; run += 1) await cli.run('workflow', 'run', 'sort', '--input', 'message=c')
    expect(await cli.run('runs', 'show', '1')).toEqual({
      exit: 2,
      stdout: '',
      stderr: `error: 2 runs end with "1". (run-ambiguous)
  01a1fc21-842d-7263-8000-000000000011
  01a1fc21-842d-7263-8000-000000000001
help: Type more of the end of its id.
`,
    })
  })

  it.each(['show', 'logs', 'pause', 'resume', 'cancel'])(
    '[CM16] runs %s says that there is no such run',
    async (verb) => {
      const { exit, stderr } = await aCli().run('runs', verb, 'nobody')
      expect([exit, stderr]).toEqual([
        5,
        'error: There is no run whose id ends with "nobody". (run-unknown)\nhelp: Run `workcharts runs list` to see their ids.\n',
      ])
    },
  )

  it.each(['show', 'logs'])('[CM16] runs %s says that there is no run with a whole id', async (verb) => {
    const { exit, stderr } = await aCli().run('runs', verb, '01a1fc21-842d-7263-8000-00000000000f')
    expect([exit, stderr]).toEqual([5, expect.stringContaining('(run-unknown)')])
  })
})

describe('runs logs', () => {
  it('[CM38] prints the log oldest first', async () => {
    const cli = await aRunOfTwo()
    expect((await cli.run('runs', 'logs', '1')).stdout).toBe(`09:00:00  owner started this run
09:00:00  lena asked: A person decides this.  due in 4 h
`)
    const { stdout } = await cli.run('runs', 'logs', '1', '--json')
    expect(
      stdout
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line).data.lead),
    ).toEqual(['owner', 'lena'])
  })

  it('[CM38] goes on until the run has ended, and exits as it ended', async () => {
    const cli = await aRunOfTwo()
    const other = { ...cli.parts, io: { ...cli.parts.io, stdout: { isTTY: false, write: () => undefined } } }
    const following = cli.run('runs', 'logs', '1', '-f')
    const { runCli } = await import('../../../src/cli/run-cli.ts')
    await runCli(['inbox', 'answer', '1', '--output', 'note=done'], other)
    await runCli(['inbox', 'approve', '1'], other)
    const { exit, stdout } = await following
    expect(exit).toBe(0)
    expect(stdout.split('\n').filter((line) => line.includes('asked:'))).toHaveLength(2)
    expect(stdout).toMatch(/The run ended as Succeeded\n$/)
  })

  it('[CM38] does not wait for people where nobody could answer', async () => {
    const cli = await aRunOfTwo({ kind: 'in-process' })
    expect((await cli.run('runs', 'logs', '1', '-f')).exit).toBe(10)
  })

  it('[CM34] stops on Ctrl-C', async () => {
    const cli = await aRunOfTwo()
    cli.interrupt()
    expect((await cli.run('runs', 'logs', '1', '-f')).exit).toBe(130)
  })

  it('[CM38] says where older lines are left out', async () => {
    const steps = Array.from(
      { length: 350 },
      (_, index) => `  - { id: s${index}, roles: { primary: "skill:sort-a-message" }, inputs: { text: x } }`,
    )
    const tree = {
      ...TREE,
      ...collection({ 'workflows/long.yaml': `workflow_id: long\nstages:\n${steps.join('\n')}\n` }),
    }
    const cli = aCli({ tree, script: sure(0.95) })
    await cli.run('workflow', 'run', 'long')
    const { stdout, stderr } = await cli.run('runs', 'logs', '1')
    expect(stderr).toBe('Older lines are left out.\n')
    expect(stdout).toMatch(/The run ended as Succeeded/)
  })
})

describe('changing a run', () => {
  it('[CM39] pauses, resumes and cancels it', async () => {
    const cli = await aRunOfTwo()
    expect((await cli.run('runs', 'pause', '1')).stdout).toBe('Run 00000001: Paused\n')
    expect((await cli.run('runs', 'resume', '1')).stdout).toBe('Run 00000001: Waiting\n')
    expect((await cli.run('runs', 'cancel', '1', '--note', 'A duplicate.')).stdout).toBe('Run 00000001: Canceled\n')
    expect((await cli.run('runs', 'logs', '1')).stdout).toContain('A duplicate.')
    expect((await cli.run('runs', 'cancel', '1')).stdout).toBe('Run 00000001: Canceled\n')
    expect(await cli.run('runs', 'pause', '1')).toEqual({
      exit: 4,
      stdout: '',
      stderr: 'error: This run has ended. (run-finished)\nhelp: Retry it from a stage to go on in a new run.\n',
    })
    expect((await cli.run('runs', 'resume', '1')).exit).toBe(4)
  })

  it('[CM213] compares a run with the last one that succeeded, or with another', async () => {
    const cli = aCli({ tree: TREE, script: sure(0.95) })
    await cli.run('workflow', 'run', 'sort', '--input', 'message=a')
    await cli.run('workflow', 'run', 'sort', '--input', 'message=b')
    const { exit, stdout } = await cli.run('runs', 'compare', '2')
    expect([exit, stdout.split('\n').slice(0, 5)]).toEqual([
      0,
      [
        'Run 00000002 (version 1): Succeeded',
        'beside 00000001 (version 1): Succeeded',
        '',
        'What the run was given',
        '  message  a → b',
      ],
    ])
    expect(stdout).toMatch(/\n\d+ things the same\.\n$/)
    expect((await cli.run('runs', 'compare', '2', '2')).stdout).not.toContain('→')
    const { data } = JSON.parse((await cli.run('runs', 'compare', '2', '1', '--json')).stdout)
    expect(data).toMatchObject({ before: { status: 'succeeded' } })
    for (const typed of [['1'], ['zz'], ['2', 'zz']]) expect((await cli.run('runs', 'compare', ...typed)).exit).toBe(5)
  })

  it('[CM230] says what the plan said beside what happened', async () => {
    const cli = aCli({ tree: TREE, script: sure(0.5) })
    await cli.run('workflow', 'run', 'sort', '--input', 'message=a')
    const { exit, stdout } = await cli.run('runs', 'plan', '1')
    expect([exit, stdout.split('\n')]).toEqual([
      0,
      [
        'Run 00000001: Waiting',
        '  stages: planned 1 → 1 to come',
        '  people asked: planned not known → asked once',
        '  time: planned not known → not yet',
        '  cost: planned not known → not yet',
        '',
        'classify',
        '  whether people are asked: planned if it is less than 85 % sure → asked once',
        '',
        '0 stages as planned, as far as anybody knows.',
        '',
      ],
    ])
    const { data } = JSON.parse((await cli.run('runs', 'plan', '1', '--json')).stdout)
    expect(data).toMatchObject({ status: 'waiting', differing: 1, omitted: 0 })
    expect((await cli.run('runs', 'plan', 'zz')).exit).toBe(5)
  })

  it('[CM39] a retry names the new run', async () => {
    const cli = await aRunOfTwo()
    await cli.run('inbox', 'answer', '1', '--output', 'note=fine')
    await cli.run('inbox', 'reject', '1')
    const { exit, stdout } = await cli.run('runs', 'retry', '1', '--from', 'second', '--json')
    const { kind, data } = JSON.parse(stdout)
    expect([exit, kind, data.status]).toEqual([0, 'run-state', 'waiting'])
    const shown = (await cli.run('runs', 'show', data.id)).stdout
    expect(shown).toContain('takes up  run 00000001')
    expect(shown).toContain('first: Done (taken over from the run before)')
    expect((await cli.run('runs', 'retry', '1', '--from', 'third')).exit).toBe(5)
    expect((await cli.run('runs', 'retry', 'zz', '--from', 'third')).exit).toBe(5)
  })

  it('[CM231] a retry is previewed, and takes other inputs and the newest version', async () => {
    const cli = aCli({ tree: TREE, script: sure(0.95) })
    await cli.run('workflow', 'run', 'sort', '--input', 'message=a')
    const retry = async (...more: readonly string[]) =>
      await cli.run('runs', 'retry', '1', '--from', 'classify', ...more)
    expect((await retry('--preview', '--input', 'message=b')).stdout).toBe(
      `Version 1: 0 stages kept, 1 done.
  classify: done again: it was chosen
Cost of what is done again, in this run: no cost
Nothing was started.
`,
    )
    const { data } = JSON.parse((await retry('--preview', '--json', '--input', 'message=7')).stdout)
    expect(data).toMatchObject({ values: { message: '7' }, kept: 0 })
    expect((await cli.run('runs', 'list')).stdout).not.toContain('00000002')
    const next = JSON.parse((await retry('--input', 'message=b', '--json')).stdout).data.id
    expect((await cli.run('runs', 'compare', next, '1')).stdout).toContain('message  a → b')
    expect((await retry('--newest')).stderr).toContain('is not published')
    await cli.run('workflow', 'publish', 'sort')
    expect((await retry('--newest', '--preview')).stdout).toContain('0 stages kept, 1 done.')
    for (const wrong of [
      ['--input', 'more=1'],
      ['--input', 'nothing'],
      ['--inputs', 'absent.json'],
    ])
      expect((await retry(...wrong)).exit).not.toBe(0)
    expect((await cli.run('runs', 'retry', 'zz', '--from', 'classify', '--preview')).exit).toBe(5)
    expect((await cli.run('runs', 'retry', '1', next, '--newest')).stderr).toContain('`--newest` is about one run')
  })

  it('[CM235] erases after a yes, once', async () => {
    const cli = await aRunOfTwo({ terminal: 'all', answers: ['no', 'yes'] })
    expect(await cli.run('runs', 'erase', '1')).toMatchObject({
      exit: 4,
      stderr: expect.stringContaining('has not ended'),
    })
    await cli.run('runs', 'cancel', '1')
    expect(await cli.run('runs', 'erase', '1')).toMatchObject({
      exit: 4,
      stderr: expect.stringContaining('Nothing was erased. (not-confirmed)'),
    })
    expect(await cli.run('runs', 'erase', '1')).toMatchObject({
      exit: 0,
      stdout: 'Run 00000001 is erased. Its receipts stay, and still verify.\n',
    })
    expect(cli.questions).toEqual([
      'Erase what run 00000001 of Two people was given, gave and was told? It can not be brought back. Type yes',
      'Erase what run 00000001 of Two people was given, gave and was told? It can not be brought back. Type yes',
    ])
    expect((await cli.run('runs', 'erase', '1')).exit).toBe(0)
    expect((await cli.run('runs', 'show', '1')).stdout).toMatch(/erased\W.*2026-11-21 09:00 GMT by owner/)
  })

  it('[CM235] asks nobody where there is no terminal, or with --yes', async () => {
    const cli = aCli({ tree: TREE, script: sure(0.95) })
    await cli.run('workflow', 'run', 'sort', '--input', 'message=a', '--title', 'The first')
    expect(await cli.run('runs', 'erase', '1')).toMatchObject({
      exit: 4,
      stderr: `error: Nobody was asked: this is no terminal. (not-confirmed)
help: Look at it with \`workcharts runs show\`, then use \`workcharts runs erase --yes\`.
`,
    })
    const { data } = JSON.parse((await cli.run('runs', 'erase', '1', '--yes', '--json')).stdout)
    expect(data).toMatchObject({ status: 'succeeded' })
    expect((await cli.run('runs', 'erase', 'zz')).exit).toBe(5)
  })

  it('[CM46] without a server, what goes on is waited for', async () => {
    const slow = collection({ 'workflows/sort.yaml': SORT })
    const cli = aCli({ tree: { ...TREE, ...slow }, script: sure(0.5), kind: 'in-process' })
    await cli.run('workflow', 'run', 'sort', '--input', 'message=a')
    expect(await cli.run('inbox', 'approve', '1')).toEqual({
      exit: 0,
      stdout: 'Approved: 00000001.classify.1\n',
      stderr: 'Run 00000001: Succeeded\n',
    })
    expect((await cli.run('runs', 'retry', '1', '--from', 'classify')).stdout).toMatch(/^Run \d{8}: Waiting\n$/)
  })

  it('[CM46] with a server, it is left to it', async () => {
    const cli = await aRunOfTwo()
    await cli.run('runs', 'pause', '1')
    const { stdout } = await cli.run('runs', 'resume', '1', '--json')
    expect(JSON.parse(stdout).data).toEqual({ id: '01a1fc21-842d-7263-8000-000000000001', status: 'waiting' })
  })
})
