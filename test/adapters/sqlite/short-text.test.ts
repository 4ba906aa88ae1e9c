import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromShortText, toShortText } from '../../../src/adapters/sqlite/short-text.ts'
import { canonicalJson } from '../../../src/core/basics/json.ts'
import { fiveStageRun } from '../../support/five-stages.ts'
import { runId } from '../../support/rows.ts'

describe('short text', () => {
  it('[SQ18] gives every JSON text back as it was', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value)
        expect(fromShortText(toShortText(text))).toBe(text)
      }),
    )
  })

  it('[SQ18] gives back what holds its own phrases, and characters that are only ever escaped', () => {
    const text = canonicalJson({
      outputs: { said: '","run":"\u0001\u001f","previous":"', list: ['},{"type":"stage-ready","stage":"'] },
      run: 'r1',
      schema: 'workcharts.receipt/1',
      stage: 'a',
    })
    expect(fromShortText(toShortText(text))).toBe(text)
  })

  it('[SQ18] gives back digests and salts, and what only looks like them', () => {
    const digit = fc.constantFrom(...'0123456789abcdef')
    const hex = fc.integer({ min: 30, max: 66 }).chain((length) => fc.string({ unit: digit, minLength: length }))
    fc.assert(
      fc.property(fc.array(fc.oneof(hex, fc.string())), (texts) => {
        const json = JSON.stringify(texts)
        expect(fromShortText(toShortText(json))).toBe(json)
      }),
    )
    const digest = JSON.stringify('0123456789abcdef'.repeat(4))
    expect(toShortText(digest)).toHaveLength(48)
    expect(toShortText(digest.toUpperCase())).toBe(digest.toUpperCase())
  })

  it('[SQ18] takes a quarter off what the transitions of a run say', () => {
    const texts = fiveStageRun(runId(1)).map(({ run }) => JSON.stringify(run?.events))
    const [long, short] = [texts.join('').length, texts.map(toShortText).join('').length]
    expect(short).toBeLessThan(long * 0.75)
  })
})
