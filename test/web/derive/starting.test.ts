import { describe, expect, it } from 'vitest'
import type { RowCheck } from '../../../src/api/contract/row-checks.ts'
import type { RunInput } from '../../../src/api/contract/workflows.ts'
import { addressValues } from '../../../src/web/derive/address-values.ts'
import { nextWords } from '../../../src/web/derive/next-words.ts'
import { fitWords, misfitWords, repeatWords, rowWords, startWords } from '../../../src/web/derive/row-check-words.ts'
import { rowIds } from '../../../src/web/derive/row-ids.ts'
import { runForm } from '../../../src/web/derive/run-form.ts'
import { aPlannedStage, aWorkflowDetail } from '../../support/web-views.ts'

function anInput(name: string, schema: RunInput['schema']): RunInput {
  return { name, schema, required: false, default: null, description: null }
}

function aRowCheck(given: Partial<RowCheck> = {}): RowCheck {
  return {
    numbered: 'line',
    columns: ['message'],
    title: null,
    rows: [],
    misfits: [],
    strangers: [],
    repeats: [],
    ...given,
  }
}

function aRow(at: number, message: string, title: string | null = null): RowCheck['rows'][number] {
  return { at, title, inputs: { message } }
}

describe('what happens next', () => {
  it('[UI202] says how many stages there are, and which people are asked', () => {
    const { plan } = aWorkflowDetail()
    expect(plan === null ? [] : nextWords(plan)).toEqual([
      'It goes through 5 stages.',
      '2 of them are done or checked by a person: support-team.',
      'A person is asked where a stage is not sure enough: support-team.',
    ])
  })

  it('[UI202] says so where nobody is asked, where all is done by people, and who checks', () => {
    const exact = aPlannedStage({ id: 'a', name: 'A' })
    const noor = { kind: 'person', ref: 'human:noor', name: 'noor', reason: null } as const
    expect(nextWords({ stages: [exact] })).toEqual(['It goes through 1 stage.', 'No stage is done by a person.'])
    expect(nextWords({ stages: [{ ...exact, performer: noor }] })[1]).toBe('It is done by a person: noor.')
    expect(nextWords({ stages: [exact, { ...exact, reviewer: noor, threshold: 0.5 }] })).toEqual([
      'It goes through 2 stages.',
      'One of them is done or checked by a person: noor.',
    ])
    expect(nextWords({ stages: [{ ...exact, target: 0.05 }] }).at(-1)).toBe(
      'A person is asked where a stage is not sure enough: support-team.',
    )
    const both = [
      { ...exact, performer: noor },
      { ...exact, performer: noor },
    ]
    expect(nextWords({ stages: both })[1]).toBe('All of them are done by a person: noor.')
  })
})

describe('values of an address', () => {
  const inputs = [
    anInput('message', { type: 'string' }),
    anInput('paid', { type: 'number' }),
    anInput('urgent', { type: 'boolean' }),
    anInput('reason', { oneOf: [{ const: 'late', title: 'It came late' }, { const: 'broken' }] }),
    anInput('items', { type: 'array' }),
    anInput('day', { type: 'string', format: 'date' }),
  ]

  it('[UI203] fill in what is declared, as if it had been typed', () => {
    const search = {
      message: 48211,
      paid: '1,5',
      urgent: 'Yes',
      reason: 'broken',
      items: [1],
      day: '2026-01-02',
      to: 'x',
    }
    expect(addressValues(inputs, search)).toEqual({
      message: '48211',
      paid: '1,5',
      urgent: 'true',
      reason: '1',
      items: '[1]',
      day: '2026-01-02',
    })
  })

  it('[UI203] leave a field empty that can not hold them', () => {
    const search = { reason: 'It came late', urgent: 'perhaps', message: true }
    expect(addressValues(inputs, search)).toEqual({ reason: '0', urgent: '', message: 'true' })
    expect(addressValues(inputs, { reason: 'nowhere', constructor: 'x' })).toEqual({ reason: '' })
  })
})

it('[UI204] a form begins with the defaults, and over them with what a manual trigger gives', () => {
  const inputs = [
    { ...anInput('message', {}), default: 'usual' },
    { ...anInput('paid', {}), default: 5 },
  ]
  expect(runForm(inputs, { message: 'Please look' }).values).toEqual({ message: 'Please look', paid: 5 })
})

describe('words about rows', () => {
  it('[UI206] say how many fit, and what becomes of the others', () => {
    const misfits = [{ at: 3, problems: [{ column: 'message', message: 'Too short.' }] }]
    const rows = [aRow(2, 'a'), aRow(4, 'b')]
    expect([fitWords(aRowCheck({ rows })), startWords(aRowCheck({ rows }))]).toEqual(['2 rows fit.', 'Start 2 runs'])
    const mixed = aRowCheck({ rows: rows.slice(1), misfits: [...misfits, ...misfits] })
    expect([fitWords(mixed), startWords(mixed)]).toEqual(['1 row fits, 2 do not.', 'Start 1 run, leave 2 out'])
    expect(startWords(aRowCheck({ misfits }))).toBeNull()
    expect(fitWords(aRowCheck({ misfits }))).toBe('0 rows fit, 1 does not.')
  })

  it('[UI207] name each wrong cell, and rows that say the same, by where they stand', () => {
    const problems = [
      { column: 'paid', message: 'The value must be a number.' },
      { column: null, message: 'It has 3 values.' },
    ]
    const check = aRowCheck({ misfits: [{ at: 3, problems }], repeats: [{ at: 7, as: 2 }] })
    expect(misfitWords(check)).toEqual([
      { place: 'Line 3', column: 'paid', message: 'The value must be a number.' },
      { place: 'Line 3', column: null, message: 'It has 3 values.' },
    ])
    expect(repeatWords(check)).toBe('Line 7 says the same as line 2. Each starts a run of its own.')
    const more = aRowCheck({
      numbered: 'item',
      repeats: [
        { at: 2, as: 1 },
        { at: 3, as: 1 },
      ],
    })
    expect(repeatWords(more)).toBe(
      'Item 2 says the same as item 1, and 1 more like that. Each starts a run of its own.',
    )
    expect(repeatWords(aRowCheck())).toBeNull()
    expect(rowWords(check, aRow(2, 'The lid broke', '48211'))).toBe('Line 2: 48211 · The lid broke')
    expect(rowWords(check, aRow(2, 'x'.repeat(99)))).toBe(`Line 2: ${'x'.repeat(80)}…`)
  })
})

it('[UI208] a row keeps its id whatever is mended around it, and two that say the same have two', () => {
  let count = 0
  const fresh = (place: number) => `${place}-${++count}`
  const first = rowIds([aRow(2, 'a'), aRow(3, 'a'), aRow(4, 'b', 'x')], new Map(), fresh)
  expect([...first.values()]).toEqual(['0-1', '1-2', '2-3'])
  const again = rowIds([aRow(2, 'new'), aRow(3, 'a'), aRow(4, 'a'), aRow(5, 'b', 'x'), aRow(6, 'b')], first, fresh)
  expect([...again.values()]).toEqual(['0-4', '0-1', '1-2', '2-3', '4-5'])
})
