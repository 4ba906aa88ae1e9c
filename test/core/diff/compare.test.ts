import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Json } from '../../../src/core/basics/json.ts'
import { canonicalJson } from '../../../src/core/basics/json.ts'
import { compareDocuments, compareTexts } from '../../../src/core/diff/compare.ts'
import type { WorkflowChange } from '../../../src/core/diff/workflow-change.ts'
import { isNote } from '../../../src/core/diff/workflow-change.ts'
import { toYaml } from '../../../src/core/workflow/to-yaml.ts'
import { aDocument } from '../../support/random-documents.ts'

const BASE = {
  workflow_id: 'refunds',
  name: 'Refunds',
  defaults: { escalation: { sla: '4h' } },
  stages: [
    { id: 'sort', gate: { threshold: 0.85 }, roles: { primary: 'skill:sort', tools: ['skill:a'] } },
    { id: 'draft', roles: { primary: 'agent:writer' } },
  ],
} as const

function changes(before: Json, after: Json): readonly WorkflowChange[] {
  return compareDocuments(before, after)
}

/** The document with its first stage replaced. */
function withSort(sort: Json): Json {
  return { ...BASE, stages: [sort, BASE.stages[1]] }
}

function yaml(text: string) {
  return { file: 'a.yaml', text }
}

describe('comparing', () => {
  it('[DF1] a document is not different from itself, and from any other it is', () => {
    fc.assert(
      fc.property(aDocument, aDocument, (before, after) => {
        expect(changes(before, before)).toEqual([])
        const isSame = canonicalJson(before) === canonicalJson(after)
        expect(changes(before, after).length === 0).toBe(isSame)
      }),
      { numRuns: 300 },
    )
  })

  it('[DF2] a stage that came, went or waits for others is one change each', () => {
    const log = { id: 'log', roles: { primary: 'human:anyone' } }
    const after = { ...BASE, stages: [BASE.stages[1], log] }
    expect(changes(BASE, after)).toEqual([
      { type: 'waits-changed', stage: 'draft', before: ['sort'], after: [] },
      { type: 'stage-added', stage: 'log', after: log },
      { type: 'stage-removed', stage: 'sort', before: BASE.stages[0] },
    ])
  })

  it('[DF2] one more or one less to wait for is a change', () => {
    const [none, one] = [[], ['a']].map((ids) => ({ stages: [{ id: 'a' }, { id: 'b', depends_on: ids }] }))
    expect(changes(none ?? {}, one ?? {})).toEqual([{ type: 'waits-changed', stage: 'b', before: [], after: ['a'] }])
    expect(changes(one ?? {}, none ?? {})).toEqual([{ type: 'waits-changed', stage: 'b', before: ['a'], after: [] }])
  })

  it('[DF2] what a stage says is compared setting by setting, each with its topic', () => {
    const sort = {
      id: 'sort',
      name: 'Sort the message',
      gate: { threshold: 0.9 },
      roles: { primary: 'skill:sort', tools: ['skill:a', 'skill:b'], reviewer: 'human:lead', voice: 'skill:v' },
      escalation: {
        to: ['human:ann'],
        sla: '2h',
        on_breach: [{ after: '1h', to: 'human:bo' }],
        form: 'short',
        remind: '1h',
        calendar: {},
      },
      context_policy: { modules: ['ctx:rules'], budget_tokens: 100, spare: 1 },
      inputs: { text: 'x' },
      description: 'D',
      tags: ['t'],
      when: 'true',
      on_skip: 'continue',
      join: 'any',
      outputs: { label: { type: 'string' } },
      timeout: '5m',
      retry: { maximum_attempts: 2 },
      on_error: 'fail',
      on_reject: 'fail',
      effect: 'pure',
      instructions: 'Do it.',
      budget: 3,
      odd: 1,
    }
    const found = changes(BASE, withSort(sort))
    expect(found.map((change) => ('topic' in change ? change.topic : change.type)).toSorted()).toEqual(
      [
        ...['name', 'gate', 'tools', 'reviewer', 'helper', 'people', 'deadline', 'breach', 'task', 'context'],
        ...['reminder', 'working-hours'],
        ...['context-budget', 'other', 'input', 'description', 'label', 'condition', 'skip', 'join', 'output'],
        ...['timeout', 'retry', 'error', 'reject', 'effect', 'instructions', 'budget', 'other'],
      ].toSorted(),
    )
    expect(found).toContainEqual({
      type: 'setting-changed',
      stage: 'sort',
      topic: 'gate',
      path: ['gate'],
      before: { threshold: 0.85 },
      after: { threshold: 0.9 },
    })
    expect(changes(withSort(sort), BASE)).toHaveLength(found.length)
    const other = { ...BASE.stages[0], roles: { primary: 'skill:other', tools: ['skill:a'] } }
    expect(changes(BASE, withSort(other))).toMatchObject([{ topic: 'performer', path: ['roles', 'primary'] }])
  })

  it('[DF3] the defaults speak of the topics of stages, and what has no topic is named by its place', () => {
    const after = {
      ...BASE,
      defaults: { escalation: { sla: '2h' }, gate: 'none' },
      roles: { reviewer: { accepts: ['human'] } },
      inputs: { message: { type: 'string' } },
      secret: { deep: [1] },
      triggers: [{ id: 'weekdays', type: 'schedule' }, { type: 'event' }],
    }
    const whole = { type: 'setting-changed', stage: null, before: undefined }
    expect(changes(BASE, after)).toEqual([
      { ...whole, topic: 'deadline', path: ['defaults', 'escalation', 'sla'], before: '4h', after: '2h' },
      { ...whole, topic: 'gate', path: ['defaults', 'gate'], after: 'none' },
      { ...whole, topic: 'slot', path: ['roles', 'reviewer'], after: { accepts: ['human'] } },
      { ...whole, topic: 'input', path: ['inputs', 'message'], after: { type: 'string' } },
      { ...whole, topic: 'other', path: ['secret'], after: { deep: [1] } },
      { type: 'note-changed', about: 'spelling', stage: null, path: ['triggers'] },
      {
        type: 'trigger-changed',
        trigger: 'weekdays',
        before: undefined,
        after: { id: 'weekdays', type: 'schedule' },
      },
      { type: 'trigger-changed', trigger: '#2', before: undefined, after: { type: 'event' } },
    ])
  })

  it('[DF4] layout, order, spelling, comments and x- keys are notes, and nothing else is', () => {
    const before = `workflow_id: a
triggers: [{ id: one }, { id: two }]
stages:
  - id: sort
    depends_on: []
  - id: draft
`
    const after = `# Agreed in May.
workflow_id: a
x-team: blue
triggers: [{ id: two }, { id: one }]
stages:
  - id: draft
    depends_on: [sort]
  - id: sort
    depends_on: []
view: { positions: { sort: [1, 2] } }
`
    const found = compareTexts(yaml(before), yaml(after))
    const kinds = found.ok ? found.value.map((change) => ('about' in change ? change.about : change.type)) : []
    expect(kinds).toEqual(['setting-changed', 'place', 'order', 'spelling', 'order', 'comment'])
    expect(found.ok && found.value.every(isNote)).toBe(true)
    expect(changes(BASE, { ...BASE, name: 'Other' }).some(isNote)).toBe(false)
  })

  it('[DF4] what looks like a comment inside a text is none, and JSON has none', () => {
    const text = 'name: "# no"\ndescription: |\n  # no\n  no\n'
    expect(compareTexts(yaml(text), yaml(text.replace('# no"', '# nay"')))).toMatchObject({
      value: [{ topic: 'name' }],
    })
    expect(compareTexts({ file: 'a.json', text: '{"name":"#"}' }, yaml('name: "#" # yes'))).toMatchObject({
      value: [{ about: 'comment' }],
    })
  })

  it('[DF6] broken documents are compared as well', () => {
    const twice = { ...BASE, stages: [BASE.stages[0], BASE.stages[0], { name: 'N' }, 'text'] }
    expect(changes(twice, { ...BASE, stages: [BASE.stages[0], { id: 'sort' }, { name: 'M' }, 'other'] })).toMatchObject(
      [
        { stage: '#2', topic: 'gate' },
        { stage: '#2', topic: 'performer' },
        { stage: '#2', topic: 'tools' },
        { stage: '#3', topic: 'name' },
        { stage: '#4', topic: 'other', path: [], before: 'text', after: 'other' },
      ],
    )
    expect(changes({ stages: 'none' }, BASE)).toContainEqual(
      expect.objectContaining({ topic: 'other', path: ['stages'], before: 'none' }),
    )
    expect(changes([1], {})).toMatchObject([{ topic: 'other', path: [], before: [1], after: {} }])
    expect(
      changes({ stages: [{ id: 'a', depends_on: 'b' }] }, { stages: [{ id: 'a', depends_on: [1] }] }),
    ).toMatchObject([{ about: 'spelling' }])
  })

  it('[DF6] a text that can not be read is named', () => {
    const good = yaml(toYaml(BASE))
    expect(compareTexts(yaml('a: ['), good)).toEqual({ ok: false, error: 'before' })
    expect(compareTexts(good, yaml('a: ['))).toEqual({ ok: false, error: 'after' })
  })
})
