import { describe, expect, it } from 'vitest'
import { ok } from '../../../src/core/basics/result.ts'
import { timestamp } from '../../../src/core/basics/timestamp.ts'
import { aCli, collection, START } from '../../support/cli.ts'
import { REFUNDS, SORT, sure, TREE } from '../../support/cli-documents.ts'

const BROKEN = `workflow_id: broken
stages:
  - id: one
    roles: { primary: "human:lena" }
    timout: 4h
`

const MISSING_CONTEXT = `workflow_id: ship
context_policy: { modules: ["ctx:repo-rules"] }
stages:
  - { id: one, roles: { primary: "human:lena" } }
`

describe('workflow list', () => {
  it('[CM21] shows versions, starts and errors', async () => {
    const cli = aCli({ tree: { ...TREE, ...collection({ 'workflows/broken.yaml': BROKEN }) } })
    await cli.run('workflow', 'publish', 'refunds')
    cli.addFiles(collection({ 'workflows/refunds.yaml': REFUNDS.replace('Classify it', 'Sort it') }))
    expect((await cli.run('workflow', 'list')).stdout).toBe(
      `WORKCHART  COLLECTION  STAGES  PUBLISHED                NEXT START            RUNS
broken     default     1       1 error                                        0
refunds    default     3       version 1, file changed  2026-11-23 09:00 GMT  0
sort       default     1       no                                             0
`,
    )
  })

  it('[CM21] says what to do where there is none', async () => {
    const ended = await aCli().run('workflow', 'list')
    expect(ended).toEqual({
      exit: 0,
      stdout: '',
      stderr: 'No WorkChart yet. Write one with `workcharts workflow create <id> --stage <id=reference>`.\n',
    })
  })

  it('[CM2] is one JSON value with --json', async () => {
    const { stdout } = await aCli({ tree: TREE }).run('workflow', 'list', '--json')
    expect(JSON.parse(stdout)).toMatchObject({
      schema: 'workcharts.cli/1',
      kind: 'workflows',
      data: { workflows: [{ id: 'refunds' }, { id: 'sort' }] },
    })
  })
})

describe('workflow show', () => {
  it('[CM22] shows inputs, stages and schedules', async () => {
    const cli = aCli({ tree: TREE })
    await cli.run('workflow', 'publish', 'refunds')
    const { stdout } = await cli.run('workflow', 'show', 'refunds')
    expect(stdout.replace(/[0-9a-f]{64}/, '<digest>')).toBe(`Refund requests
id         refunds
file       collections/default/workflows/refunds.yaml
digest     <digest>
published  version 1 since 2026-11-21 09:00 GMT
stalls     no run has ended in 30 days
starts     At 09:00, Monday through Friday, Europe/London; next 2026-11-23 09:00 GMT

Inputs
  message  required: What the customer wrote
  amount   optional, 3 if left out

Stages
STAGE     WHO DOES IT                       ASKS A PERSON  EFFECT
classify  sort-a-message                    below 85 %     Only reads
draft     a person, for agent:reply-writer                 Only reads
approve   support-lead                                     Only reads
`)
  })

  it('[CM22] shows the problems of a broken one', async () => {
    const cli = aCli({ tree: collection({ 'workflows/broken.yaml': BROKEN }) })
    const { stdout } = await cli.run('workflow', 'show', 'broken')
    expect(stdout.replace(/[0-9a-f]{64}/, '<digest>')).toBe(`broken
id         broken
file       collections/default/workflows/broken.yaml
digest     <digest>
published  no
stalls     no run has ended in 30 days

collections/default/workflows/broken.yaml:5:5 error The key \`timout\` is not known here. (unknown-key)
  help: Did you mean \`timeout\`?
`)
  })

  it('[CM22] prints the file as it stands', async () => {
    expect((await aCli({ tree: TREE }).run('workflow', 'show', 'refunds', '--source')).stdout).toBe(REFUNDS)
  })

  it('[CM10] exits 5 where there is none of that name', async () => {
    const { exit, stderr } = await aCli().run('workflow', 'show', 'nothing')
    expect([exit, stderr]).toEqual([
      5,
      'error: There is no WorkChart "nothing". (workflow-unknown)\nhelp: `workcharts workflow list` names all of them.\n',
    ])
  })
})

describe('workflow validate', () => {
  it('[CM23] prints every problem with its place and exits 3', async () => {
    const cli = aCli({ files: { './broken.yaml': `${BROKEN}  - { id: two, roles: { primary: human } }\n` } })
    expect(await cli.run('workflow', 'validate', './broken.yaml')).toEqual({
      exit: 3,
      stdout: `./broken.yaml:5:5 error The key \`timout\` is not known here. (unknown-key)
  help: Did you mean \`timeout\`?
./broken.yaml:6:34 error \`human\` does not say what kind of thing it is. (bad-reference)
  help: Write for example \`agent:human\`.
not valid, with 2 errors: ./broken.yaml
`,
      stderr: '',
    })
  })

  it('[CM23] exits 0 where there are only warnings', async () => {
    const text = 'workflow_id: later\nstages:\n  - { id: one, roles: { primary: "workflow:other" } }\n'
    const { exit, stdout } = await aCli({ files: { 'later.yaml': text } }).run('workflow', 'validate', 'later.yaml')
    expect([exit, stdout.trimEnd().split('\n').at(-1)]).toEqual([0, 'valid, with 1 warning: later.yaml'])
  })

  it('[CM23] looks at a WorkChart of a collection by its name', async () => {
    const cli = aCli({ tree: { ...TREE, ...collection({ 'workflows/broken.yaml': BROKEN }) } })
    expect(await cli.run('workflow', 'validate', 'refunds')).toEqual({
      exit: 0,
      stdout: 'valid: refunds\n',
      stderr: '',
    })
    expect((await cli.run('workflow', 'validate', 'broken')).exit).toBe(3)
    const { stdout } = await cli.run('workflow', 'validate', 'broken', '--json')
    expect(JSON.parse(stdout)).toMatchObject({ kind: 'validation', data: { valid: false, problems: [{ line: 5 }] } })
  })

  it.each([
    ['workflow validate gone.yaml', 2, 'gone.yaml can not be read: there is nothing at this path. (file-unreadable)'],
    ['workflow validate gone', 5, 'There is no WorkChart "gone". (workflow-unknown)'],
  ])('[CM8] %s exits %d', async (line, code, message) => {
    const { exit, stderr } = await aCli().run(...line.split(' '))
    expect([exit, stderr.split('\n')[0]]).toEqual([code, `error: ${message}`])
  })
})

describe('workflow plan', () => {
  it('[CM24] says who does what with what, and what is missing first', async () => {
    expect(await aCli({ tree: TREE }).run('workflow', 'plan', 'refunds')).toEqual({
      exit: 0,
      stdout: `refunds: can run. 3 stages in 3 steps, 27 tokens of context.

A person does this:
  draft: agent:reply-writer is not in any collection. A person does this until \`agents/reply-writer.md\` is there.

Step 1
  classify  Classify it
    who does it    skill:sort-a-message (decided by the workflow)
    knows          ctx:house-rules, 9 tokens
    budget         9 of 4,000 tokens used
    asks a person  when less than 85 % sure
    people         human:support within 4h; 2h later also human:lead; all hours count
    effect         Only reads

Step 2
  draft
    who does it  a person, in place of agent:reply-writer (decided by the workflow)
    may use      skill:sort-a-message (decided by the workflow)
    after        classify
    only if      stages.classify.outputs.label == 'refund'; otherwise it and what follows are skipped
    knows        ctx:house-rules, 9 tokens
    budget       9 of 4,000 tokens used
    people       human:anyone within 4h; all hours count
    effect       Only reads

Step 3
  approve
    who does it  human:support-lead (decided by the workflow)
    after        draft
    knows        ctx:house-rules, 9 tokens
    budget       9 of 4,000 tokens used
    people       human:support-lead within 4h; all hours count
    effect       Only reads
`,
      stderr: '',
    })
  })

  it('[CM71] says what does more than read, and what past runs took', async () => {
    const file = SORT.replace('workflow_id: sort', 'workflow_id: notify').replace('    gate: { threshold: 0.85 }\n', '')
    const contract = 'effect: once-or-ask\nconfidence: none\nrun: { builtin: classify-text }\n'
    const cli = aCli({
      script: sure(0.9),
      tree: {
        ...TREE,
        ...collection({ 'workflows/notify.yaml': file, 'skills/sort-a-message/contract.yaml': contract }),
      },
    })
    const before = (await cli.run('workflow', 'plan', 'notify')).stdout
    expect(before).toContain('More than reading:\n  classify: skill:sort-a-message, done once\n')
    expect(before).not.toContain('so far')
    await cli.run('workflow', 'run', 'notify', '--input', 'message=hello')
    const { stdout } = await cli.run('workflow', 'plan', 'notify')
    expect(stdout).toContain('Runs so far: free (n = 1), 0 s (n = 1), a person was asked in 0 of 1')
    expect(stdout).toContain('so far       free (n = 1), 0 s (n = 1), a person was asked in 0 of 1')
  })

  it('[CM24] says what AI may take', async () => {
    const limits = 'budget: { run: { tokens: 20000 }, day: { money: "5.00 USD" } }\n'
    const file = `${limits}${SORT.replace('workflow_id: sort', 'workflow_id: thrifty')}    budget: { tokens: 900 }\n`
    const cli = aCli({ tree: { ...TREE, ...collection({ 'workflows/thrifty.yaml': file }) } })
    const { stdout } = await cli.run('workflow', 'plan', 'thrifty')
    expect(stdout).toContain(
      'AI may take 20,000 tokens in a run.\nAI may take 5.00 USD in 24 hours, in all runs together.\n',
    )
    expect(stdout).toContain('    may take       900 tokens\n')
  })

  it('[CM24] says how often a stage is asked, and when a second skill checks', async () => {
    const text = `workflow_id: often
inputs: { text: { type: string } }
stages:
  - id: one
    roles: { primary: "agent:reply-writer", reviewer: "skill:sort-a-message" }
    gate: { threshold: 0.8, samples: 3, review_between: [0.6, 0.95] }
`
    const cli = aCli({ tree: { ...TREE, ...collection({ 'workflows/often.yaml': text }) } })
    const { exit, stdout } = await cli.run('workflow', 'plan', 'often')
    expect([exit, stdout]).toEqual([
      0,
      expect.stringContaining(`    asks a person  when less than 80 % sure
    how sure       asked 3 times; the share of answers that agree is how sure it is
    how sure       checked by sort-a-message when between 60 % and 95 % sure
`),
    ])
  })

  it('[CM24] exits 3 where it can not run, and says how to mend it', async () => {
    const cli = aCli({ tree: collection({ 'workflows/ship.yaml': MISSING_CONTEXT }) })
    expect(await cli.run('workflow', 'plan', 'ship')).toEqual({
      exit: 3,
      stdout: `ship: can not run. 1 stage in 1 step, 0 tokens of context.

error: The context module \`ctx:repo-rules\` is not here. (context-missing)
  help: Create the file \`${cli.home}/collections/default/context/repo-rules.md\`, or list the module under \`optional\`.

Step 1
  one
    who does it  human:lena (decided by the workflow)
    people       human:lena within 4h; all hours count
    effect       Only reads
`,
      stderr: '',
    })
  })

  it('[PL63] tells when people are reminded, and in which hours', async () => {
    const calendar = 'timezone: Europe/Berlin, hours: [{ days: MON-FRI, from: "09:00", to: "17:30" }]'
    const text = `workflow_id: refund
stages:
  - id: pay
    roles: { primary: "human:support" }
    escalation: { sla: 4h, remind: 1h, on_breach: [{ after: 2h, to: ["human:lena"] }], calendar: { ${calendar} } }
`
    const { stdout } = await aCli({ tree: collection({ 'workflows/refund.yaml': text }) }).run(
      'workflow',
      'plan',
      'refund',
    )
    expect(stdout).toContain(
      'people       human:support within 4h, reminded 1h before; 2h later also human:lena; in working hours, Mon–Fri 09:00–17:30 (Europe/Berlin)',
    )
  })

  it('[PL66][CM170] tells who is asked first, who may not decide, and how much it matters', async () => {
    const text = `workflow_id: pay
defaults: { escalation: { to: ["human:desk"] } }
stages:
  - { id: check, name: Check it, roles: { primary: "skill:sort-a-message" } }
  - { id: pay, roles: { primary: "human:finance" }, escalation: { four_eyes: true, priority: urgent } }
`
    const { stdout } = await aCli({ tree: { ...TREE, ...collection({ 'workflows/pay.yaml': text }) } }).run(
      'workflow',
      'plan',
      'pay',
    )
    expect(stdout).toContain('    people       human:desk within 4h; all hours count\n')
    expect(stdout).toContain(`    people          human:finance within 4h; all hours count
    not decided by  whoever started the run by hand, or decided Check it
    priority        urgent
`)
    expect(stdout.match(/not decided by|priority/g)).toHaveLength(2)
  })

  it('[CM24] shows which layer decided, side by side steps, conditions and what was left out', async () => {
    const text = `workflow_id: wide
roles: { checker: { accepts: [human], default: "human:lena" }, writer: { accepts: [agent, human] } }
stages:
  - { id: left, depends_on: [], roles: { primary: "role:writer" } }
  - { id: right, depends_on: [], roles: { primary: "human:omar" }, context_policy: { modules: ["ctx:big"], optional: ["ctx:big"] } }
  - id: last
    depends_on: [left, right]
    join: any
    when: stages.right.outcome == 'succeeded'
    on_skip: continue
    roles: { primary: "skill:sort-a-message", reviewer: "role:checker" }
    inputs: { text: hello }
    outputs: { label: { type: string } }
`
    const cli = aCli({ tree: { ...TREE, ...collection({ 'workflows/wide.yaml': text }) } })
    const { exit, stdout } = await cli.run('workflow', 'plan', 'wide', '--bind', 'writer=human:ada')
    expect(exit).toBe(0)
    expect(stdout).toContain('Step 1, 2 side by side\n  left\n    who does it  human:ada (decided by the run flag)\n')
    expect(stdout).toMatch(/left out +ctx:big: /)
    expect(stdout).toContain('reviewed by  human:lena (decided by the role default)')
    expect(stdout).toContain('after        left or right')
    expect(stdout).toContain("only if      stages.right.outcome == 'succeeded'; otherwise it is left out")
  })

  it('[CM24] shows what the project overrides, and where its file is wrong', async () => {
    const text = `workflow_id: ship
stages:
  - { id: build, roles: { primary: "agent:coder", tools: ["skill:gone"], reviewer: "agent:strict" } }
`
    const overrides = `[workflows.ship.stages.build.roles]
primary = "human:ada"
[workflows.ship.stages.other.roles]
primary = "human:ada"
`
    const project = { '.skillmeat-workflow-overrides.toml': overrides }
    const cli = aCli({ tree: collection({ 'workflows/ship.yaml': text }), project })
    await cli.run('trust', 'accept', '--yes')
    const { exit, stdout } = await cli.run('workflow', 'plan', 'ship')
    expect(exit).toBe(3)
    expect(stdout).toContain(
      '.skillmeat-workflow-overrides.toml:4:1 error: The workflow `ship` has no stage `other`. (override-stage-unknown)',
    )
    expect(stdout).toMatch(
      /The project overrides:\n {2}build: who does it: human:ada instead of agent:coder \(\.skillmeat-workflow-overrides\.toml:2:1\)\n/,
    )
    expect(stdout).toContain('  build (may use): skill:gone is not in any collection.')
    expect(stdout).toContain('  build (reviewed by): agent:strict is not in any collection.')
    expect(stdout).toContain('who does it  human:ada (decided by the project overrides)')
    expect(stdout).toContain('may use      skill:gone, not available here (decided by the workflow)')
  })

  it('[CM24] refuses a document that is not valid with its places', async () => {
    const cli = aCli({ tree: collection({ 'workflows/broken.yaml': BROKEN }) })
    expect(await cli.run('workflow', 'plan', 'broken')).toEqual({
      exit: 3,
      stdout: '',
      stderr: `error: This WorkChart has errors. (workflow-invalid)
  collections/default/workflows/broken.yaml:5:5 The key \`timout\` is not known here. Did you mean \`timeout\`?
help: Mend them in its file, then try again.
`,
    })
  })

  it('[CM24] looks at a file that is in no collection by its path', async () => {
    const text =
      'workflow_id: loose\nstages:\n  - { id: one, roles: { primary: "skill:sort-a-message" }, inputs: { text: x } }\n'
    const cli = aCli({ tree: TREE, files: { './loose.yaml': text } })
    const { exit, stdout } = await cli.run('workflow', 'plan', './loose.yaml')
    expect([exit, stdout.split('\n')[0]]).toEqual([0, 'loose: can run. 1 stage in 1 step, 0 tokens of context.'])
    expect(stdout).toContain('who does it  skill:sort-a-message (decided by the workflow)')
    expect((await cli.run('workflow', 'plan', './gone.yaml')).exit).toBe(2)
  })

  it('[CM25] draws a flow chart whose labels can not break out', async () => {
    const text = `workflow_id: odd
stages:
  - { id: end, name: 'Say "hi" <b>#1</b>', roles: { primary: "human:lena" } }
  - { id: next, when: "inputs.size() > 0", roles: { primary: "skill:sort-a-message" }, inputs: { text: "a" } }
`
    const cli = aCli({ tree: { ...TREE, ...collection({ 'workflows/odd.yaml': text }) } })
    expect((await cli.run('workflow', 'plan', 'odd', '--graph', 'mermaid')).stdout).toBe(`flowchart TD
  s1(["Say #34;hi#34; #60;b#62;#35;1#60;/b#62;<br/>lena"])
  s2["next<br/>sort-a-message"]
  s1 -->|"inputs.size() #62; 0"| s2
`)
  })

  it('[CM19] refuses a pair without a name, and a name given twice', async () => {
    const cli = aCli({ tree: TREE })
    const plan = (...bind: string[]) =>
      cli.run('workflow', 'plan', 'refunds', ...bind.flatMap((pair) => ['--bind', pair]))
    expect((await plan('=agent:x')).stderr).toBe(
      'error: "=agent:x" is not a name and a value. (pair-spelling)\nhelp: Write it as `--bind name=value`.\n',
    )
    expect((await plan('a=human:x', 'a=human:y')).stderr).toBe(
      'error: "a" is given twice. (pair-repeated)\nhelp: Give one `--bind a=…`.\n',
    )
  })
})

describe('workflow create', () => {
  const created = { id: 'ship', collection: 'default', file: 'collections/default/workflows/ship.yaml' }

  function aCreator(files: Readonly<Record<string, string>> = {}) {
    const drafts: unknown[] = []
    const create = async (draft: unknown) => {
      drafts.push(draft)
      return ok(created)
    }
    return { cli: aCli({ files, parts: { create }, stdin: '- Ring them\n' }), drafts }
  }

  it('[CM26] writes the stages it is given', async () => {
    const { cli, drafts } = aCreator()
    const ended = await cli.run(
      'workflow',
      'create',
      'ship',
      '--name',
      'Ship it',
      '--stage',
      'research=agent:researcher',
      '--stage',
      'code=agent:coder',
    )
    expect(ended).toEqual({
      exit: 0,
      stdout: 'collections/default/workflows/ship.yaml\n',
      stderr: 'Check it with `workcharts workflow plan ship`, then run it with `workcharts workflow run ship`.\n',
    })
    const text = `workflow_id: ship
name: Ship it
stages:
  - id: research
    roles:
      primary: agent:researcher
  - id: code
    roles:
      primary: agent:coder
`
    expect(drafts).toEqual([{ text, collection: undefined }])
  })

  it('[CM26] prints the document and writes nothing with --dry-run', async () => {
    const { cli, drafts } = aCreator()
    const { stdout } = await cli.run('workflow', 'create', 'x', '--stage', 'a=human:lena', '--dry-run')
    expect(stdout).toBe('workflow_id: x\nstages:\n  - id: a\n    roles:\n      primary: human:lena\n')
    expect(drafts).toEqual([])
  })

  it('[CM26] needs a stage', async () => {
    const { exit, stderr } = await aCli().run('workflow', 'create', 'x')
    expect([exit, stderr]).toEqual([
      2,
      'error: A WorkChart needs at least one stage. (stages-missing)\nhelp: Add `--stage research=agent:researcher`, or write the steps into a file and use `--from-text <file>`.\n',
    ])
  })

  it('[CM27] makes a stage of each step of a procedure', async () => {
    const { cli } = aCreator({
      'sop.txt':
        '# Returns\n\n1. Ask for the order number\r\n2) Ask for the order number\n- Überprüfe: die Rechnung\n• 退款\n',
    })
    const { stdout } = await cli.run('workflow', 'create', 'returns', '--from-text', 'sop.txt', '--dry-run', '--json')
    const stages = [
      ...stdout.matchAll(/- id: (.+)\n {4}name: (.+)\n {4}instructions: (.+)\n {4}roles:\n {6}primary: (.+)/g),
    ]
    expect(stages.map(([, ...values]) => values)).toEqual([
      ['ask-for-the-order-number', 'Ask for the order number', 'Ask for the order number', 'human:anyone'],
      ['ask-for-the-order-number-2', 'Ask for the order number', 'Ask for the order number', 'human:anyone'],
      ['uberprufe-die-rechnung', '"Überprüfe: die Rechnung"', '"Überprüfe: die Rechnung"', 'human:anyone'],
      ['stage', '退款', '退款', 'human:anyone'],
    ])
  })

  it('[CM27] shortens the name of a long step, and reads stdin', async () => {
    const { cli } = aCreator({ 'long.txt': `${'word '.repeat(40)}\n` })
    const { stdout } = await cli.run('workflow', 'create', 'long', '--from-text', 'long.txt', '--dry-run')
    expect(stdout).toMatch(/name: (?:word ){11}word…\n/)
    expect((await cli.run('workflow', 'create', 'x', '--from-text', '-', '--json')).stdout).toBe(
      `${JSON.stringify({ schema: 'workcharts.cli/1', kind: 'created-workflow', data: created }, null, 2)}\n`,
    )
  })

  it.each([
    [{ 'empty.txt': '\n# only a title\n' }, 'empty.txt holds no step. (stages-missing)'],
    [{}, 'empty.txt can not be read: there is nothing at this path. (file-unreadable)'],
  ])('[CM27] refuses a procedure without a step', async (files, message) => {
    const { exit, stderr } = await aCreator(files).cli.run('workflow', 'create', 'x', '--from-text', 'empty.txt')
    expect([exit, stderr.split('\n')[0]]).toEqual([2, `error: ${message}`])
  })

  it('[CM26] passes on why a document was refused', async () => {
    const { exit, stderr } = await aCli().run(
      'workflow',
      'create',
      'x',
      '--stage',
      'a=human:lena',
      '--collection',
      'none',
    )
    expect([exit, stderr.split('\n')[0]]).toEqual([5, 'error: There is no collection "default". (collection-unknown)'])
  })
})

describe('publishing', () => {
  it('[CM35] says which version is published, and that an archived one stops', async () => {
    const cli = aCli({ tree: TREE })
    expect((await cli.run('workflow', 'publish', 'refunds')).stdout).toBe('Published refunds as version 1.\n')
    expect((await cli.run('workflow', 'archive', 'refunds')).stdout).toBe(
      'Archived refunds. Its schedules start nothing any more; its runs and receipts stay.\n',
    )
    expect((await cli.run('workflow', 'publish', 'nothing')).exit).toBe(5)
    expect((await cli.run('workflow', 'archive', 'nothing')).exit).toBe(5)
  })

  it('[CM220][CM221] says how many stalled, and publishes though none is left of what is allowed', async () => {
    const cli = aCli({ tree: TREE, script: sure(0.71) })
    await cli.run('workflow', 'run', 'refunds', '--input', 'message=hello')
    cli.setNow(timestamp(START + 5 * 24 * 3_600_000))
    const { stdout: tasks } = await cli.run('inbox', 'list', '--json')
    const [task] = JSON.parse(tasks).data.tasks
    await cli.run('inbox', 'claim', task.id)
    expect((await cli.run('workflow', 'show', 'refunds')).stdout).toContain(
      '\nstalls     1 of 0 allowed in 30 days; 100 % of 1, between 21 % and 100 %\n',
    )
    const published = await cli.run('workflow', 'publish', 'refunds')
    expect(published).toMatchObject({ exit: 0, stdout: 'Published refunds as version 2.\n' })
    expect(published.stderr).toContain('1 of 1 run stalled in the last 30 days; none is allowed of so few. Look on')
  })

  it('[CM35] prints the version as JSON', async () => {
    const cli = aCli({ tree: TREE })
    for (const verb of ['publish', 'archive']) {
      expect(JSON.parse((await cli.run('workflow', verb, 'sort', '--json')).stdout)).toMatchObject({
        kind: 'version',
        data: { name: 'sort' },
      })
    }
  })
})
