import { describe, expect, it } from 'vitest'
import type { RowCheck } from '../../../src/core/run/check-rows.ts'
import { checkRows } from '../../../src/core/run/check-rows.ts'
import { ROWS_MAX, TITLE_CHARACTERS_MAX } from '../../../src/core/run/row-limits.ts'
import type { RowTable, TableRow } from '../../../src/core/run/row-table.ts'
import { documentOf } from '../../support/documents.ts'

const { inputs } = documentOf(`workflow_id: refunds
inputs:
  message: { type: string, minLength: 3 }
  paid: { type: number, minimum: 0 }
  urgent: { type: boolean, default: false }
  reason: { optional: true, oneOf: [{ const: broken, title: It broke }, { const: late, title: It came late }] }
  items: { optional: true, type: array, items: { type: object, properties: { count: { type: integer } } } }
stages:
  - { id: decide, roles: { primary: "human:support" } }
`).workflow

/** Rows of texts below a first line. */
function texts(columns: readonly string[], ...rows: readonly (readonly string[])[]): RowTable {
  return {
    numbered: 'line',
    columns,
    rows: rows.map((cells, at) => ({ at: at + 2, content: { type: 'texts', cells } })),
  }
}

/** A list of whatever `contents` says. */
function items(columns: readonly string[], ...contents: readonly TableRow['content'][]): RowTable {
  return { numbered: 'item', columns, rows: contents.map((content, at) => ({ at: at + 1, content })) }
}

function checked(table: RowTable, title?: string): RowCheck {
  const check = checkRows({ inputs, table, title })
  if (!check.ok) throw new Error(check.error)
  return check.value
}

function refused(table: RowTable, title?: string): string {
  const check = checkRows({ inputs, table, title })
  return check.ok ? 'not refused' : check.error
}

describe('rows that are checked', () => {
  it('[RU4] are read as the inputs want them, in words that people use', () => {
    const table = texts(
      ['reason', 'message', 'paid', 'urgent'],
      ['It broke', ' The lid ', '12.5', 'Yes'],
      ['late', 'Where is it', '3', '0'],
      ['', 'short of cells', '7'],
    )
    expect(checked(table)).toEqual({
      numbered: 'line',
      columns: ['reason', 'message', 'paid', 'urgent'],
      title: null,
      rows: [
        { at: 2, title: null, inputs: { message: 'The lid', paid: 12.5, urgent: true, reason: 'broken' } },
        { at: 3, title: null, inputs: { message: 'Where is it', paid: 3, urgent: false, reason: 'late' } },
        { at: 4, title: null, inputs: { message: 'short of cells', paid: 7 } },
      ],
      misfits: [],
      strangers: [],
      repeats: [],
    })
  })

  it('[RU4] that are JSON keep the values they have', () => {
    const values = { paid: 3, message: 'It leaks', items: [{ count: 2 }] }
    const { rows, numbered } = checked(items(['paid', 'message', 'items'], { type: 'values', values }))
    expect(numbered).toBe('item')
    expect(rows).toEqual([{ at: 1, title: null, inputs: values }])
  })

  it('[RU5] each stand for themselves: one that does not fit is named with all that is wrong, the others stay', () => {
    const table = texts(
      ['message', 'paid', 'urgent'],
      ['ok', 'a lot', 'perhaps'],
      ['It leaks', '5', ''],
      ['', '5', ''],
      ['It leaks', '5', '', 'more'],
    )
    const { rows, misfits } = checked(table)
    expect(rows).toEqual([{ at: 3, title: null, inputs: { message: 'It leaks', paid: 5 } }])
    expect(misfits).toEqual([
      {
        at: 2,
        problems: [
          { column: 'message', message: expect.stringContaining('3') },
          { column: 'paid', message: 'The value must be a number.' },
          { column: 'urgent', message: 'The value must be true or false.' },
        ],
      },
      { at: 4, problems: [{ column: 'message', message: 'The input "message" is missing.' }] },
      { at: 5, problems: [{ column: null, message: 'It has 4 values, and the first line names 3.' }] },
    ])
  })

  it('[RU5] that nobody can read, or that are wrong inside of a value, say where', () => {
    const values = { message: 'It leaks', paid: 1, items: [{ count: 'two' }] }
    const table = items(['message'], { type: 'unreadable', message: 'No object.' }, { type: 'values', values })
    expect(checked(table).misfits).toEqual([
      { at: 1, problems: [{ column: null, message: 'No object.' }] },
      { at: 2, problems: [{ column: 'items', message: expect.stringMatching(/^0\/count: /) }] },
    ])
  })

  it('[RU6] a column that is no input is left out, with the input that it was probably meant to be', () => {
    const table = texts(['mesage', 'paid', 'constructor', 'Paid'], ['It leaks', '5', 'x', '6'])
    const { strangers, misfits } = checked(table)
    expect(strangers).toEqual([
      { column: 'mesage', meant: 'message' },
      { column: 'constructor', meant: null },
      { column: 'Paid', meant: null },
    ])
    expect(misfits).toEqual([{ at: 2, problems: [{ column: 'message', message: 'The input "message" is missing.' }] }])
  })

  it('[RU7] are called by the column that was named, else by `title`, cut where it is too long', () => {
    const table = texts(
      ['message', 'paid', 'title', 'order'],
      ['It leaks', '5', 'x'.repeat(300), '48211'],
      ['Hm!', '1'],
    )
    expect(checked(table).rows.map(({ title }) => title)).toEqual(['x'.repeat(TITLE_CHARACTERS_MAX), null])
    const byOrder = checked(table, 'order')
    expect([byOrder.title, byOrder.rows[0]?.title]).toEqual(['order', '48211'])
    expect(byOrder.strangers).toEqual([{ column: 'title', meant: null }])
    const values = { message: 'It leaks', paid: 2, order: 7 }
    expect(checked(items(['message', 'order'], { type: 'values', values }), 'order').rows[0]?.title).toBe('7')
  })

  it('[RU7] are called by none where `title` is an input of its own', () => {
    const own = { ...inputs, title: { schema: { type: 'string' }, required: false } }
    const table = texts(['message', 'paid', 'title'], ['It leaks', '5', 'Mx'])
    const check = checkRows({ inputs: own, table, title: undefined })
    expect(check).toMatchObject({ ok: true, value: { title: null, rows: [{ title: null, inputs: { title: 'Mx' } }] } })
  })

  it('[RU8] that say the same as one before are named, and fit all the same', () => {
    const table = texts(['message', 'paid'], ['It leaks', '5'], ['It broke', '5'], ['It leaks', ' 5.0 '])
    const { rows, repeats } = checked(table)
    expect(rows).toHaveLength(3)
    expect(repeats).toEqual([{ at: 4, as: 2 }])
  })

  it('[RU9] are refused as a whole where there are none, too many, too many columns, or no such title', () => {
    expect(refused(texts(['message']))).toMatch(/^There are no rows\./)
    const many = Array.from({ length: ROWS_MAX + 1 }, () => ['It leaks'])
    expect(refused(texts(['message'], ...many))).toBe(
      'There are 1001 rows, and at most 1000 runs can be started at once. Split them.',
    )
    expect(checked(texts(['message'], ...many.slice(1))).misfits).toHaveLength(ROWS_MAX)
    const wide = Array.from({ length: 501 }, (_, at) => `c${at}`)
    expect(refused(texts(wide, ['']))).toMatch(/^There are 501 columns/)
    expect(refused(texts(['message', 'paid'], ['a', '1']), 'order')).toBe(
      'There is no column "order" to call the runs by. Name one of: message, paid.',
    )
  })
})
