import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { InputSource } from '../../../src/core/wiring/input-source.ts'
import { readInputSource, writeInputSource } from '../../../src/core/wiring/input-source.ts'

const isStage = (id: string) => id === 'look-up'
const read = (written: Parameters<typeof readInputSource>[0]) => readInputSource(written, isStage)
const write = (source: InputSource, isAbsent = false) => writeInputSource(source, () => isAbsent)

const MESSAGE = { type: 'input', name: 'message' } as const
const TOTAL = { type: 'output', stage: 'look-up', name: 'total' } as const

describe('how an input is given', () => {
  it('[CN11] a value is one expression; where it may be absent, an empty text stands in for it', () => {
    const source = { type: 'value', value: TOTAL } as const
    expect(write(source)).toBe('${{ stages.look-up.outputs.total }}')
    expect(write(source, true)).toBe('${{ has(stages.look-up.outputs.total) ? stages.look-up.outputs.total : "" }}')
    expect(read(write(source))).toEqual(source)
    expect(read(write(source, true))).toEqual(source)
    const outcome = { type: 'value', value: { type: 'outcome', stage: 'look-up' } } as const
    expect(read(write(outcome, true))).toEqual(outcome)
  })

  it('[CN12] in a text stand values between characters, and a dollar stays a dollar', () => {
    const source = { type: 'text', parts: ['Costs $', TOTAL, ' ${{ ', MESSAGE] } as const
    expect(write(source)).toBe('Costs ${{ "$" }}${{ stages.look-up.outputs.total }} $${{ ${{ inputs.message }}')
    expect(read(write(source))).toEqual(source)
    expect(read('a $${{ b')).toEqual({ type: 'fixed', value: 'a ${{ b' })
  })

  const texts = fc.string({ minLength: 1, unit: fc.constantFrom('a', '$', '{', '}', ' ', '"', '\n') })
  const part = fc.oneof(texts, fc.constantFrom(MESSAGE, TOTAL))
  const isApart = (parts: readonly unknown[]) =>
    parts.every((each, index) => typeof each !== 'string' || typeof parts[index + 1] !== 'string')

  it('[CN12] whatever is between the values comes back', () => {
    fc.assert(
      fc.property(fc.array(part, { minLength: 2, maxLength: 6 }).filter(isApart), fc.boolean(), (parts, isAbsent) => {
        const back = read(write({ type: 'text', parts }, isAbsent))
        const shown = back.type === 'text' ? back.parts : back
        const isBlank = (each: unknown) => typeof each === 'string' && each.trim() === ''
        if (parts.filter((each) => !isBlank(each)).length > 1) expect(shown).toEqual(parts)
      }),
    )
  })

  it('[CN13] fixed values and values under names come back; anything else stays as it is written', () => {
    expect(write({ type: 'fixed', value: ['${{', { a: 1 }, true] })).toEqual(['$${{', { a: 1 }, true])
    expect(read('refund')).toEqual({ type: 'fixed', value: 'refund' })
    expect(read('${{ "refund" }}')).toEqual({ type: 'fixed', value: 'refund' })
    expect(read(['a', 1])).toEqual({ type: 'fixed', value: ['a', 1] })
    const row = { name: '${{ inputs.message }}', table: 'orders' }
    const named = {
      type: 'named',
      entries: [
        { name: 'name', source: { type: 'value', value: MESSAGE } },
        { name: 'table', source: { type: 'fixed', value: 'orders' } },
      ],
    } as const
    expect(read(row)).toEqual(named)
    expect(write(named)).toEqual(row)
  })

  it.each([
    ['${{ inputs.message'],
    ['${{ 1 + 1 }}'],
    ['${{ inputs. }}'],
    ['${{ 5 }}'],
    ['a ${{ 1 + 1 }}'],
    ['${{ has(inputs.message) ? inputs.other : "" }}'],
    ['${{ has(inputs.message) ? inputs.message : "none" }}'],
    ['${{ inputs.message == "a" ? inputs.message : "" }}'],
    [['${{ inputs.message }}']],
    [{ a: { b: '${{ inputs.message }}' } }],
    [{ a: '${{ 1 + 1 }}' }],
  ])('[CN13] %j is a formula', (written) => {
    expect(read(written)).toEqual({ type: 'formula', written })
    expect(write(read(written))).toEqual(written)
  })
})
