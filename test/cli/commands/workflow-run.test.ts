import { describe, expect, it } from 'vitest'
import { aCli, collection } from '../../support/cli.ts'
import { SORT, sure, TREE, UNSURE_ABOUT_MAYBE } from '../../support/cli-documents.ts'
import type { Script } from '../../support/engine.ts'
import { anError } from '../../support/runs.ts'

const FAILS: Script = () => ({ type: 'failed', error: anError() })

/** `sort`, whose stage gives up instead of asking a person. */
const BRITTLE = collection({
  'workflows/brittle.yaml': SORT.replace('sort', 'brittle').replace(
    'gate: { threshold: 0.85 }',
    'on_error: fail\n    retry: { maximum_attempts: 1 }',
  ),
})

describe('workflow run', () => {
  it('[CM31] waits until a run has ended, and shows it', async () => {
    const cli = aCli({ tree: TREE, script: sure(0.95) })
    expect(await cli.run('workflow', 'run', 'sort', '--input', 'message=hello', '--title', 'First')).toEqual({
      exit: 0,
      stdout: `Run 00000001 of sort (First): Succeeded
id       01a1fc21-842d-7263-8000-000000000001
started  2026-11-21 09:00 GMT by owner
ended    2026-11-21 09:00 GMT

  classify: Done (by sort-a-message, 95 % sure, asks a person below 85 %)
    label  refund

Gave
  label  refund
`,
      stderr: 'Run 00000001 started.\n',
    })
  })

  it('[CM31] exits 10 where a person is needed', async () => {
    const cli = aCli({ tree: TREE, script: sure(0.71) })
    expect(await cli.run('workflow', 'run', 'refunds', '--input', 'message=hello', '--no-input')).toEqual({
      exit: 10,
      stdout: `Run 00000001 of Refund requests: Waiting
id       01a1fc21-842d-7263-8000-000000000001
started  2026-11-21 09:00 GMT by owner

  classify: Awaiting Approval (71 % sure, asks a person below 85 %)
    71 % sure is less than the 85 % set for this stage.
    task 00000001.classify.1, due in 4h
  draft: Not started
  approve: Not started
`,
      stderr: 'Run 00000001 started.\nA person is needed: `workcharts inbox show 00000001`.\n',
    })
  })

  it('[CM31] exits 1 where the run failed', async () => {
    const cli = aCli({ tree: { ...TREE, ...BRITTLE }, script: FAILS })
    const { exit, stdout } = await cli.run('workflow', 'run', 'brittle', '--input', 'message=hello')
    expect(exit).toBe(1)
    expect(stdout).toContain('Run 00000001 of brittle: Failed')
  })

  it('[CM31] prints the run as JSON', async () => {
    const cli = aCli({ tree: TREE, script: sure(0.95) })
    const { stdout } = await cli.run('workflow', 'run', 'sort', '--input', 'message=hello', '--json')
    expect(JSON.parse(stdout)).toMatchObject({ kind: 'run', data: { summary: { status: 'succeeded' } } })
  })

  it('[CM33] prints each line of the log once while it runs', async () => {
    const cli = aCli({ tree: TREE, script: sure(0.95) })
    const { stdout } = await cli.run('workflow', 'run', 'sort', '--input', 'message=hello', '--follow')
    const [log] = stdout.split('Run 00000001')
    expect(log).toBe(`09:00:00  owner started this run
09:00:00  sort-a-message is doing classify  try 1 of 3
09:00:00  sort-a-message gave refund, 95 % sure  0 s
09:00:00  classify is done and passes on refund
09:00:00  The run ended as Succeeded and gave refund
`)
  })

  it('[CM33] prints one JSON value a line with --json', async () => {
    const cli = aCli({ tree: TREE, script: sure(0.71) })
    const { exit, stdout, stderr } = await cli.run(
      'workflow',
      'run',
      'sort',
      '--input',
      'message=hello',
      '--follow',
      '--json',
    )
    const kinds = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).kind)
    expect([exit, new Set(kinds.slice(0, -1)), kinds.at(-1)]).toEqual([10, new Set(['log-line']), 'run'])
    expect(stderr).toBe('A person is needed: `workcharts inbox show 00000001`.\n')
  })

  it('[CM34] leaves the run where it is on Ctrl-C', async () => {
    let cli = aCli({ tree: TREE })
    const script: Script = () => {
      cli.interrupt()
      return new Promise(() => undefined)
    }
    const outcomes: unknown[] = []
    for (const [kind, follow] of [
      ['server', []],
      ['in-process', ['--follow']],
    ] as const) {
      cli = aCli({
        tree: TREE,
        script: (assignment, signal) => Promise.race([script(assignment, signal), aborted(signal)]),
        kind,
      })
      const { exit, stderr } = await cli.run('workflow', 'run', 'sort', '--input', 'message=hello', ...follow)
      outcomes.push([exit, stderr.trimEnd().split('\n').at(-1)])
    }
    expect(outcomes).toEqual([
      [130, 'Stopped watching run 00000001. It goes on: `workcharts runs logs 00000001 -f`.'],
      [130, 'Stopped watching run 00000001. It goes on when `workcharts start` runs.'],
    ])
  })
})

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
}

describe('inputs', () => {
  const label = async (cli: ReturnType<typeof aCli>, run: string) => {
    const { stdout } = await cli.run('runs', 'show', run, '--json')
    return JSON.parse(stdout).data.inputs.map(({ name, value }: { name: string; value: unknown }) => [name, value])
  }

  it('[CM28] come from a file, over it from pairs, over that from a line', async () => {
    const files = { 'in.json': '{"message":"file","amount":1}', 'each.jsonl': '{"message":"line"}\n' }
    const cli = aCli({ tree: TREE, files, script: sure(0.5) })
    const start = ['workflow', 'run', 'refunds', '--inputs', 'in.json']
    await cli.run(...start, '--input', 'message=pair')
    await cli.run(...start, '--input', 'message=pair', '--each', 'each.jsonl')
    expect(await label(cli, '1')).toEqual([
      ['amount', 1],
      ['message', 'pair'],
    ])
    expect(await label(cli, '2')).toEqual([
      ['amount', 1],
      ['message', 'line'],
    ])
  })

  it('[CM20] are read as the schema wants them', async () => {
    const cli = aCli({ tree: TREE, script: sure(0.5) })
    await cli.run('workflow', 'run', 'refunds', '--input', 'message=12', '--input', 'amount=12')
    expect(await label(cli, '1')).toEqual([
      ['amount', 12],
      ['message', '12'],
    ])
    const { exit, stderr } = await cli.run(
      'workflow',
      'run',
      'refunds',
      '--input',
      'message=x',
      '--input',
      'amount=lots',
    )
    expect([exit, stderr.split('\n')[1]]).toEqual([2, '  /amount: The value must be a number.'])
  })

  it('[CM29] that are missing are asked of a person at a terminal', async () => {
    const cli = aCli({
      tree: TREE,
      script: sure(0.5),
      terminal: 'all',
      answers: ['Where is it?'],
      env: { NO_COLOR: '1' },
    })
    await cli.run('workflow', 'run', 'refunds')
    expect(cli.questions).toEqual(['message (What the customer wrote)'])
    expect(await label(cli, '1')).toEqual([
      ['amount', 3],
      ['message', 'Where is it?'],
    ])
  })

  it('[CM29] that are missing are never asked for with --no-input or without a terminal', async () => {
    for (const [terminal, flag] of [
      ['all', ['--no-input']],
      ['none', []],
    ] as const) {
      const cli = aCli({ tree: TREE, terminal, env: { NO_COLOR: '1' } })
      const { exit, stderr } = await cli.run('workflow', 'run', 'refunds', ...flag)
      expect(cli.questions).toEqual([])
      expect([exit, stderr]).toEqual([
        2,
        'error: The inputs do not fit the WorkChart. (inputs-invalid)\n  /message: The input "message" is missing.\nhelp: Give an input with `--input name=value`; `workcharts workflow show` names them.\n',
      ])
    }
  })

  it('[CM29] an empty answer leaves an input out, and one without a description is asked by its name', async () => {
    const cli = aCli({ tree: TREE, terminal: 'all', answers: [''] })
    expect((await cli.run('workflow', 'run', 'sort')).exit).toBe(2)
    expect(cli.questions).toEqual(['message'])
  })

  it.each([
    ['--inputs', { 'in.json': '[1]' }, 'in.json does not hold a JSON object. (not-json)'],
    ['--inputs', {}, 'in.json can not be read: there is nothing at this path. (file-unreadable)'],
    ['--each', { 'in.json': '\n \n' }, 'in.json holds no line. (file-empty)'],
    ['--each', {}, 'in.json can not be read: there is nothing at this path. (file-unreadable)'],
  ])('[CM30] %s of an unreadable file starts nothing', async (flag, files, message) => {
    const cli = aCli({ tree: TREE, files })
    const { exit, stderr } = await cli.run('workflow', 'run', 'sort', flag, 'in.json')
    expect([exit, stderr.split('\n')[0]]).toEqual([2, `error: ${message}`])
    expect((await cli.run('runs', 'list')).stdout).toBe('')
  })

  it('[CM30] each wrong line is named', async () => {
    const cli = aCli({ tree: TREE, files: { 'in.jsonl': '{"message":"a"}\noops\n\n{"message":\n' } })
    expect(await cli.run('workflow', 'run', 'sort', '--each', 'in.jsonl')).toEqual({
      exit: 2,
      stdout: '',
      stderr: `error: in.jsonl has 2 lines that can not be read. (not-json)
  in.jsonl:2:1 This line is not a JSON object.
  in.jsonl:4:1 This line is not a JSON object.
help: Write one JSON object a line, such as {"message": "…"}. Nothing was started.
`,
    })
  })

  it('[CM30] that do not fit are shown at their line', async () => {
    const cli = aCli({ tree: TREE, files: { 'in.jsonl': '{"message":"a"}\n\n{"message":7}\n' } })
    const { exit, stderr } = await cli.run('workflow', 'run', 'sort', '--each', 'in.jsonl')
    expect([exit, stderr.split('\n')[1]]).toEqual([2, '  in.jsonl:3:1 /message: The value must be text.'])
  })

  it.each([
    ['workflow run ./sort.yaml', '"./sort.yaml" is a path, and only what is in a collection can be run. (not-an-id)'],
    ['workflow run sort --bind x', '"x" is not a name and a value. (pair-spelling)'],
    ['workflow run sort --input =x', '"=x" is not a name and a value. (pair-spelling)'],
    ['workflow run gone', 'There is no WorkChart "gone". (workflow-unknown)'],
    [
      'workflow run sort --each a --follow',
      "Option '--each <file>' cannot be used with option '--follow'. (conflicting-option)",
    ],
  ])('[CM11] %s is refused', async (line, message) => {
    const { stderr } = await aCli({ tree: TREE }).run(...line.split(' '))
    expect(stderr.split('\n')[0]).toBe(`error: ${message}`)
  })
})

describe('workflow run --each', () => {
  const files = { 'three.jsonl': '{"message":"yes"}\n{"message":"maybe"}\n{"message":"no"}\n' }

  it('[CM32] counts how the runs stand, and exits 10 where people are needed', async () => {
    const cli = aCli({ tree: TREE, files, script: UNSURE_ABOUT_MAYBE })
    const { exit, stdout, stderr } = await cli.run('workflow', 'run', 'sort', '--each', 'three.jsonl')
    expect([exit, stdout]).toEqual([10, 'OUTCOME    RUNS\nSucceeded  2\nWaiting    1\n'])
    const lines = stderr.trimEnd().split('\n')
    expect(lines.slice(-2)).toEqual([
      '3 runs started, 2 finished, 1 waiting for a person',
      '1 run waits for a person: `workcharts inbox list`.',
    ])
  })

  it('[CM32] a failure counts before a person who is needed', async () => {
    const script: Script = (assignment, signal) =>
      assignment.inputs['text'] === 'no' ? FAILS(assignment, signal) : UNSURE_ABOUT_MAYBE(assignment, signal)
    const text = SORT.replace('sort', 'brittle').replace(
      'gate:',
      'on_error: fail\n    retry: { maximum_attempts: 1 }\n    gate:',
    )
    const cli = aCli({ tree: { ...TREE, ...collection({ 'workflows/brittle.yaml': text }) }, files, script })
    const { exit, stdout } = await cli.run('workflow', 'run', 'brittle', '--each', 'three.jsonl')
    expect([exit, stdout]).toEqual([1, 'OUTCOME    RUNS\nSucceeded  1\nFailed     1\nWaiting    1\n'])
  })

  it('[CM32] starts more than one call takes, and lists them all as JSON', async () => {
    const lines = Array.from({ length: 1_003 }, (_, index) => JSON.stringify({ message: `number ${index}` })).join('\n')
    const cli = aCli({ tree: TREE, files: { 'many.jsonl': lines }, script: sure(0.95) })
    const { exit, stdout } = await cli.run('workflow', 'run', 'sort', '--each', 'many.jsonl', '--json')
    const { kind, data } = JSON.parse(stdout)
    expect([exit, kind, new Set(data.runs.map(({ id }: { id: string }) => id)).size]).toEqual([0, 'run-batch', 1_003])
  }, 60_000)

  it('[CM32] says which lines were started where a later call is refused', async () => {
    const lines = Array.from({ length: 1_001 }, (_, index) =>
      JSON.stringify({ message: index < 1_000 ? 'a' : 7 }),
    ).join('\n')
    const cli = aCli({ tree: TREE, files: { 'many.jsonl': lines }, script: sure(0.95) })
    const { exit, stderr } = await cli.run('workflow', 'run', 'sort', '--each', 'many.jsonl')
    expect([exit, stderr.split('\n').slice(0, 3)]).toEqual([
      2,
      [
        'The first 1,000 runs were started, the others were not.',
        'error: The inputs do not fit the WorkChart. (inputs-invalid)',
        '  many.jsonl:1001:1 /message: The value must be text.',
      ],
    ])
  }, 60_000)

  it('[CM34] stops watching on Ctrl-C', async () => {
    const cli = aCli({ tree: TREE, files, script: (_, signal) => aborted(signal) })
    cli.interrupt()
    const { exit, stdout, stderr } = await cli.run('workflow', 'run', 'sort', '--each', 'three.jsonl')
    expect([exit, stdout, stderr.trimEnd().split('\n').at(-1)]).toEqual([
      130,
      'OUTCOME  RUNS\nRunning  3\n',
      'Stopped watching. The runs stay: `workcharts runs list` shows where they stand.',
    ])
  })
})

describe('saved plans', () => {
  const RULES = 'collections/default/context/house-rules.md'

  it('[CM70] a plan is saved and run as it is', async () => {
    const cli = aCli({ tree: TREE, script: sure(0.95) })
    expect(await cli.run('workflow', 'plan', 'sort', '--save', 'sort.plan.json')).toEqual({
      exit: 0,
      stdout: '',
      stderr: 'The plan is in sort.plan.json. Run it with: workcharts workflow run sort --plan sort.plan.json\n',
    })
    const { exit } = await cli.run('workflow', 'run', 'sort', '--plan', 'sort.plan.json', '--input', 'message=hello')
    expect(exit).toBe(0)
  })

  it('[CM70] is refused where something it depends on changed, naming what', async () => {
    const cli = aCli({ tree: TREE })
    await cli.run('workflow', 'plan', 'refunds', '--save', 'p.json')
    cli.addFiles({ [RULES]: '# House rules\nBe kind.\n' })
    const { exit, stderr } = await cli.run('workflow', 'run', 'refunds', '--plan', 'p.json', '--input', 'message=hi')
    expect(exit).toBe(4)
    expect(stderr).toContain('classify: What it knows has changed.')
    expect((await cli.run('runs', 'list')).stdout).not.toContain('refunds')
  })

  it('[CM70] files that are none, or of another WorkChart, are refused with the way out', async () => {
    const cli = aCli({ tree: TREE, files: { 'a.json': '{"a":1}', 'b.json': 'nonsense' } })
    await cli.run('workflow', 'plan', 'sort', '--save', 'sort.json')
    const refused = async (file: string) => await cli.run('workflow', 'run', 'refunds', '--plan', file)
    expect(await refused('a.json')).toMatchObject({ exit: 2, stderr: expect.stringContaining('no saved plan') })
    expect(await refused('b.json')).toMatchObject({ exit: 2 })
    expect(await refused('sort.json')).toMatchObject({
      exit: 2,
      stderr: expect.stringContaining('workcharts workflow run sort --plan sort.json'),
    })
    expect(await cli.run('workflow', 'plan', './x.yaml', '--save', 'x')).toMatchObject({ exit: 2 })
    expect(await cli.run('workflow', 'plan', 'none', '--save', 'x')).toMatchObject({ exit: 5 })
  })
})
