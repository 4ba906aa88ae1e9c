import { describe, expect, it } from 'vitest'
import { fieldsOf, runInputFields } from '../../../../src/core/run/view/fields.ts'
import { actorName, durationText, joined, outputsText, valueText } from '../../../../src/core/run/view/words.ts'
import { workKind } from '../../../../src/core/run/view/work-kind.ts'
import { aCapability, aPlan, NOBODY, PERSON } from '../../../support/runs.ts'

describe('values', () => {
  it('[VW50] are named by their title, else their description, else their name', () => {
    const schema = { properties: { a: { title: 'Amount' }, b: { description: 'What for' }, c: { type: 'string' } } }
    const fields = fieldsOf({ a: 1, b: 2, c: 3, d: 4 }, schema)
    expect(fields.map(({ label }) => label)).toEqual(['Amount', 'What for', 'c', 'd'])
    expect(fieldsOf({ a: 1 }, undefined)).toEqual([{ name: 'a', label: 'a', value: 1 }])
    const plan = aPlan([], {
      inputs: { message: { schema: { description: 'What the customer wrote' }, required: true } },
    })
    expect(runInputFields(plan, { message: 'Hi' })).toEqual([
      { name: 'message', label: 'What the customer wrote', value: 'Hi' },
    ])
  })

  it.each([
    [{}, 'nothing'],
    [{ label: 'refund', alternatives: [1, 2] }, 'refund'],
    [{ list: [] }, '1 field'],
    [{ list: [], map: {} }, '2 fields'],
    [{ amount: 21, decision: 'refund' }, 'amount 21, decision refund'],
    [{ a: 1, b: 2, c: 3, d: 4, e: 5, f: 6 }, 'a 1, b 2, c 3, d 4 and 2 more'],
  ])('[VW51] %j is %s in a line', (outputs, text) => {
    expect(outputsText(outputs)).toBe(text)
  })

  it.each([
    ['', 'empty text'],
    ['one', 'one'],
    ['two  words\nhere', '“two words here”'],
    ['x'.repeat(70), `${'x'.repeat(60)}…`],
    [null, 'null'],
    [true, 'true'],
  ])('[VW51] the value %j is shown as %s', (value, text) => {
    expect(valueText(value)).toBe(text)
  })
})

describe('numbers and names', () => {
  it.each([
    [0, '0 s'],
    [412, '0.4 s'],
    [9_000, '9 s'],
    [59_999, '59 s'],
    [111_000, '1 min 51 s'],
    [120_000, '2 min'],
    [15_120_000, '4 h 12 min'],
    [14_400_000, '4 h'],
    [183_600_000, '2 d 3 h'],
    [86_460_000, '1 d'],
  ])('[VW52] %d ms are %s', (ms, text) => {
    expect(durationText(ms)).toBe(text)
  })

  it('[VW52] names are joined', () => {
    expect([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map(joined)).toEqual(['', 'a', 'a and b', 'a, b and c'])
    expect(actorName('human:lena-fischer')).toBe('lena-fischer')
  })

  it('[VW53] what says how sure it is counts as AI', () => {
    const exact = aCapability({ confidence: 'none' })
    expect([aCapability(), exact, PERSON, NOBODY].map(workKind)).toEqual(['ai', 'exact', 'person', 'unavailable'])
  })
})
