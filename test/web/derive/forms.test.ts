import { describe, expect, it } from 'vitest'
import { viewDraft } from '../../../src/web/derive/decision-draft.ts'
import { changedFields, readDraft, toDraft } from '../../../src/web/derive/form-draft.ts'
import { formFields, valueWords } from '../../../src/web/derive/form-fields.ts'
import { runForm } from '../../../src/web/derive/run-form.ts'
import { aWorkflowDetail } from '../../support/web-views.ts'

const SCHEMA = {
  type: 'object',
  required: ['decision', 'amount', 'paid'],
  properties: {
    decision: { type: 'string', title: 'Decision', enum: ['refund', 'no refund'] },
    amount: { type: 'number', title: 'Amount', description: 'In pounds' },
    count: { type: 'integer' },
    paid: { type: 'boolean' },
    letter_text: { type: 'string', maxLength: 4_000 },
    reference: { type: 'string' },
    tier: { oneOf: [{ const: 1, title: 'First' }, { const: 2 }, { title: 'no value' }] },
    rows: { type: 'array' },
  },
} as const

const VALUES = { decision: 'refund', amount: 52, paid: true, tier: 2, rows: [1, 2], seen_by: 'tom' }
const FIELDS = formFields(SCHEMA, VALUES)

describe('fields of a form', () => {
  it('[UI9] each property becomes the field that fits it', () => {
    expect(FIELDS.map(({ name, kind }) => [name, kind.type])).toEqual([
      ['decision', 'choice'],
      ['amount', 'number'],
      ['count', 'number'],
      ['paid', 'yes-no'],
      ['letter_text', 'text'],
      ['reference', 'text'],
      ['tier', 'choice'],
      ['rows', 'json'],
    ])
  })

  it('[UI84] a date is filled in as a date; what no calendar has stays a text', () => {
    const schema = { properties: { due: { type: 'string', format: 'date' } }, required: ['due'] }
    const kindFor = (values: { due?: string }) => formFields(schema, values)[0]?.kind
    expect(kindFor({})).toEqual({ type: 'date' })
    expect(kindFor({ due: '2026-11-28' })).toEqual({ type: 'date' })
    expect(kindFor({ due: 'next week' })).toEqual({ type: 'text', lines: 'one' })
    const fields = formFields(schema, {})
    expect(toDraft(fields, { due: '2026-11-28' })).toEqual({ due: '2026-11-28' })
    expect(readDraft(fields, { due: '2026-11-28' }, {})).toEqual({ ok: true, value: { due: '2026-11-28' } })
  })

  it('[UI9] a field is called by its title, else by its name in plain words', () => {
    expect(FIELDS.map(({ label }) => label).slice(0, 5)).toEqual(['Decision', 'Amount', 'Count', 'Paid', 'Letter text'])
    expect(FIELDS[1]).toMatchObject({ help: 'In pounds', isRequired: true })
  })

  it('[UI9] a text gets several lines when it may be long or is', () => {
    const lines = (property: object, value = '') =>
      formFields({ properties: { text: { type: 'string', ...property } } }, { text: value })[0]?.kind
    expect(lines({ maxLength: 4_000 })).toEqual({ type: 'text', lines: 'many' })
    expect(lines({ format: 'textarea' })).toEqual({ type: 'text', lines: 'many' })
    expect(lines({}, 'one\ntwo')).toEqual({ type: 'text', lines: 'many' })
    expect(lines({}, 'x'.repeat(81))).toEqual({ type: 'text', lines: 'many' })
    expect(lines({ maxLength: 40 }, 'short')).toEqual({ type: 'text', lines: 'one' })
  })

  it('[UI9] a schema without properties has no fields', () => {
    expect(formFields({ type: 'object' }, {})).toEqual([])
  })

  it.each([
    [null, 'nothing'],
    [true, 'yes'],
    [false, 'no'],
    ['text', 'text'],
    [1234.56, '1234.56'],
    [0.7297881921316992, '0.73'],
    [{ item: 'kettle', price: 48 }, 'item kettle, price 48'],
    [['a', 2], 'a, 2'],
    [
      [
        { label: 'kettle', share: 0.9 },
        { label: 'toaster', share: 0.1 },
      ],
      'kettle 0.9, toaster 0.1',
    ],
  ])('[UI9] %j is written %s', (value, words) => {
    expect(valueWords(value)).toBe(words)
  })

  it('[UI9] the inputs of a run make a form that begins with their defaults', () => {
    expect(runForm(aWorkflowDetail().inputs)).toEqual({
      schema: {
        type: 'object',
        required: ['message'],
        properties: {
          message: { type: 'string', maxLength: 4_000, description: 'What the customer wrote' },
          urgent: { type: 'boolean' },
          channel: { type: 'string', enum: ['e-mail', 'chat'] },
        },
      },
      values: { urgent: false, channel: 'e-mail' },
    })
  })
})

describe('a draft', () => {
  it('[UI10] begins with the answer and is read back as it was', () => {
    expect(readDraft(FIELDS, toDraft(FIELDS, VALUES), VALUES)).toEqual({ ok: true, value: VALUES })
  })

  it('[UI10] what is typed is read by its kind', () => {
    const typed = { decision: '1', amount: '48.5', count: '3', paid: 'false', reference: 'A 1', tier: '0', rows: '[3]' }
    expect(readDraft(FIELDS, typed, {})).toEqual({
      ok: true,
      value: { decision: 'no refund', amount: 48.5, count: 3, paid: false, reference: 'A 1', tier: 1, rows: [3] },
    })
  })

  it('[UI10] a box that must be answered and is not ticked says no; one that may stay open is left out', () => {
    const box = (required: readonly string[]) =>
      readDraft(formFields({ required, properties: { box: { type: 'boolean' } } }, {}), { box: '' }, {})
    expect(box(['box'])).toEqual({ ok: true, value: { box: false } })
    expect(box([])).toEqual({ ok: true, value: {} })
  })

  it('[UI10] a value of another kind than its field stands there to be corrected', () => {
    expect(toDraft(formFields({ properties: { name: { type: 'string' } } }, {}), { name: ['a'] })).toEqual({
      name: '["a"]',
    })
  })

  it('[UI11] everything that can not be read is said at once', () => {
    const typed = { decision: '', amount: 'a lot', count: '1.5', paid: 'true', tier: '9', rows: '[' }
    expect(readDraft(FIELDS, typed, {})).toEqual({
      ok: false,
      error: {
        decision: 'Fill this in.',
        amount: 'Write a number, with a dot before decimals.',
        count: 'Write a whole number.',
        tier: 'Choose one of the list.',
        rows: 'This is not valid JSON.',
      },
    })
  })

  it('[UI12] what was changed is known by name', () => {
    const initial = toDraft(FIELDS, VALUES)
    expect(changedFields({ ...initial, amount: '48' }, initial)).toEqual(['amount'])
  })

  it('[UI12] a changed field shows what it said, in words', () => {
    const view = viewDraft(
      { schema: SCHEMA, values: VALUES },
      { edits: { amount: '48', decision: '1', paid: 'false' }, tried: false },
    )
    expect(view.fields.map(({ was }) => was).slice(0, 4)).toEqual(['refund', '52', null, 'yes'])
    expect(view).toMatchObject({
      isChanged: true,
      outputs: { amount: 48, decision: 'no refund', paid: false, seen_by: 'tom' },
    })
  })

  it('[UI12] what nobody touched follows a new answer', () => {
    const draft = { edits: { decision: '1' }, tried: false }
    const view = viewDraft({ schema: SCHEMA, values: { ...VALUES, amount: 40 } }, draft)
    expect(view.outputs).toMatchObject({ decision: 'no refund', amount: 40 })
  })

  it('[UI11] what is missing is said only after somebody has tried to send it', () => {
    const form = { schema: SCHEMA, values: {} }
    const problems = (tried: boolean) => viewDraft(form, { edits: {}, tried }).fields.map(({ problem }) => problem)
    expect(problems(false)).toEqual(FIELDS.map(() => undefined))
    expect(problems(true).slice(0, 2)).toEqual(['Fill this in.', 'Fill this in.'])
  })

  it('[UI10] where there is nothing to fill in, nothing is changed', () => {
    expect(viewDraft(null, { edits: {}, tried: false })).toEqual({ fields: [], isChanged: false, outputs: null })
  })
})
