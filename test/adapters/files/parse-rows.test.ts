import { describe, expect, it } from 'vitest'
import { parseRows } from '../../../src/adapters/files/parse-rows.ts'
import type { RowTable } from '../../../src/core/run/row-table.ts'

function parsed(text: string): RowTable {
  const table = parseRows(text)
  if (!table.ok) throw new Error(table.error)
  return table.value
}

function refused(text: string): string {
  const table = parseRows(text)
  return table.ok ? 'not refused' : table.error
}

/** Texts by the line they end on. */
function lines(text: string): readonly unknown[] {
  return parsed(text).rows.map(({ at, content }) => [at, content.type === 'texts' ? content.cells : content])
}

function listOf(depth: number): string {
  return `{"a":${'['.repeat(depth)}${']'.repeat(depth)}}`
}

describe('rows of a text', () => {
  it('[FI99] are a table below its first line, whatever stands between the values', () => {
    const expected = [
      [3, ['The lid broke', '5']],
      [6, ['It says "no",\nthen', '6']],
    ]
    expect(lines('message,paid\n\nThe lid broke,5\n,\n"It says ""no"",\nthen",6\n')).toEqual(expected)
    expect(lines('\uFEFFmessage;paid\r\n\r\nThe lid broke;5\r\n;\r\n"It says ""no"",\nthen";6')).toEqual(expected)
    expect(lines('message\tpaid\n\nThe lid broke\t5\n\t\n"It says ""no"",\nthen"\t6\n')).toEqual(expected)
    expect(parsed(' message ,paid,\na,1,').columns).toEqual(['message', 'paid', 'column 3'])
  })

  it('[FI100] are a JSON list, one object, or one object a line', () => {
    const values = (at: number, row: object) => ({ at, content: { type: 'values', values: row } })
    expect(parsed('\uFEFF [{"a": 1}, {"b": 2}]')).toEqual({
      numbered: 'item',
      columns: ['a', 'b'],
      rows: [values(1, { a: 1 }), values(2, { b: 2 })],
    })
    expect(parsed('{\n  "a": 1\n}')).toEqual({ numbered: 'item', columns: ['a'], rows: [values(1, { a: 1 })] })
    expect(parsed('\n{"a": 1}\r\n\n{"a": 2, "b": 3}')).toEqual({
      numbered: 'line',
      columns: ['a', 'b'],
      rows: [values(2, { a: 1 }), values(4, { a: 2, b: 3 })],
    })
  })

  it('[FI101] name each that is no object, nests too deep or uses a forbidden name, and keep the others', () => {
    const table = parsed(`{"a": 1}\noops\n7\n${listOf(31)}\n${listOf(32)}\n{"b": {"__proto__": 1}}`)
    expect(table.rows.map(({ content }) => content.type)).toEqual([
      'values',
      'unreadable',
      'unreadable',
      'values',
      'unreadable',
      'unreadable',
    ])
    expect(parsed('[1]').rows[0]).toEqual({
      at: 1,
      content: { type: 'unreadable', message: 'This is no JSON object.' },
    })
  })

  it.each([
    ['', 'It is empty. The first line must name the inputs.'],
    [' \n', 'It is empty. The first line must name the inputs.'],
    ['PK\u0003\u0004…', 'This is a workbook. Save its sheet as CSV, and take that file.'],
    ['a,b,a\n1,2,3', 'It has two columns "a". Take one out.'],
    [
      'a,b\n1,2\n"3,4\n5,6',
      'It can not be read at line 4: a quotation mark is opened and not closed, or stands within a text. Write it twice.',
    ],
    [
      '[{"a": 1},',
      'It begins as a JSON list and can not be read as one. Write [{"name": "value"}], or one object a line.',
    ],
  ])('[FI102] %j is refused in one sentence', (text, sentence) => {
    expect(refused(text)).toBe(sentence)
  })
})
