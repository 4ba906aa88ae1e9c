import { describe, expect, it } from 'vitest'
import { timestamp } from '../../../src/core/basics/timestamp.ts'
import type { TestCli } from '../../support/cli.ts'
import { aCli, collection, START } from '../../support/cli.ts'
import { sure, TREE } from '../../support/cli-documents.ts'

async function anUnsureRun(options: Parameters<typeof aCli>[0] = {}): Promise<TestCli> {
  const cli = aCli({ tree: TREE, script: sure(0.71), ...options })
  await cli.run('workflow', 'run', 'refunds', '--input', 'message=I want my money back', '--title', 'Order 48213')
  return cli
}

describe('inbox list', () => {
  it('[CM40] shows how sure, why and when', async () => {
    const cli = await anUnsureRun()
    expect(await cli.run('inbox', 'list')).toEqual({
      exit: 0,
      stdout: `TASK                 WORKCHART  FOR      SURE  DUE        WHY
00000001.classify.1  refunds    support  71 %  due in 4h  71 % sure is less than the 85 % set for this stage.
`,
      stderr: '',
    })
  })

  it('[CM40] shows who took a task, who decided, and what was withdrawn', async () => {
    const cli = await anUnsureRun()
    await cli.run('inbox', 'claim', '1')
    expect((await cli.run('inbox', 'list', '--run', '1')).stdout).toContain('taken by owner')
    await cli.run('inbox', 'approve', '1')
    await cli.run('runs', 'cancel', '1')
    expect((await cli.run('inbox', 'list', '--status', 'answered')).stdout).toContain(
      '2026-11-21 09:00 GMT, approve by owner',
    )
    expect((await cli.run('inbox', 'list', '--status', 'withdrawn')).stdout).toMatch(/00000001\.draft\.1 .* withdrawn /)
  })

  it('[CM40] says that nothing waits, and when there is more', async () => {
    const cli = await anUnsureRun()
    await cli.run('workflow', 'run', 'refunds', '--input', 'message=again')
    expect((await cli.run('inbox', 'list', '--limit', '1')).stderr).toBe('There are more: `--limit` shows up to 200.\n')
    expect((await cli.run('inbox', 'list', '--status', 'answered')).stderr).toBe('No such task.\n')
    expect((await aCli().run('inbox', 'list')).stderr).toBe('Nothing waits for a person.\n')
    expect((await aCli().run('inbox', 'list', '--run', 'zz')).exit).toBe(5)
    expect(JSON.parse((await cli.run('inbox', 'list', '--json')).stdout)).toMatchObject({
      kind: 'tasks',
      data: { tasks: [{}, {}] },
    })
  })
})

describe('inbox list by priority', () => {
  it('[CM171] lists those of a priority, and the most urgent first where that is asked', async () => {
    const chart = (id: string, escalation: string) => ({
      [`workflows/${id}.yaml`]: `workflow_id: ${id}\nstages: [{ id: decide, roles: { primary: "human:support" }, escalation: ${escalation} }]\n`,
    })
    const later = chart('later', '{ priority: urgent, sla: 9h }')
    const cli = aCli({ tree: collection({ ...later, ...chart('sooner', '{ sla: 1h }') }) })
    await cli.run('workflow', 'run', 'later')
    await cli.run('workflow', 'run', 'sooner')
    const listed = async (...flags: readonly string[]) => {
      const { stdout } = await cli.run('inbox', 'list', '--json', ...flags)
      return JSON.parse(stdout).data.tasks.map(
        (task: { readonly workflow: { readonly id: string } }) => task.workflow.id,
      )
    }
    expect(await listed()).toEqual(['sooner', 'later'])
    expect(await listed('--sort', 'priority')).toEqual(['later', 'sooner'])
    expect(await listed('--priority', 'normal')).toEqual(['sooner'])
    expect((await cli.run('inbox', 'list', '--priority', 'low')).stderr).toBe(
      'Nothing of priority low waits for a person.\n',
    )
    expect((await cli.run('inbox', 'list', '--priority', 'most')).exit).toBe(2)
  })
})

describe('inbox show', () => {
  it('[CM41] puts the case and the evidence before the answer, and the answer before the decision', async () => {
    const cli = await anUnsureRun()
    const { exit, stdout } = await cli.run('inbox', 'show', '1')
    const version = /--seen (\S+)/.exec(stdout)?.[1] ?? ''
    expect([exit, stdout.replace(version, '<version>')]).toEqual([
      0,
      `Task 00000001.classify.1: Classify it in Refund requests
run  00000001, Order 48213
why  71 % sure is less than the 85 % set for this stage.
for  support
due  2026-11-21 13:00 GMT (due in 4h)

What was asked
  amount                   3
  What the customer wrote  I want my money back

What it was given
  text  I want my money back

What it knows
  ctx:house-rules, 9 tokens

What sort-a-message answered
  71 % sure, asks a person below 85 %
  label  refund

What to fill in
  label  one of refund, other, required; now refund

What you can do
  approve  Marks this stage done with refund. Asks anyone about draft next.
  answer   Marks this stage done with what you fill in. What starts next follows from it.
  reject   Ends this stage as Rejected. 2 later stages are skipped. The run ends as Rejected.
  retry    Asks sort-a-message again with your note, up to 3 tries.

For example: workcharts inbox approve 00000001.classify.1 --seen <version>
`,
    ])
  })

  it('[CM41] shows what came before, and no decision once one is made', async () => {
    const cli = await anUnsureRun()
    await cli.run('inbox', 'approve', '1')
    const open = (await cli.run('inbox', 'show', '1')).stdout
    expect(open).toContain('Before it: Classify it\n  Done, by sort-a-message, 71 % sure\n  label  refund\n')
    await cli.run('inbox', 'claim', '1')
    expect((await cli.run('inbox', 'show', '1')).stdout).toContain('for  taken by owner\n')
    const decided = (await cli.run('inbox', 'show', '1.classify.1')).stdout
    expect(decided).toContain('state  approve by owner, 2026-11-21 09:00 GMT\n')
    expect(decided).not.toContain('What you can do')
    await cli.run('runs', 'cancel', '1')
    expect((await cli.run('inbox', 'show', '1.draft.1')).stdout).toContain(
      'state  withdrawn: its run was canceled, or its time was up\n',
    )
  })

  it('[CM41] shows instructions, every kind of form field, and text of several lines', async () => {
    const text = `workflow_id: form
stages:
  - id: fill
    name: Fill it in
    description: All of it.
    instructions: |
      Read it.
      Then write.
    roles: { primary: "human:lena" }
    escalation: { instructions: Ask Omar if in doubt. }
    inputs: { letter: "Dear \\u202eannA,\\nhello" }
    outputs:
      amount: { type: number, minimum: 0, maximum: 10 }
      many: { type: array }
      kind: { enum: [a, 1] }
      union: { type: [string, number] }
`
    const cli = aCli({ tree: collection({ 'workflows/form.yaml': text }) })
    await cli.run('workflow', 'run', 'form')
    const { stdout } = await cli.run('inbox', 'show', '1')
    expect(stdout).toContain('What was asked\n  Ask Omar if in doubt.\n  Read it.\n  Then write.\n')
    expect(stdout).toContain('  All of it.\n')
    expect(stdout).toContain('  letter  Dear ⟨U+202E⟩annA,\n          hello\n')
    expect(stdout).toMatch(/ {2}amount +a number, at least 0, at most 10/)
    expect(stdout).toMatch(/ {2}many +a list/)
    expect(stdout).toMatch(/ {2}kind +one of a, 1/)
    expect(stdout).toMatch(/ {2}union +anything/)
  })

  it('[CM41] keeps the lines of a summary', async () => {
    const script = () => ({
      type: 'answered' as const,
      answer: { outputs: { label: 'refund' }, summary: 'One.\nTwo.', confidence: 0.5, cost: null, artifacts: [] },
    })
    const cli = await anUnsureRun({ script })
    expect((await cli.run('inbox', 'show', '1')).stdout).toContain('  One.\n  Two.\n')
  })

  it('[CM164] says what was decided about the same stage before', async () => {
    const cli = await anUnsureRun()
    await cli.run('inbox', 'approve', '1', '--note', 'As always.\nSee the rules.')
    await cli.run('workflow', 'run', 'refunds', '--input', 'message=again')
    const [, second = ''] = /^(\S+\.classify\.1)/m.exec((await cli.run('inbox', 'list')).stdout) ?? []
    const { stdout } = await cli.run('inbox', 'show', second)
    expect(stdout).toContain(`What was decided before
  Of 1 answer like this in the last 90 days, 1 was approved.
  2026-11-21 09:00 GMT  approve by owner (Ops Manager), 71 % sure: Order 48213
    As always.
    See the rules.

What to fill in
`)
    expect((await cli.run('inbox', 'show', '1.classify.1')).stdout).not.toContain('What was decided before')
    expect(JSON.parse((await cli.run('inbox', 'show', second, '--json')).stdout)).toMatchObject({
      data: { earlier: { latest: [{ answer: 'approve', confidence: 0.71 }] } },
    })
  })

  it('[CM17] names a task by a run with one open task, or by a shortened id', async () => {
    const cli = await anUnsureRun()
    for (const name of ['1', '00000001', '00000001.classify.1', '01a1fc21-842d-7263-8000-000000000001.classify.1']) {
      expect((await cli.run('inbox', 'show', name)).exit).toBe(0)
    }
    expect(JSON.parse((await cli.run('inbox', 'show', '1', '--json')).stdout).kind).toBe('task')
  })

  it('[CM17] lists the tasks of a run with several', async () => {
    const text =
      'workflow_id: both\nstages:\n  - { id: one, depends_on: [], roles: { primary: "human:a" } }\n  - { id: two, depends_on: [], roles: { primary: "human:b" } }\n'
    const cli = aCli({ tree: collection({ 'workflows/both.yaml': text }) })
    await cli.run('workflow', 'run', 'both')
    const { exit, stderr } = await cli.run('inbox', 'approve', '1')
    expect(exit).toBe(2)
    expect(stderr).toBe(
      'error: 2 tasks of this run are open. (task-ambiguous)\n  00000001.one.1\n  00000001.two.1\nhelp: Name one of them.\n',
    )
  })

  it.each([
    ['zz', 'There is no run whose id ends with "zz". (run-unknown)', 5],
    ['zz.one.1', 'There is no task "zz.one.1". (task-unknown)', 5],
    ['1.nothing.1', 'There is no task "01a1fc21-842d-7263-8000-000000000001.nothing.1". (task-unknown)', 5],
    ['0.classify.1', '2 runs end with "0". (run-ambiguous)', 2],
  ])('[CM17] %s is no task', async (name, message, code) => {
    const cli = await anUnsureRun()
    if (name.startsWith('0'))
      for (let run = 2; run <= 20; run += 1) await cli.run('workflow', 'run', 'sort', '--input', 'message=x')
    const { exit, stderr } = await cli.run('inbox', 'show', name)
    expect([exit, stderr.split('\n')[0]]).toEqual([code, `error: ${message}`])
  })

  it('[CM17] says that no task of a run is open', async () => {
    const cli = aCli({ tree: TREE, script: sure(0.95) })
    await cli.run('workflow', 'run', 'sort', '--input', 'message=x')
    const { exit, stderr } = await cli.run('inbox', 'show', '1')
    expect([exit, stderr.split('\n')[0]]).toEqual([5, 'error: No task of this run is open. (task-unknown)'])
  })
})

describe('deciding', () => {
  it('[CM42] approves, and names the next task', async () => {
    const cli = await anUnsureRun()
    expect(await cli.run('inbox', 'approve', '1', '--note', 'Clear.')).toEqual({
      exit: 0,
      stdout: 'Approved: 00000001.classify.1\n',
      stderr: 'Next: `workcharts inbox show 00000001.draft.1`.\n',
    })
  })

  it('[CM42] rejects, and asks for another try', async () => {
    const cli = await anUnsureRun({ kind: 'in-process' })
    expect((await cli.run('inbox', 'retry', '1', '--note', 'Look again.')).stdout).toBe(
      'Sent back: 00000001.classify.1\n',
    )
    const { stdout } = await cli.run('inbox', 'reject', '1', '--json')
    expect(JSON.parse(stdout)).toMatchObject({ kind: 'task-done', data: { runStatus: 'rejected' } })
  })

  it('[CM42] refuses a task that has changed since it was shown', async () => {
    const cli = await anUnsureRun()
    expect(await cli.run('inbox', 'approve', '1', '--seen', 'older')).toEqual({
      exit: 4,
      stdout: '',
      stderr:
        'error: The answer or the case has changed since you looked at it. (task-changed)\nhelp: Nothing was decided: look at it again, then answer.\n',
    })
    const seen = /--seen (\S+)/.exec((await cli.run('inbox', 'show', '1')).stdout)?.[1] ?? ''
    expect((await cli.run('inbox', 'approve', '1', '--seen', seen)).exit).toBe(0)
  })

  it('[CM42] says who has decided a task already', async () => {
    const cli = await anUnsureRun()
    await cli.run('inbox', 'approve', '1')
    const { exit, stderr } = await cli.run('inbox', 'reject', '1.classify.1')
    expect([exit, stderr.split('\n')[0]]).toEqual([
      4,
      'error: owner has already answered this task (approve). (task-decided)',
    ])
  })

  it('[CM43] changes single values and keeps the others', async () => {
    const text =
      'workflow_id: two-values\nstages:\n  - { id: classify, roles: { primary: "skill:sort-a-message" }, inputs: { text: x }, gate: { threshold: 0.9 }, outputs: { label: { type: string }, score: { type: integer } } }\n'
    const cli = aCli({
      tree: { ...TREE, ...collection({ 'workflows/two-values.yaml': text }) },
      script: () => ({
        type: 'answered',
        answer: { outputs: { label: 'refund', score: 3 }, confidence: 0.5, cost: null, artifacts: [] },
      }),
    })
    await cli.run('workflow', 'run', 'two-values')
    expect((await cli.run('inbox', 'answer', '1', '--output', 'score=7')).stdout).toBe(
      'Answered: 00000001.classify.1\n',
    )
    expect((await cli.run('runs', 'show', '1')).stdout).toContain('    label  refund\n    score  7\n')
  })

  it('[CM43] is refused where nothing is given and there is an answer to accept', async () => {
    const cli = await anUnsureRun()
    expect((await cli.run('inbox', 'answer', '1')).stderr).toBe(
      'error: No value was given, so nothing would be different. (output-missing)\nhelp: Add `--output name=value`, or accept it as it is with `workcharts inbox approve`.\n',
    )
    expect((await cli.run('inbox', 'answer', '1', '--output', 'label=nonsense')).exit).toBe(2)
    expect((await cli.run('inbox', 'answer', '1', '--output', 'label')).exit).toBe(2)
    expect((await cli.run('inbox', 'answer', 'zz', '--output', 'label=other')).exit).toBe(5)
    expect((await cli.run('inbox', 'answer', '1.nothing.1', '--output', 'label=other')).exit).toBe(5)
  })

  it('[CM172] asks at a terminal for one field after the other, and what is left empty stays', async () => {
    const fields = [
      'label: { type: string, title: Label, enum: [refund, other] }',
      'score: { type: integer, description: From 1 to 9 }',
      'tags: { type: array, items: { type: string, enum: [a, b] } }',
      'kind: { type: string, oneOf: [{ const: x, title: X }] }',
    ]
    const text = `workflow_id: ask\nstages:\n  - { id: classify, roles: { primary: "skill:sort-a-message" }, inputs: { text: x }, gate: { threshold: 0.9 }, outputs: { ${fields.join(', ')} } }\n`
    const outputs = { label: 'refund', score: 3, tags: ['a'], kind: 'x' }
    const cli = aCli({
      tree: { ...TREE, ...collection({ 'workflows/ask.yaml': text }) },
      script: () => ({ type: 'answered', answer: { outputs, confidence: 0.5, cost: null, artifacts: [] } }),
      terminal: 'all',
      answers: ['', '7', 'a, b,', 'x'],
    })
    await cli.run('workflow', 'run', 'ask')
    expect((await cli.run('inbox', 'answer', '1')).exit).toBe(0)
    expect(cli.questions).toEqual([
      'Label (one of refund, other; now refund)',
      'score (From 1 to 9; now 3)',
      'tags (some of a, b; now a)',
      'kind (one of x; now x)',
    ])
    const { stdout } = await cli.run('runs', 'show', '1')
    expect(stdout).toMatch(/Label +\S+ +refund\n.*From 1 to 9\S+ +7\n.*tags +\S+ +\["a","b"\]\n/)
  })

  it('[CM172] gives no answer where nothing was typed and there is one to accept', async () => {
    const cli = await anUnsureRun({ terminal: 'all' })
    expect((await cli.run('inbox', 'answer', '1')).stderr).toContain('(output-missing)')
    expect(cli.questions).toHaveLength(1)
  })

  it('[CM173] says what to do with a form that is for the web page only', async () => {
    const text =
      'workflow_id: ask\nstages: [{ id: a, roles: { primary: "human:lena" }, outputs: { rows: { type: object } } }]\n'
    const cli = aCli({ tree: collection({ 'workflows/ask.yaml': text }), terminal: 'all' })
    await cli.run('workflow', 'run', 'ask')
    const { exit, stderr } = await cli.run('inbox', 'answer', '1')
    expect(exit).toBe(2)
    expect(stderr).toContain('This form can be answered on the web page and as JSON only.')
    expect(stderr).toContain('The field `rows` is an object.')
    expect(stderr).toContain('--json-file <file>')
    expect(cli.questions).toEqual([])
  })

  it('[CM44] takes the whole answer from a file', async () => {
    const cli = await anUnsureRun({ files: { 'answer.json': '{"label":"other"}', 'list.json': '[]' } })
    expect((await cli.run('inbox', 'answer', '1', '--json-file', 'list.json')).exit).toBe(2)
    expect((await cli.run('inbox', 'answer', '1', '--json-file', 'answer.json')).exit).toBe(0)
    expect((await cli.run('runs', 'show', '1')).stdout).toContain('    label  other\n')
  })

  it('[CM44] takes the whole answer from stdin', async () => {
    const cli = await anUnsureRun({ stdin: '{"label":"other"}' })
    expect((await cli.run('inbox', 'answer', '1', '--json-file', '-')).exit).toBe(0)
  })
})

describe('handling', () => {
  it('[CM45] takes a task, gives it back, gives it on, and writes into its history', async () => {
    const cli = await anUnsureRun()
    const outputs: string[] = []
    for (const line of ['claim 1', 'release 1', 'reassign 1 lena human:team-two --note Holiday', 'comment 1 Rang']) {
      outputs.push((await cli.run('inbox', ...line.split(' '))).stdout)
    }
    expect(outputs).toEqual([
      'Taken by you: 00000001.classify.1\n',
      'Given back: 00000001.classify.1\n',
      'Given to lena, human:team-two: 00000001.classify.1\n',
      'Written into its history: 00000001.classify.1\n',
    ])
    expect((await cli.run('inbox', 'show', '1')).stdout).toContain('for  lena, team-two\n')
    expect(JSON.parse((await cli.run('inbox', 'claim', '1', '--json')).stdout)).toMatchObject({
      kind: 'task-done',
      data: { runStatus: 'waiting' },
    })
  })

  it('[CM165] asks somebody about a task, and tells what they said', async () => {
    const cli = await anUnsureRun()
    expect((await cli.run('inbox', 'ask', '1', 'Did it arrive?')).exit).toBe(2)
    const asked = await cli.run('inbox', 'ask', '1', 'Did it arrive?', '--of', 'human:mei-lin')
    expect(asked.stdout).toBe('Asked human:mei-lin: 00000001.classify.1\n')
    const shown = (await cli.run('inbox', 'show', '1')).stdout
    expect(shown).toContain('asked  mei-lin was asked "Did it arrive?"\n')
    expect((await cli.run('inbox', 'tell', '1', 'It did.')).stdout).toBe('Told: 00000001.classify.1\n')
    expect((await cli.run('inbox', 'show', '1')).stdout).not.toContain('mei-lin was asked')
    expect((await cli.run('inbox', 'tell', '1', 'It did.')).stderr).toContain('Nothing is asked about this task now.')
  })

  it('[CM45] says that there is no such task', async () => {
    expect((await aCli().run('inbox', 'claim', 'zz')).exit).toBe(5)
  })

  it('[CM41] shows how long a task is overdue', async () => {
    const cli = await anUnsureRun()
    cli.setNow(timestamp(START + 4 * 3_600_000))
    expect((await cli.run('inbox', 'list')).stdout).toContain('due now')
  })
})

describe('files', () => {
  const FILES = { 'out/plan.pdf': 'abc', 'notes.txt': 'abcd', 'film.mp4': 'x'.repeat(10 * 1024 * 1024 + 1) }

  it('[CM166] go with a decision, called by the last part of their path', async () => {
    const cli = await anUnsureRun({ files: FILES })
    const { exit } = await cli.run('inbox', 'approve', '1', '--file', 'out/plan.pdf', '--file', 'notes.txt')
    expect(exit).toBe(0)
    const { stdout } = await cli.run('runs', 'logs', '1')
    expect(stdout).toContain('approved the answer as it is, with plan.pdf and notes.txt')
    const answered = await anUnsureRun({ files: FILES })
    await answered.run('inbox', 'answer', '1', '--output', 'label=refund', '--file', 'notes.txt')
    expect((await answered.run('runs', 'logs', '1')).stdout).toContain('with notes.txt')
  })

  it('[CM167] that can not be read are all named, and nothing is sent', async () => {
    const cli = await anUnsureRun({ files: FILES })
    const refused = await cli.run(
      'inbox',
      'approve',
      '1',
      '--file',
      'gone',
      '--file',
      'notes.txt',
      '--file',
      'film.mp4',
    )
    expect(refused.exit).toBe(2)
    expect(refused.stderr).toContain('gone: there is nothing at this path.')
    expect(refused.stderr).toContain('film.mp4: it has more than 10485760 bytes.')
    expect((await cli.run('runs', 'logs', '1')).stdout).not.toContain('gave the file')
    const wrong = await cli.run('inbox', 'approve', '1', '--file', 'out/')
    expect(wrong.exit).not.toBe(0)
  })

  it('[CM168] are shown with what they belong to', async () => {
    const cli = await anUnsureRun({ files: FILES })
    const task = /[0-9a-f-]+\.classify\.1/.exec((await cli.run('inbox', 'list', '--json')).stdout)?.[0] ?? ''
    await cli.run('inbox', 'approve', '1', '--file', 'notes.txt')
    expect((await cli.run('inbox', 'show', task)).stdout).toContain(
      'Files with the decision\n  file notes.txt, 4 bytes',
    )
    expect((await cli.run('inbox', 'show', '1')).stdout).toContain('  file notes.txt, 4 bytes')
  })
})
