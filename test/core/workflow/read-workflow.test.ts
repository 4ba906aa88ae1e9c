import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  DOCUMENT_BYTES_MAX,
  DOCUMENT_DEPTH_MAX,
  DOCUMENT_NODES_MAX,
  PROBLEMS_MAX,
  STAGES_MAX,
  YAML_ALIASES_MAX,
  YAML_LEXEMES_MAX,
} from '../../../src/core/workflow/limits.ts'
import { READ_RULES } from '../../../src/core/workflow/read-rule.ts'
import { readWorkflow, syntaxOf } from '../../../src/core/workflow/read-workflow.ts'
import {
  documentOf,
  fixture,
  problemLine,
  problemsOf,
  withKeys,
  withStageKeys,
  workflowOf,
} from '../../support/documents.ts'

const MINUTE = 60_000
/** Ten times what it takes: a busy machine passes, and work that grows with the square does not. */
const SECONDS = 10_000
/** Documents of megabytes, read while other tests take the processors. */
const LIMIT_TEST_MS = 60_000
const HOUR = 60 * MINUTE

describe('the examples of the format', () => {
  it('[WF1] the example that the product was asked for reads as it is written', () => {
    const workflow = {
      id: 'sdlc-feature-ship',
      inputs: {},
      roles: {},
      defaults: {},
      triggers: [],
      outputs: {},
      stages: [
        {
          id: 'research',
          roles: { primary: { kind: 'agent', name: 'researcher-v1' }, tools: [], named: {} },
          contextPolicy: { modules: [{ kind: 'ctx', name: 'repo-rules' }], optional: [] },
        },
        {
          id: 'implementation',
          roles: {
            primary: { kind: 'agent', name: 'coder-v2' },
            tools: [{ kind: 'skill', name: 'git-ops' }],
            named: {},
          },
        },
      ],
    }
    expect(workflowOf(fixture('seed.json'), 'seed.json')).toEqual(workflow)
    expect(workflowOf(fixture('seed-compact.json'), 'seed.json')).toEqual(workflow)
  })

  it('[WF2] the operations example reads into references, milliseconds, schemas and expressions', () => {
    const human = { kind: 'human', name: 'support-lead' }
    expect(workflowOf(fixture('refund-requests.yaml'))).toEqual({
      id: 'refund-requests',
      name: 'Refund requests',
      inputs: {
        message: { schema: { type: 'string', description: 'What the customer wrote' }, required: true },
      },
      roles: { reviewer: { accepts: ['agent', 'human'], default: human } },
      defaults: {},
      triggers: [
        {
          id: 'mailbox',
          type: 'event',
          event: 'com.example.mail.received',
          inputs: { message: '${{ event.data.body }}' },
          enabled: true,
        },
        {
          id: 'weekdays',
          type: 'schedule',
          cron: '0 9 * * MON-FRI',
          timezone: 'Europe/London',
          overlap: 'skip',
          catchUp: 'none',
          enabled: true,
          inputs: { message: 'Send the weekly digest' },
        },
      ],
      outputs: {},
      stages: [
        {
          id: 'classify',
          roles: { primary: { kind: 'skill', name: 'classify-text' }, tools: [], named: {} },
          inputs: { text: '${{ inputs.message }}' },
          gate: { kind: 'threshold', threshold: 0.85 },
          escalation: { to: [{ kind: 'human', name: 'support' }], slaMs: 4 * HOUR },
        },
        {
          id: 'draft',
          when: "stages.classify.outputs.label == 'refund'",
          roles: {
            primary: { kind: 'agent', name: 'reply-writer' },
            tools: [],
            reviewer: { kind: 'role', name: 'reviewer' },
            named: {},
          },
        },
        {
          id: 'approve',
          roles: { primary: human, tools: [], named: {} },
          outputs: { amount: { type: 'number', minimum: 0 } },
        },
      ],
    })
  })
})

describe('what is read', () => {
  it('[WF3] the ending of the file decides the syntax, and without one the first character', () => {
    const text = '{ "workflow_id": "a" }'
    expect(syntaxOf({ file: 'a.JSON', text: 'workflow_id: a' })).toBe('json')
    expect(syntaxOf({ file: 'a.yaml', text })).toBe('yaml')
    expect(syntaxOf({ file: 'a.yml', text })).toBe('yaml')
    expect(syntaxOf({ file: '<stdin>', text })).toBe('json')
    expect(syntaxOf({ file: '<stdin>', text: '{ workflow_id: a }' })).toBe('yaml')
  })

  it('[WF4] every key of the format is read, and nothing is added to it', () => {
    const read = workflowOf(fixture('every-key.yaml'))
    expect(read).toEqual(JSON.parse(fixture('every-key.expected.json')))
  })

  it('[WF5] a byte order mark is not part of the document', () => {
    expect(problemsOf('\u{feff}workflow: a')[0]).toMatch(/^1:1 unknown-key/)
    expect(workflowOf(`\u{feff}${fixture('seed.json')}`, 'a.json').id).toBe('sdlc-feature-ship')
  })

  it('[WF6] an input is required unless it has a default or says that it is optional', () => {
    const text = withKeys(
      'inputs:',
      '  needed: { type: string }',
      '  preset: { type: string, default: "" }',
      '  absent: { type: string, optional: true }',
      '  firm: { type: string, optional: false }',
    )
    expect(workflowOf(text).inputs).toEqual({
      needed: { schema: { type: 'string' }, required: true },
      preset: { schema: { type: 'string', default: '' }, required: false, default: '' },
      absent: { schema: { type: 'string' }, required: false },
      firm: { schema: { type: 'string' }, required: true },
    })
    expect(problemsOf(withKeys('inputs: { a: { optional: maybe } }'))).toEqual([
      '1:14 wrong-type /inputs/a `optional` must be `true` or `false`. Write `optional: true`, or remove the key.',
    ])
  })

  it('[WF7] one `${{ }}` around a whole condition is taken off', () => {
    const when = (text: string) => workflowOf(withStageKeys(`when: ${JSON.stringify(text)}`)).stages[0]?.when
    expect(when(' ${{ inputs.a }} ')).toBe('inputs.a')
    expect(when('inputs.a == 1')).toBe('inputs.a == 1')
    expect(when('${{ inputs.a }} && ${{ inputs.b }}')).toBe('${{ inputs.a }} && ${{ inputs.b }}')
  })

  it('[WF8] a gate is `none`, a threshold or a target error, with an optional share to audit', () => {
    const gate = (text: string) => workflowOf(withStageKeys(`gate: ${text}`)).stages[0]?.gate
    expect(gate('none')).toEqual({ kind: 'none' })
    expect(gate('{ threshold: 0 }')).toEqual({ kind: 'threshold', threshold: 0 })
    expect(gate('{ threshold: 1, audit_rate: 0.1 }')).toEqual({ kind: 'threshold', threshold: 1, auditRate: 0.1 })
    expect(gate('{ target_error: 0.02 }')).toEqual({ kind: 'target-error', targetError: 0.02 })
  })

  it('[WF8] a gate says how often it is asked, and between which limits answers are reviewed', () => {
    const gate = (text: string) => workflowOf(withStageKeys(`gate: ${text}`)).stages[0]?.gate
    expect(gate('{ threshold: 0.8, samples: 3, review_between: [0.6, 0.95] }')).toEqual({
      kind: 'threshold',
      threshold: 0.8,
      samples: 3,
      reviewBetween: { from: 0.6, to: 0.95 },
    })
    expect(gate('{ threshold: 0, samples: 10, review_between: [0, 1] }')).toMatchObject({
      samples: 10,
      reviewBetween: { from: 0, to: 1 },
    })
  })

  it('[WF8] a gate tells kinds of answers apart by an input of its stage', () => {
    const gate = (text: string) => workflowOf(withStageKeys(`gate: ${text}`)).stages[0]?.gate
    const segments = { input: 'channel', values: ['mail', 'photo'] }
    const written = 'segments: { input: channel, values: [mail, photo] }'
    expect(gate(`{ target_error: 0.02, ${written} }`)).toEqual({ kind: 'target-error', targetError: 0.02, segments })
    expect(gate(`{ threshold: 0.8, ${written} }`)).toEqual({ kind: 'threshold', threshold: 0.8, segments })
    const twenty = Array.from({ length: 20 }, (_, index) => `k${index}`).join(', ')
    expect(gate(`{ threshold: 0.8, segments: { input: a, values: [${twenty}] } }`)).toMatchObject({ threshold: 0.8 })
    const wrongly = (terms: string) => problemsOf(withStageKeys(`gate: { threshold: 0.8, segments: { ${terms} } }`))
    expect(wrongly(`input: a, values: [${twenty}, k20]`)).toHaveLength(1)
    expect(wrongly('values: [a]')).toEqual([expect.stringContaining('missing-key')])
    expect(wrongly('input: a')).toEqual([expect.stringContaining('missing-key')])
    expect(wrongly('input: a, values: [b, b]')).toEqual([expect.stringContaining('repeated-item')])
  })

  it.each([
    [
      'segments: { input: a, values: [] }',
      'The gate tells no kinds of answers apart, so none could ever pass. Write the values that are judged apart, or remove `segments`.',
    ],
    ['samples: 1', '`samples` must be from 2 to 10, but it is 1. Write a number from 2 to 10.'],
    ['samples: 11', '`samples` must be from 2 to 10, but it is 11. Write a number from 2 to 10.'],
    ['samples: 2.5', '`samples` must be a whole number, but it is 2.5. Write for example 3.'],
    [
      'review_between: 0.6',
      '`review_between` must be a list of two numbers, but it is a number. Write for example `[0.6, 0.95]`.',
    ],
    [
      'review_between: [0.6]',
      'Two numbers belong here, where it begins and where it ends, but there is one. Write for example `[0.6, 0.95]`.',
    ],
    [
      'review_between: [0.6, 0.7, 0.8]',
      'Two numbers belong here, where it begins and where it ends, but there are 3. Write for example `[0.6, 0.95]`.',
    ],
    [
      'review_between: [0.9, 0.6]',
      'The first of the two numbers must be the smaller one, but they are 0.9 and 0.6. Write `[0.6, 0.9]`.',
    ],
    [
      'review_between: [0.6, 0.6]',
      'The first of the two numbers must be the smaller one, but they are 0.6 and 0.6. Write for example `[0.6, 0.95]`.',
    ],
    ['review_between: [0.6, 95]', '`review_between[1]` must be from 0 to 1, but it is 95. Did you mean `0.95`?'],
  ])('[WF8] refuses `%s`', (term, sentence) => {
    const problems = problemsOf(withStageKeys(`gate: { threshold: 0.8, ${term} }`))
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatch(/^5:\d+ (?:bad-value|wrong-type) \/stages\/0\/gate\//)
    expect(problems[0]?.split(' ').slice(3).join(' ')).toBe(sentence)
  })

  const HOURS = 'hours: [{ days: MON-FRI, from: "09:00", to: "17:30" }]'
  const withCalendar = (terms: string) => withStageKeys(`escalation: { calendar: { ${terms} } }`)

  it('[WF142] a calendar is a zone, hours of days and holidays', () => {
    const calendarOf = (terms: string) => workflowOf(withCalendar(terms)).stages[0]?.escalation?.calendar
    expect(calendarOf(`timezone: UTC, ${HOURS}`)).toEqual({
      timezone: 'UTC',
      hours: [{ days: ['MON', 'TUE', 'WED', 'THU', 'FRI'], fromMinute: 540, untilMinute: 1_050 }],
      holidays: [],
    })
    const night = '{ days: "SUN,MON,SAT-SUN", from: "00:00", to: "24:00" }'
    expect(calendarOf(`timezone: UTC, hours: [${night}], holidays: [2026-12-25]`)).toMatchObject({
      hours: [{ days: ['MON', 'SAT', 'SUN'], fromMinute: 0, untilMinute: 1_440 }],
      holidays: ['2026-12-25'],
    })
  })

  it('[WF143] everything that is wrong with how a calendar is written is said at once', () => {
    const wrong = `hours: [{ days: FRI-MON, from: "9:00", to: "24:01" }, { days: MON-TUE-WED, from: "09:00", to: 17 }, { days: mon, from: "23:60", to: "24:00" }, { days: 5 }]`
    expect(problemsOf(withCalendar(`${wrong}, holidays: ["2026-02-30", 25]`))).toEqual([
      expect.stringMatching(/^5:29 missing-key .* `calendar` has no `timezone`/),
      expect.stringContaining('`FRI-MON` does not say days of the week. Write for example `MON-FRI` or `MON,WED`.'),
      expect.stringContaining('`9:00` is not a time of the day. Write hours and minutes, for example `"09:00"`.'),
      expect.stringContaining('`24:01` is not a time of the day.'),
      expect.stringContaining('`MON-TUE-WED` does not say days of the week.'),
      expect.stringContaining('`to` must be text, but it is a number.'),
      expect.stringContaining('`mon` does not say days of the week.'),
      expect.stringContaining('`23:60` is not a time of the day.'),
      expect.stringContaining('has no `from`'),
      expect.stringContaining('has no `to`'),
      expect.stringContaining('`days` must be text, but it is a number.'),
      expect.stringContaining('`2026-02-30` is not a date.'),
      expect.stringContaining('`holidays[1]` must be a date, but it is a number.'),
    ])
  })

  it('[WF142][WF143] hours of nothing and more than there can be are refused', () => {
    expect(problemsOf(withCalendar('timezone: UTC, hours: []'))).toEqual([
      expect.stringContaining(
        'There are no working hours. Write for example `{ days: MON-FRI, from: "09:00", to: "17:00" }`.',
      ),
    ])
    const one = '{ days: MON, from: "09:00", to: "10:00" }'
    expect(problemsOf(withCalendar(`timezone: UTC, hours: [${Array(21).fill(one).join(', ')}]`))).toEqual([])
    expect(problemsOf(withCalendar(`timezone: UTC, hours: [${Array(22).fill(one).join(', ')}]`))).toEqual([
      expect.stringContaining('At most 21 belong here, but there are 22. Leave some out.'),
    ])
    const days = Array.from({ length: 367 }, (_, index) => `${2_000 + index}-12-25`)
    expect(problemsOf(withCalendar(`timezone: UTC, ${HOURS}, holidays: [${days.join(', ')}]`))).toEqual([
      expect.stringContaining('At most 366 belong here, but there are 367.'),
    ])
  })

  it('[WF144] a reminder is a time before the deadline, and longer than zero', () => {
    const remindMs = (terms: string) =>
      workflowOf(withStageKeys(`escalation: { ${terms} }`)).stages[0]?.escalation?.remindMs
    expect([remindMs('remind: 1h30m'), remindMs('sla: 4h')]).toEqual([90 * MINUTE, undefined])
    expect(problemsOf(withStageKeys('escalation: { remind: 0h }'))).toEqual([
      expect.stringContaining('This time must be longer than zero.'),
    ])
    expect(problemsOf(withStageKeys('escalation: { remind: soon }'))).toEqual([
      expect.stringContaining('`soon` is not a duration.'),
    ])
  })

  it('[WF9] a budget is an amount of tokens or of money, for a run and for a day', () => {
    const { budget } = workflowOf(withKeys('budget: { run: { tokens: 20000 }, day: { money: "2.50 EUR" } }'))
    expect(budget).toEqual({
      run: { unit: 'tokens', amount: 20_000 },
      day: { unit: 'money', currency: 'EUR', microUnits: 2_500_000 },
    })
    expect(workflowOf(withStageKeys('budget: { tokens: 900 }')).stages[0]?.budget).toEqual({
      unit: 'tokens',
      amount: 900,
    })
    expect(workflowOf(withKeys('budget: { day: { money: "7 USD" } }')).budget?.day).toMatchObject({
      microUnits: 7_000_000,
    })
  })

  it('[WF10] roles beside primary, tools and reviewer are kept by name', () => {
    const text = withStageKeys().replace('primary:', 'x-note: any, editor: "agent:editor", primary:')
    expect(workflowOf(text).stages[0]?.roles.named).toEqual({ editor: { kind: 'agent', name: 'editor' } })
  })

  it('[WF11] a manual trigger needs nothing but its type', () => {
    const { triggers } = workflowOf(withKeys('triggers: [{ type: manual }]'))
    expect(triggers).toEqual([{ type: 'manual', id: 'manual', inputs: {} }])
  })

  it('[WF12] `x-…` keys are allowed in every map, kept, and never judged', () => {
    const text = withKeys(
      'x-top: [1]',
      'inputs: { x-in: 1, a: {} }',
      'defaults: { x-a: 1 }',
      'view: { x-zoom: 2, positions: { only: [1, 2] } }',
    )
    const { json, workflow } = documentOf(text)
    expect(json).toMatchObject({ 'x-top': [1], inputs: { 'x-in': 1 }, defaults: { 'x-a': 1 }, view: { 'x-zoom': 2 } })
    expect(Object.keys(workflow.inputs)).toEqual(['a'])
    expect(workflow.view).toEqual({ 'x-zoom': 2, positions: { only: [1, 2] } })
  })

  it('[WF13] names that objects inherit are plain names', () => {
    const { inputs } = workflowOf(withKeys('inputs: { constructor: { type: string } }'))
    expect(inputs['constructor']).toEqual({ schema: { type: 'string' }, required: true })
    expect(inputs['toString']).toBeUndefined()
    expect(problemsOf(withKeys('x-a: { __proto__: { polluted: true } }'))).toEqual([
      '1:8 bad-name /x-a/__proto__ The key `__proto__` is not allowed anywhere in a document. Use another name.',
    ])
    expect(problemsOf('{"a": 1, "__proto__": 1}', 'a.json')).toContainEqual(expect.stringMatching(/^1:10 bad-name/))
  })

  it('[WF14] every value and every key can be found again by its pointer', () => {
    const { locate } = documentOf(withStageKeys('gate: { threshold: 0.5 }'))
    const at = (pointer: string, of?: 'key' | 'value') => {
      const { line, column } = locate(pointer, of)
      return `${line}:${column}`
    }
    expect(at('')).toBe('1:1')
    expect(at('/stages/0/gate/threshold')).toBe('5:24')
    expect(at('/stages/0/gate/threshold', 'key')).toBe('5:13')
    expect(at('/stages/0', 'key')).toBe('3:5')
    expect(at('/stages/0/gate/nothing/deeper', 'key')).toBe('5:5')
    expect(at('/stages/7')).toBe('3:3')
    expect(at('/workflow_id/deeper')).toBe('1:14')
    expect(locate('/stages/0/gate').pointer).toBe('/stages/0/gate')
  })
})

describe('what is wrong', () => {
  it('[WF20] all problems are reported at once, in the order of the text, each with its place and a way out', () => {
    const { problems, document } = readWorkflow({ file: 'many.yaml', text: fixture('many-problems.yaml') })
    expect(`${problems.map(problemLine).join('\n')}\n`).toBe(fixture('many-problems.expected.txt'))
    expect(problems.every(({ file, severity }) => file === 'many.yaml' && severity === 'error')).toBe(true)
    expect(document?.workflow.stages).toHaveLength(4)
  })

  it.each([
    ['a key that is not known', withStageKeys('timout: 5m'), '5:5 unknown-key /stages/0/timout', '`timeout`?'],
    ['a key that is near nothing', withKeys('zzzz: 1'), '1:1 unknown-key /zzzz', 'begin it with `x-`'],
    [
      'a key of another map',
      withKeys('defaults: { when: a }'),
      '1:13 unknown-key /defaults/when',
      'Known here: `gate`',
    ],
  ])('[WF21] %s is refused', (_, text, ...parts) => {
    for (const part of parts) expect(problemsOf(text)).toEqual([expect.stringContaining(part)])
  })

  it('[WF22] a key that is written twice is refused, and the first one counts', () => {
    const expected = 'duplicate-key /name The key `name` is written twice in the same map. Keep one of the two.'
    const yaml = readWorkflow({ file: 'a.yaml', text: withKeys('name: one', 'name: two') })
    expect(yaml.problems.map(problemLine)).toEqual([`2:1 ${expected}`])
    expect(yaml.document?.workflow.name).toBe('one')
    const json = fixture('seed.json').replace('{', '{ "name": "one", "n\\u0061me": "two",')
    expect(problemsOf(json, 'a.json')).toEqual([`1:18 ${expected}`])
  })

  it.each([
    ['without an id', 'stages: [{ id: a, roles: { primary: "agent:b" } }]', '1:1 missing-key  The document has no'],
    ['without stages', 'workflow_id: a', '1:1 missing-key  The document has no `stages`. Add `stages: …`.'],
    ['with an empty list', 'workflow_id: a\nstages: []', '2:9 missing-key /stages The list `stages` is empty.'],
    [
      'whose stage has no id',
      'workflow_id: a\nstages: [{ roles: { primary: "agent:b" } }]',
      '2:10 missing-key /stages/0',
    ],
    [
      'whose stage has no roles',
      'workflow_id: a\nstages: [{ id: a }]',
      '2:10 missing-key /stages/0 `stages[0]` has no',
    ],
    [
      'whose trigger has no type',
      withKeys('triggers: [{ id: a }]'),
      '1:12 missing-key /triggers/0 This trigger has no',
    ],
    ['whose gate has no measure', withStageKeys('gate: {}'), '5:11 missing-key /stages/0/gate The gate says nothing'],
  ])('[WF23] a document %s is refused', (_, text, start) => {
    expect(problemsOf(text)).toEqual([expect.stringContaining(start)])
  })

  it('[WF24] a mistyped key is not reported as missing too', () => {
    const text = 'workflow: a\nworkflowid: a\nstages: [{ id: a, roles: { primary: "agent:b" } }]'
    expect(problemsOf(text).map((line) => line.split(' ', 2).join(' '))).toEqual(['1:1 unknown-key', '2:1 unknown-key'])
  })

  it.each([
    [withKeys('version: 1.0'), '`version` must be text, but it is a number. Put it in quotes: `"1.0"`.'],
    [withKeys('version: 010'), 'Put it in quotes: `"010"`.'],
    [withKeys('name:'), '`name` must be text, but it is empty. Write text here, or remove the key.'],
    [withKeys('name: [a]'), '`name` must be text, but it is a list. Write text here, or remove the key.'],
    [withKeys('name: true'), '`name` must be text, but it is the word `true`. Put it in quotes: `"true"`.'],
    [withKeys('tags: a'), '`tags` must be a list, but it is text. Write `[a]`.'],
    [withKeys('tags: {}'), '`tags` must be a list, but it is a map. Write `[…]` here.'],
    [withKeys('tags:'), '`tags` must be a list, but it is empty. Write `[…]` here.'],
    [withKeys('inputs: []'), '`inputs` must be a map, but it is a list. Write `name: value` lines here.'],
    [
      withKeys('inputs: { a: string }'),
      '`a` must be a JSON Schema, but it is text. Write for example `{ type: string }`.',
    ],
    [withKeys('defaults: 1'), '`defaults` must be a map, but it is a number.'],
    [withKeys('triggers: {}'), '`triggers` must be a list, but it is a map. Write `- { id: …, type: … }` lines here.'],
    [withKeys('triggers: [a]'), '`triggers[0]` must be a map, but it is text.'],
    [withKeys('view: { positions: [] }'), '`positions` must be a map, but it is a list.'],
    [
      withStageKeys('roles2: 1')
        .replace('{ primary: "agent:worker" }', '"agent:worker"')
        .replace('    roles2: 1\n', ''),
      '`roles` must be a map, but it is text.',
    ],
    [
      withStageKeys('gate: 0.9'),
      '`gate` must be `none` or a map, but it is a number. Write `gate: { threshold: 0.9 }`, or `gate: none`.',
    ],
    [withStageKeys('gate: high'), 'Write `gate: { threshold: 0.85 }`, or `gate: none`.'],
    [withStageKeys('gate: { threshold: high }'), '`threshold` must be a number, but it is text.'],
    [
      withKeys('budget: { run: { money: 3 } }'),
      '`money` must be an amount of money, but it is a number. Write for example',
    ],
    [withStageKeys('join: 1'), '`join` must be text, but it is a number. Write one of `all`, `any`.'],
    [
      withStageKeys('timeout: []'),
      '`timeout` must be a duration, but it is a list. Write for example `30s`, `4h` or `1h30m`.',
    ],
    ['workflow_id: a\nstages: {}', '`stages` must be a list, but it is a map. Write `- id: …` lines here.'],
    ['workflow_id: a\nstages: [a]', '`stages[0]` must be a map, but it is text.'],
    ['[]', 'The document must be a map, but it is a list. Begin with `workflow_id` and `stages`.'],
    ['', 'The document must be a map, but it is empty.'],
    ['# only a comment', 'The document must be a map, but it is empty.'],
    [
      withKeys('triggers: [{ id: a, type: schedule, cron: "", timezone: "", enabled: "no" }]'),
      '`enabled` must be `true` or `false`, but it is text.',
    ],
  ])('[WF25] a value of the wrong type is refused: $1', (text, sentence) => {
    expect(problemsOf(text)).toEqual([expect.stringMatching(/^\d+:\d+ wrong-type /)])
    expect(problemsOf(text)[0]).toContain(sentence)
  })

  it.each([
    ['Refund Requests', '`refund-requests`'],
    ['-a', '`a`'],
    ['Ä', 'lower-case letters a-z'],
    [`a${'-'.repeat(70)}`, '`a`'],
  ])('[WF26] an id is 1 to 64 lower-case letters, digits and hyphens: not %s', (id, help) => {
    const [line] = problemsOf(`workflow_id: "${id}"\nstages: [{ id: a, roles: { primary: "agent:b" } }]`)
    expect(line).toMatch(/^1:14 bad-slug \/workflow_id /)
    expect(line).toContain(help)
  })

  it('[WF27] names of inputs, roles and outputs can be used in expressions', () => {
    const line = 'bad-name /inputs/a b `a b` can not be a name here. Use letters a-z'
    expect(problemsOf(withKeys('inputs: { a b: {}, _c-D1: {} }'))).toEqual([expect.stringContaining(line)])
    const stage = withStageKeys().replace('primary:', '1st: "agent:a", primary:')
    expect(problemsOf(stage)).toEqual([expect.stringContaining('bad-name /stages/0/roles/1st')])
  })

  it('[WF28] two stages can not have the same id', () => {
    const text = `${withStageKeys()}  - { id: only, roles: { primary: "agent:b" } }\n`
    expect(problemsOf(text)).toEqual([
      '5:11 duplicate-stage /stages/1/id `stages[0]` already has the id `only`. Give this stage another id.',
    ])
  })

  it.each([
    ['30', 'Write `30s`.'],
    ['1.5h', 'Write `1h30m`.'],
    ['30 m', 'Write `30m`.'],
    ['4 hours', 'Write `4h`.'],
    ['1 week 2 days', 'Write `1w2d`.'],
    ['250 milliseconds', 'Write `250ms`.'],
    ['90 min', 'Write `1h30m`.'],
    ['PT4H', 'Write `4h`.'],
    ['soon', 'Write for example `30s`, `4h` or `1h30m`.'],
    ['3 months', 'Write for example'],
    ['', 'Write for example'],
  ])('[WF29] a duration is spelled one way only: not %j', (text, help) => {
    const written = text === '30' ? text : JSON.stringify(text)
    const [line] = problemsOf(withStageKeys(`timeout: ${written}`))
    expect(line).toMatch(/^5:14 duration-spelling \/stages\/0\/timeout /)
    expect(line).toContain(help)
  })

  it.each([
    ['2026-02-30', 'bad-value', 'is not a date'],
    ['31.12.2026', 'bad-value', 'is not a date'],
    ['5', 'wrong-type', 'must be a date'],
  ])('[WF35] a day that there is, as year, month and day: not %s', (written, rule, message) => {
    const trigger = `{ id: a, type: schedule, cron: "0 9 * * *", timezone: UTC, starts_on: ${written} }`
    const [line] = problemsOf(withKeys(`triggers: [${trigger}]`))
    expect(line).toContain(rule)
    expect(line).toContain(message)
    expect(line).toContain('2026-12-31')
  })

  it('[WF30] a deadline is longer than zero and shorter than ten years', () => {
    expect(problemsOf(withStageKeys('timeout: 0s'))).toEqual([
      '5:14 bad-value /stages/0/timeout This time must be longer than zero. Write for example `30s`, `4h` or `1h30m`.',
    ])
    expect(problemsOf(withStageKeys('timeout: 999w'))).toEqual([
      '5:14 bad-value /stages/0/timeout `999w` is longer than ten years. Write a shorter time.',
    ])
    expect(problemsOf(withStageKeys('retry: { initial_interval: 0s }'))).toEqual([])
  })

  it('[WF31] a reference that can not be read is refused, and a context module can do no work', () => {
    const roles = (text: string) => problemsOf(withStageKeys().replace('"agent:worker"', JSON.stringify(text)))
    expect(roles('worker')).toEqual([
      '4:23 bad-reference /stages/0/roles/primary `worker` does not say what kind of thing it is. Write for example `agent:worker`.',
    ])
    expect(roles('ctx:rules')).toEqual([
      expect.stringContaining('`ctx:rules` is a context module; it can not do work.'),
    ])
  })

  it.each([
    [withStageKeys('join: al'), '5:11 bad-value /stages/0/join `al` is not a value of `join`. Did you mean `all`?'],
    [withStageKeys('effect: risky'), 'Write one of `pure`, `idempotent`, `once-or-ask`.'],
    [withStageKeys('gate: { threshold: 85 }'), '`threshold` must be from 0 to 1, but it is 85. Did you mean `0.85`?'],
    [withStageKeys('gate: { threshold: -1 }'), 'Write a number from 0 to 1.'],
    [
      withStageKeys('gate: { threshold: 0.5, target_error: 0.1 }'),
      'A gate has either a `threshold` or a `target_error`',
    ],
    [
      withStageKeys('retry: { maximum_attempts: 2.6 }'),
      '`maximum_attempts` must be a whole number, but it is 2.6. Write for example 3.',
    ],
    [withStageKeys('retry: { maximum_attempts: 0 }'), 'must be from 1 to 100, but it is 0.'],
    [withKeys('outputs: { a: plain }'), '`plain` does not say what to compute.'],
    [withKeys('budget: { run: { money: "3" } }'), '`3` is not an amount of money. Write for example `"2.50 EUR"`.'],
    [withKeys('budget: { run: {} }'), 'A budget is either an amount of `tokens` or of `money`.'],
    [withKeys('budget: { run: { tokens: 1, money: "1 EUR" } }'), 'A budget is either an amount'],
    [withKeys('triggers: [{ id: a, type: cron }]'), '`cron` is not a value of `type`.'],
    [
      withKeys('x-a: 12345678901234567890'),
      '1:6 bad-value /x-a `12345678901234567890` can not be kept exactly as a number.',
    ],
    [
      withKeys('x-a: .inf'),
      '`.inf` can not be kept exactly as a number. If it is a label, put it in quotes: `".inf"`.',
    ],
  ])('[WF32] a value outside of what is allowed is refused: $1', (text, sentence) => {
    expect(problemsOf(text)).toEqual([expect.stringContaining(sentence)])
  })

  it('[WF33] nothing stands twice in a list of references, dependencies, tags or codes', () => {
    expect(problemsOf(withStageKeys('depends_on: [b, b]'))).toEqual([
      '5:21 repeated-item /stages/0/depends_on/1 `"b"` stands twice in `depends_on`. Remove one of the two.',
    ])
  })

  it('[WF34] text of the author is shown short and without control characters', () => {
    expect(problemsOf(withKeys(`${'k'.repeat(500)}: 1`))[0]).toContain(
      `The key \`${'k'.repeat(59)}…\` is not known here.`,
    )
    expect(problemsOf('{"\\u001b[31m\\u202e": 1}', 'a.json').join()).toContain(
      'The key `\u{fffd}[31m\u{fffd}` is not known',
    )
  })
})

describe('limits', { timeout: LIMIT_TEST_MS }, () => {
  const tooLarge = (text: string, file = 'a.yaml') => {
    const { problems, document } = readWorkflow({ file, text })
    expect(document).toBeUndefined()
    return problems.map(({ rule, message }) => `${rule}: ${message}`)
  }

  it('[WF40] a document of more than 4 MiB is refused, whatever characters it is made of', () => {
    const expected = ['too-large: The document is larger than 4 MiB.']
    expect(tooLarge('#'.repeat(DOCUMENT_BYTES_MAX + 1))).toEqual(expected)
    expect(tooLarge('é'.repeat(DOCUMENT_BYTES_MAX / 2 + 1))).toEqual(expected)
    expect(tooLarge('€'.repeat(DOCUMENT_BYTES_MAX / 3 + 1))).toEqual(expected)
    expect(tooLarge('😀'.repeat(DOCUMENT_BYTES_MAX / 4 + 1))).toEqual(expected)
    expect(problemsOf(JSON.stringify('x'.repeat(DOCUMENT_BYTES_MAX - 2)), 'a.json')[0]).toContain('wrong-type')
  })

  it.each([
    ['flow lists', '['.repeat(DOCUMENT_DEPTH_MAX + 1), 'a.yaml'],
    ['flow maps', '{a: '.repeat(100_000), 'a.yaml'],
    ['block lists', '- '.repeat(100_000), 'a.yaml'],
    ['explicit keys', '? '.repeat(100_000), 'a.yaml'],
    ['JSON lists', '['.repeat(1_000_000), 'a.json'],
    [
      'an alias to what is deep itself',
      `a: &a ${'['.repeat(40)}${']'.repeat(40)}\nb: ${'['.repeat(30)}*a${']'.repeat(30)}`,
      'a.yaml',
    ],
  ])('[WF41] more than 64 levels are refused: %s', (_, text, file) => {
    expect(tooLarge(text, file)).toEqual(['too-large: The document nests deeper than 64 levels.'])
  })

  it('[WF42] exactly 64 levels are read', () => {
    const nested = `${'['.repeat(DOCUMENT_DEPTH_MAX - 1)}${']'.repeat(DOCUMENT_DEPTH_MAX - 1)}`
    expect(problemsOf(withKeys(`x-deep: ${nested}`))).toEqual([])
    expect(problemsOf(`{"x-deep": ${nested}}`, 'a.json')[0]).toContain('missing-key')
    const block = Array.from({ length: DOCUMENT_DEPTH_MAX - 2 }, (_, at) => `${' '.repeat(at)}x-a:`).join('\n')
    expect(problemsOf(`${block} 1`)[0]).toContain('missing-key')
  })

  it('[WF43] more than 200,000 values are refused, written or meant by aliases', () => {
    const expected = ['too-large: The document holds more than 200,000 values.']
    const many = `[${'1,'.repeat(DOCUMENT_NODES_MAX)}1]`
    expect(tooLarge(`{"x-a": ${many}}`, 'a.json')).toEqual(expected)
    expect(tooLarge(`x-a: ${many}`)).toEqual(expected)
    const bomb = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name, at, all) => {
      return `${name}: &${name} [${Array.from({ length: 10 }, () => (at === 0 ? '1' : `*${all[at - 1]}`)).join(', ')}]`
    })
    expect(tooLarge(bomb.join('\n'))).toEqual(expected)
  })

  it('[WF44] more than 100 aliases are refused', () => {
    const aliases = (count: number) => `x-a: &a 1\nx-b: [${'*a, '.repeat(count)}]\n`
    expect(tooLarge(aliases(YAML_ALIASES_MAX + 1))).toEqual([
      'too-large: The document uses aliases more than 100 times.',
    ])
    expect(problemsOf(`${aliases(YAML_ALIASES_MAX)}${withKeys()}`)).toEqual([])
  })

  it('[WF45] more than a million words and marks of YAML are refused', () => {
    expect(tooLarge('#\n'.repeat(YAML_LEXEMES_MAX / 2 + 1))).toEqual([
      'too-large: The document holds more than 1,000,000 words and marks.',
    ])
  })

  it('[WF46] 10,000 stages are read within seconds, and one more is refused', () => {
    const stages = (count: number) => {
      const list = Array.from({ length: count }, (_, at) => ({ id: `s${at}`, roles: { primary: 'agent:a' } }))
      return JSON.stringify({ workflow_id: 'big', stages: list })
    }
    const start = performance.now()
    expect(workflowOf(stages(STAGES_MAX)).stages).toHaveLength(STAGES_MAX)
    expect(performance.now() - start).toBeLessThan(SECONDS)
    expect(tooLarge(stages(STAGES_MAX + 1), 'a.json')).toEqual([
      'too-large: The workflow has 10,001 stages; 10,000 are allowed.',
    ])
  })

  it('[WF47] of more than 1,000 problems the first 1,000 are shown, and that there are more', () => {
    const lines = Array.from({ length: PROBLEMS_MAX + 500 }, (_, at) => `k${at}: 1`)
    const shown = problemsOf(withKeys(...lines))
    expect(shown).toHaveLength(PROBLEMS_MAX + 1)
    const tags = problemsOf(`[${'!a 1, '.repeat(PROBLEMS_MAX + 1)}]`)
    expect(tags.at(-1)).toMatch(/too-many-problems {2}Only the first 1,000 problems are shown\. Mend them/)
  })
})

describe('what is left of a document with problems', () => {
  it('[WF50] a stage or trigger that can not be read keeps its place in the list', () => {
    const text = withKeys('triggers: [{ type: never }, { type: manual }]').replace(
      '[{ id: only',
      '[{ name: x }, { id: only',
    )
    const { document } = readWorkflow({ file: 'a.yaml', text })
    expect(document?.workflow.triggers.map(({ id }) => id)).toEqual(['unreadable-1', 'manual'])
    expect(document?.workflow.stages.map(({ id }) => id)).toEqual(['unreadable-1', 'only'])
  })

  it('[WF51] a primary that can not be read is stood in for, so that no later rule complains as well', () => {
    const unreadable = { kind: 'agent', name: 'unreadable' }
    const text =
      'stages: [{ id: a, roles: { primary: worker } }, { id: b, roles: { tools: ["skill:c", 1] } }, { id: c }]'
    const { document } = readWorkflow({ file: 'a.yaml', text })
    expect(document?.workflow.id).toBe('unreadable')
    expect(document?.workflow.stages.map(({ roles }) => roles.primary)).toEqual([unreadable, unreadable, unreadable])
    expect(document?.workflow.stages[1]?.roles.tools).toEqual([{ kind: 'skill', name: 'c' }])
  })

  it('[WF52] without stages or with an error of syntax there is no document', () => {
    for (const text of ['workflow_id: a', 'workflow_id: a\nstages: 1', 'a: [', '[]', '!t a', '']) {
      const { problems, document } = readWorkflow({ file: 'a.yaml', text })
      expect(problems.length).toBeGreaterThan(0)
      expect(document).toBeUndefined()
    }
  })

  it('[WF53] every rule of reading has a page', () => {
    for (const rule of [...READ_RULES, 'not-yet-executed']) {
      const page = new URL(`../../../docs/rules/${rule}.md`, import.meta.url)
      expect(existsSync(page), `docs/rules/${rule}.md`).toBe(true)
      expect(readFileSync(page, 'utf8')).toMatch(new RegExp(`^# ${rule}\\n`))
    }
  })
})
