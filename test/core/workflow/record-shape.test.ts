import { describe, expect, it } from 'vitest'
import { parseText } from '../../../src/core/workflow/read-workflow.ts'
import { record, recordWithNames, required } from '../../../src/core/workflow/record-shape.ts'
import { text } from '../../../src/core/workflow/scalar-shapes.ts'
import type { Shape } from '../../../src/core/workflow/shape.ts'

function read<T>(shape: Shape<T>, yaml: string): { readonly value: T | undefined; readonly rules: readonly string[] } {
  const { root } = parseText(yaml, 'yaml')
  const rules: string[] = []
  const value = root && shape.read({ node: root, pointer: '', report: ({ rule }) => rules.push(rule) })
  return { value, rules }
}

describe('maps with fixed keys', () => {
  const fields = { id: required('the_id', text) }

  it('[WF54] without a needed key there is no value, unless something stands in for it', () => {
    expect(read(record(fields), 'the_id: a')).toEqual({ value: { id: 'a' }, rules: [] })
    expect(read(record(fields), 'the_id: 1')).toEqual({ value: undefined, rules: ['wrong-type'] })
    expect(read(recordWithNames(fields, text), 'other: b')).toEqual({ value: undefined, rules: ['missing-key'] })
    expect(read(recordWithNames(fields, text), '{ the_id: a, other: b }')).toEqual({
      value: { id: 'a', rest: { other: 'b' } },
      rules: [],
    })
    expect(read(recordWithNames(fields, text), '{ the_id: a, other: 1 }')).toEqual({
      value: { id: 'a', rest: {} },
      rules: ['wrong-type'],
    })
    expect(read(record({ id: required('the_id', text, 'none') }), '{}')).toEqual({
      value: { id: 'none' },
      rules: ['missing-key'],
    })
  })
})
