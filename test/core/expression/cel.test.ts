import { describe, expect, it } from 'vitest'
import { parseCel } from '../../../src/core/expression/cel.ts'

describe('the library', () => {
  it('[EX29] whatever it throws is a fault', () => {
    const program = parseCel('inputs.a')
    const context = {
      get inputs() {
        throw new RangeError('Invalid string length')
      },
    }
    expect(program.ok && program.value.run(context)).toEqual({
      ok: false,
      error: { code: 'internal', summary: 'The expression could not be evaluated.', offset: 0 },
    })
  })

  it('[EX29] a fault without a place stands at the beginning', () => {
    const program = parseCel('inputs.a')
    const noContext: unknown = 5
    expect(program.ok && program.value.run(noContext as Record<string, unknown>)).toMatchObject({
      error: { offset: 0 },
    })
  })
})
