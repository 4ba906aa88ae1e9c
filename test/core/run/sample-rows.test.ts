import { describe, expect, it } from 'vitest'
import type { SampleTable } from '../../../src/core/run/sample-rows.ts'
import { readSampleRows } from '../../../src/core/run/sample-rows.ts'
import { SAMPLES_MAX } from '../../../src/core/run/samples-max.ts'
import { documentOf } from '../../support/documents.ts'

const { inputs } = documentOf(`workflow_id: refunds
inputs:
  message: { type: string, minLength: 3 }
  paid: { type: number, minimum: 0 }
  urgent: { type: boolean, default: false }
  note: { type: [string, "null"], optional: true }
  anything: { title: Anything, optional: true }
stages:
  - { id: decide, roles: { primary: "human:support" } }
`).workflow

function tableOf(columns: readonly string[], ...rows: readonly (readonly string[])[]): SampleTable {
  return { columns, rows: rows.map((cells, index) => ({ line: index + 2, cells })) }
}

describe('sample rows', () => {
  it('[TP1] are inputs by name: text stays text, other types are read, empty cells are left out', () => {
    const table = tableOf(
      ['message', 'paid', 'urgent', 'note', 'anything'],
      ['12.50', '12.50', 'true', '7', 'true'],
      ['The lid broke', ' 3 ', '', ' ', ''],
      ['short of cells', '0'],
    )
    expect(readSampleRows(inputs, table)).toEqual({
      ok: true,
      value: {
        rows: [
          { inputs: { message: '12.50', paid: 12.5, urgent: true, note: '7', anything: 'true' } },
          { inputs: { message: 'The lid broke', paid: 3 } },
          { inputs: { message: 'short of cells', paid: 0 } },
        ],
        leftOut: 0,
      },
    })
  })

  it('[TP2] are given all or not at all: every cell that does not fit is named by line and column', () => {
    const table = tableOf(['message', 'paid'], ['ok', '-1'], ['fine', 'a lot'], ['good', '5'], ['', '5'])
    expect(readSampleRows(inputs, table)).toMatchObject({
      ok: false,
      error: [
        { line: 2, column: 'message' },
        { line: 2, column: 'paid' },
        { line: 3, column: 'paid' },
        { line: 5, column: 'message', message: 'The input "message" is missing.' },
      ],
    })
  })

  it('[TP2] a column that is no input is named once, whatever it is called', () => {
    const table = tableOf(['message', 'payed/total', 'constructor'], ['The lid broke', '5', ''], ['It leaks', '5', ''])
    expect(readSampleRows(inputs, table)).toEqual({
      ok: false,
      error: [
        { line: 1, column: 'payed/total', message: 'This WorkChart has no input "payed/total".' },
        { line: 1, column: 'constructor', message: 'This WorkChart has no input "constructor".' },
      ],
    })
  })

  it('[TP2] of many wrong cells the first fifty are said', () => {
    const rows = Array.from({ length: 60 }, () => ['The lid broke', 'much'])
    const reading = readSampleRows(inputs, tableOf(['message', 'paid'], ...rows))
    expect(reading.ok ? [] : reading.error).toHaveLength(50)
  })

  it('[TP3] beyond the bound are left out, and counted', () => {
    const rows = Array.from({ length: SAMPLES_MAX + 3 }, (_, index) => [`Message ${index}`, '1'])
    const reading = readSampleRows(inputs, tableOf(['message', 'paid'], ...rows))
    expect(reading).toMatchObject({ ok: true, value: { leftOut: 3 } })
    expect(reading.ok ? reading.value.rows.at(-1) : undefined).toEqual({ inputs: { message: 'Message 199', paid: 1 } })
  })
})
