import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import type { Finding } from '../../../src/api/contract/system.ts'
import { aCli, collection } from '../../support/cli.ts'
import { REFUNDS, sure, TREE } from '../../support/cli-documents.ts'

describe('triggers', () => {
  async function aSchedule() {
    const cli = aCli({ tree: TREE, script: sure(0.95) })
    await cli.run('workflow', 'publish', 'refunds')
    return cli
  }

  it('[CM47] are listed with their next start on their own clock', async () => {
    const cli = await aSchedule()
    expect(await cli.run('triggers', 'list')).toEqual({
      exit: 0,
      stdout: `TRIGGER           WHEN                             STATE  NEXT START                           LAST RUN
refunds/weekdays  At 09:00, Monday through Friday  on     2026-11-23 09:00 GMT, Europe/London
`,
      stderr: '',
    })
    await cli.run('triggers', 'fire', 'weekdays')
    expect((await cli.run('triggers', 'list')).stdout).toMatch(/Europe\/London +id-\d{4}\n$/)
    expect(JSON.parse((await cli.run('triggers', 'list', '--json')).stdout).kind).toBe('triggers')
  })

  it('[CM47] says so where there is none', async () => {
    expect((await aCli().run('triggers', 'list')).stderr).toBe(
      'No trigger yet. A WorkChart with a schedule or an event starts by itself once it is published.\n',
    )
  })

  it('[CM47] prints the starts after a given time, across a change of the clocks', async () => {
    const cli = await aSchedule()
    const { stdout } = await cli.run(
      'triggers',
      'next',
      'refunds/weekdays',
      '--from',
      '2027-03-26T00:00:00+00:00',
      '--count',
      '2',
    )
    expect(stdout).toBe(`At 09:00, Monday through Friday, Europe/London
  2027-03-26 09:00 GMT  2027-03-26T09:00:00.000Z
  2027-03-29 09:00 BST  2027-03-29T08:00:00.000Z
`)
    const { data } = JSON.parse((await cli.run('triggers', 'next', 'weekdays', '--json')).stdout)
    expect(data.next).toHaveLength(5)
  })

  it('[CM18] takes the trigger alone where one has that name', async () => {
    const cli = await aSchedule()
    cli.addFiles(collection({ 'workflows/other.yaml': REFUNDS.replace('workflow_id: refunds', 'workflow_id: other') }))
    await cli.run('workflow', 'publish', 'other')
    const { exit, stderr } = await cli.run('triggers', 'next', 'weekdays')
    expect([exit, stderr]).toEqual([
      2,
      'error: 2 schedules are called "weekdays". (trigger-ambiguous)\n  other/weekdays\n  refunds/weekdays\nhelp: Name its WorkChart too.\n',
    ])
    expect((await cli.run('triggers', 'next', 'other/weekdays')).exit).toBe(0)
  })

  it.each([
    ['next gone', 5, 'There is no schedule "gone". (trigger-unknown)'],
    ['fire gone', 5, 'There is no schedule "gone". (trigger-unknown)'],
    ['next weekdays --from soon', 2, '"soon" is not a time. (instant-spelling)'],
  ])('[CM18] triggers %s exits %d', async (line, code, message) => {
    const { exit, stderr } = await aCli().run('triggers', ...line.split(' '))
    expect([exit, stderr.split('\n')[0]]).toEqual([code, `error: ${message}`])
  })

  it('[CM48] fires a schedule now', async () => {
    const cli = await aSchedule()
    expect((await cli.run('triggers', 'fire', 'weekdays')).stdout).toMatch(/^Run id-\d{4}: (?:Running|Waiting)\n$/)
  })
})

describe('what triggers did and shall do', () => {
  async function aSchedule() {
    const cli = aCli({ tree: TREE, script: sure(0.95) })
    await cli.run('workflow', 'publish', 'refunds')
    return cli
  }
  /** The Saturday that the tests begin on. */
  const LAST_WEEK = ['--from', '2026-11-17T00:00:00Z', '--to', '2026-11-19T00:00:00Z']

  it('[CM143] are paused with the reason, listed so, and resumed with the next start', async () => {
    const cli = await aSchedule()
    expect((await cli.run('triggers', 'pause', 'weekdays', '--because', 'Stocktaking.')).stdout).toBe(
      'refunds/weekdays is paused. It starts again with: workcharts triggers resume refunds/weekdays\n',
    )
    expect((await cli.run('triggers', 'list')).stdout).toContain('paused')
    const { data } = JSON.parse((await cli.run('triggers', 'resume', 'weekdays', '--json')).stdout)
    expect(data).toMatchObject({ state: 'on', pause: null })
    expect((await cli.run('triggers', 'resume', 'weekdays')).stdout).toBe(
      'refunds/weekdays is resumed. Next start: 2026-11-23 09:00 GMT, Europe/London\n',
    )
    expect((await cli.run('triggers', 'pause', 'gone')).exit).toBe(5)
  })

  it('[CM144] a range is previewed, which starts nothing, then filled in', async () => {
    const cli = await aSchedule()
    expect((await cli.run('triggers', 'backfill', 'weekdays', ...LAST_WEEK, '--preview')).stdout).toBe(
      'Would start 2 runs; 0 had started before.\n  2026-11-17T09:00:00.000Z\n  2026-11-18T09:00:00.000Z\n',
    )
    expect((await cli.run('triggers', 'log', 'weekdays')).stderr).toBe(
      'It has started nothing yet, and left nothing out.\n',
    )
    expect((await cli.run('triggers', 'backfill', 'weekdays', ...LAST_WEEK, '--at-once')).stdout).toBe(
      'Starts 2 runs; 0 had started before.\n',
    )
    const again = await cli.run('triggers', 'backfill', 'weekdays', ...LAST_WEEK, '--preview', '--json')
    expect(JSON.parse(again.stdout).data).toEqual({ starts: [], started: 2 })
    for (const range of [
      ['--from', 'x', '--to', '2026-11-19T00:00:00Z'],
      ['--from', '2026-11-19T00:00:00Z', '--to', 'x'],
    ])
      expect((await cli.run('triggers', 'backfill', 'weekdays', ...range)).exit).toBe(2)
    expect((await cli.run('triggers', 'backfill', 'gone', ...LAST_WEEK)).exit).toBe(5)
  })

  it('[CM145] the log says what came of each time', async () => {
    const cli = await aSchedule()
    await cli.run('triggers', 'backfill', 'weekdays', ...LAST_WEEK)
    const { stdout } = await cli.run('triggers', 'log', 'weekdays')
    expect(stdout).toMatch(/^TIME +WHAT CAME OF IT +WHY\n2026-11-18 09:00 GMT +(?:waiting|run id-\d{4})/)
    expect(JSON.parse((await cli.run('triggers', 'log', 'weekdays', '--json')).stdout).kind).toBe('firings')
    expect((await cli.run('triggers', 'log', 'gone')).exit).toBe(5)
  })

  it('[CM146] a time that has passed is started, and one that is none is refused with the next', async () => {
    const cli = await aSchedule()
    const passed = await cli.run('triggers', 'fire', 'weekdays', '--at', '2026-11-18T09:00:00Z')
    expect(passed.stdout).toMatch(/^Run id-\d{4}: /)
    const other = await cli.run('triggers', 'fire', 'weekdays', '--at', '2026-11-18T09:01:00Z')
    expect(other.stderr).toContain('The next one is 2026-11-19T09:00:00.000Z.')
    expect((await cli.run('triggers', 'fire', 'weekdays', '--at', 'noon')).exit).toBe(2)
  })
})

describe('receipts', () => {
  async function anExport() {
    const cli = aCli({ tree: TREE, script: sure(0.95) })
    for (const message of ['a', 'b']) await cli.run('workflow', 'run', 'sort', '--input', `message=${message}`)
    const { stdout } = await cli.run('receipts', 'export')
    return { cli, text: stdout }
  }

  it('[CM50] exports to stdout, or into a file', async () => {
    const { cli, text } = await anExport()
    expect(text.trimEnd().split('\n')).toHaveLength(5)
    expect(await cli.run('receipts', 'export', '--out', 'r.ndjson')).toEqual({
      exit: 0,
      stdout: '',
      stderr: 'Written to r.ndjson. Check it with `workcharts receipts verify r.ndjson`.\n',
    })
    expect(cli.written.get('r.ndjson')).toBe(text)
    expect((await cli.run('receipts', 'export', '--run', '2')).stdout.trimEnd().split('\n')).toHaveLength(3)
    expect((await cli.run('receipts', 'export', '--workflow', 'refunds')).stdout.trimEnd().split('\n')).toHaveLength(1)
  })

  it('[CM50] says why a file can not be written', async () => {
    const { cli } = await anExport()
    expect(await cli.run('receipts', 'export', '--out', '/forbidden/r')).toEqual({
      exit: 2,
      stdout: '',
      stderr:
        'error: /forbidden/r can not be written: the system does not allow it. (file-unwritable)\nhelp: Choose another path.\n',
    })
    expect((await cli.run('receipts', 'export', '--run', 'zz')).exit).toBe(5)
    const refused = aCli({ connection: { send: async () => new Response('', { status: 500 }) } })
    expect((await refused.run('receipts', 'export')).exit).toBe(1)
  })

  it('[CM49] verifies what was exported', async () => {
    const { cli } = await anExport()
    await cli.run('receipts', 'export', '--out', 'r.ndjson')
    expect((await cli.run('receipts', 'verify', 'r.ndjson')).stdout).toBe(
      'verified: 4 receipts of 2 runs. Nothing was changed, left out or put in since the export was made.\n',
    )
    const { data } = JSON.parse((await cli.run('receipts', 'verify', 'r.ndjson', '--json')).stdout)
    expect(data).toEqual({
      ...{ verifies: true, receipts: 4, runs: 2, signed: null, notSigned: 4, keyFits: null },
      tampering: null,
    })
  })

  it('[CM49] names the line that was changed', async () => {
    const { text } = await anExport()
    const cli = aCli({ files: { 'r.ndjson': text.replace('"attempts":1', '"attempts":2') } })
    expect(await cli.run('receipts', 'verify', 'r.ndjson')).toEqual({
      exit: 3,
      stdout: '',
      stderr: `error: These receipts are not what was exported. (receipts-changed)
  r.ndjson:2:1 Receipt 2 of run 01a1fc21-842d-7263-8000-000000000001 does not follow the one before it, which was changed (line 1).
help: Do not rely on this file. Export it again from where the runs are kept.
`,
    })
    const { exit, stdout } = await cli.run('receipts', 'verify', 'r.ndjson', '--json')
    expect([exit, JSON.parse(stdout).data]).toMatchObject([3, { verifies: false, tampering: { line: 2 } }])
    expect((await cli.run('receipts', 'verify', 'gone')).exit).toBe(2)
  })
})

describe('doctor', () => {
  const findings: readonly Finding[] = [
    { id: 'node', title: 'Node', state: 'ok', detail: '26.10.0', mend: null },
    { id: 'ai', title: 'AI', state: 'missing', detail: 'none is connected', mend: 'People do what agents would.' },
  ]

  it('[CM51] says what was found and what to do', async () => {
    expect(await aCli({ parts: { examine: async () => findings } }).run('doctor')).toEqual({
      exit: 0,
      stdout: `ok       Node: 26.10.0
missing  AI: none is connected
         People do what agents would.
`,
      stderr: '',
    })
  })

  it('[CM51] exits 1 where something is wrong', async () => {
    const wrong: Finding = { id: 'disk', title: 'Disk', state: 'wrong', detail: 'full', mend: null }
    const cli = aCli({ parts: { examine: async () => [...findings, wrong] } })
    const { exit, stdout } = await cli.run('doctor', '--json')
    expect([exit, JSON.parse(stdout).kind]).toEqual([1, 'doctor'])
  })
})

describe('open', () => {
  it('[CM52] prints a start link', async () => {
    const cli = aCli()
    const { exit, stdout, stderr } = await cli.run('open')
    expect([exit, stderr]).toEqual([0, 'Open this link within a minute. It works once.\n'])
    expect(stdout).toMatch(/^http:\/\/127\.0\.0\.1:4780\/#code=[\w-]{43}\n$/)
    expect(cli.opened).toEqual([])
  })

  it('[CM52] shows it in a browser from a terminal', async () => {
    const cli = aCli({ terminal: 'all' })
    const { stdout, stderr } = await cli.run('open')
    expect([cli.opened, stderr]).toEqual([
      [stdout.trimEnd()],
      'Opened in your browser. The link works once, within a minute.\n',
    ])
    await cli.run('open', '--no-browser')
    expect(cli.opened).toHaveLength(1)
  })

  it('[CM52] needs a running server', async () => {
    const { exit, stderr } = await aCli({ kind: 'in-process' }).run('open')
    expect([exit, stderr]).toEqual([
      1,
      'error: No WorkCharts server is running here. (no-server)\nhelp: Run `workcharts start`.\n',
    ])
  })
})

describe('start', () => {
  it('[CM53] hands its options to the server', async () => {
    const cli = aCli()
    await cli.run('start')
    await cli.run('start', '--port', '0', '--no-browser')
    expect(cli.started).toMatchObject([
      { port: undefined, browser: 'open', sharing: { share: 'off' } },
      { port: 0, browser: 'leave' },
    ])
    expect((await cli.run('start', '--port', '70000')).exit).toBe(2)
  })
})

describe('completion', () => {
  const complete = async (line: string): Promise<string> => {
    const { stdout } = await aCli().run('completion', 'bash')
    const words = line.split(' ')
    const script = `${stdout}\nCOMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length - 1}; _workcharts; echo "\${COMPREPLY[*]}"`
    return execFileSync('bash', ['-c', script], { encoding: 'utf8' }).trimEnd()
  }

  it.each([
    [
      'workcharts ',
      'start open doctor backup restore completion workflow runs inbox triggers events receipts gate insights skills context memory connections people tokens audit notices prices trust --version -V -h --help',
    ],
    ['workcharts wo', 'workflow'],
    ['workcharts inbox re', 'reject retry reassign release'],
    ['workcharts runs list --st', '--started-by --status'],
    ['workcharts runs list --status ', 'running waiting paused succeeded failed rejected canceled'],
    ['workcharts inbox list --status a', 'answered'],
    ['workcharts workflow run refunds --f', '--follow'],
    ['workcharts receipts export --out ', ''],
    ['workcharts completion ', 'bash zsh fish -h --help'],
  ])('[CM54] bash completes "%s"', async (line, words) => {
    const given = await complete(line)
    expect(given.split(' ').sort()).toEqual(words.split(' ').sort())
  })

  it('[CM54] zsh knows commands, options and choices', async () => {
    const { stdout } = await aCli().run('completion', 'zsh')
    expect(stdout).toContain("'runs list') at='runs list' ;;")
    expect(stdout).toContain("'inbox list --status') names=('open' 'answered' 'withdrawn') ;;")
    expect(stdout).toContain("'pause:start nothing new in a run; answers and deadlines go on'")
  })

  it('[CM54] fish knows commands, options and choices', async () => {
    const { stdout } = await aCli().run('completion', 'fish')
    expect(stdout).toContain(
      "complete -c workcharts -n '__workcharts_path \\'runs\\'' -f -a list -d 'list runs, the newest first'",
    )
    expect(stdout).toContain("-l status -r -f -a 'open answered withdrawn' -d 'tasks in this state'")
    expect(stdout).toContain("complete -c workcharts -n '__workcharts_path \\'completion\\'' -f -a 'bash zsh fish'")
    expect(stdout).toContain("-s f -l follow -d 'go on printing until the run has ended'")
  })

  it('[CM54] knows no other shell', async () => {
    expect((await aCli().run('completion', 'csh')).stderr.split('\n')[0]).toBe(
      "error: Command-argument value 'csh' is invalid for argument 'shell'. Allowed choices are bash, zsh, fish. (invalid-argument)",
    )
  })
})
