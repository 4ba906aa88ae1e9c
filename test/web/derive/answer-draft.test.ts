import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../../src/core/basics/json.ts'
import type { TaskForm } from '../../../src/core/run/view/offered-answers.ts'
import { fromKept, toKept } from '../../../src/web/derive/answer-draft.ts'

const PROPERTIES: JsonObject = {
  decision: { type: 'string', enum: ['refund', 'refuse', 'ask'] },
  amount: { type: 'number', title: 'Amount, £' },
  pin: { type: 'string', writeOnly: true },
  why: { type: 'string' },
}

function formOf(properties: JsonObject): TaskForm {
  return { schema: { type: 'object', properties }, values: { decision: 'refund', amount: 52 } }
}

const FORM = formOf(PROPERTIES)

function typed(edits: Readonly<Record<string, string>>, note = '') {
  return { edits, note, version: 'v1' }
}

describe('a draft of an answer', () => {
  it('[UI250] comes back as it was typed', () => {
    const draft = typed({ decision: '2', amount: '4', why: '' }, 'Postage?')
    const kept = toKept(FORM, draft)
    expect(kept).toEqual({
      version: 'v1',
      note: 'Postage?',
      values: { decision: { kind: 'choice', text: '"ask"' }, amount: { kind: 'number', text: '4' } },
    })
    if (kept === null) throw new Error('Nothing is kept.')
    expect(fromKept(FORM, kept)).toEqual({ ...typed({ decision: '2', amount: '4' }, 'Postage?'), dropped: [] })
  })

  it('[UI250] is none where everything says what it said at first', () => {
    expect(toKept(FORM, typed({ decision: '0', amount: '52' }))).toBeNull()
    expect(toKept(FORM, typed({}))).toBeNull()
    expect(toKept(null, typed({}))).toBeNull()
    expect(toKept(null, typed({}, 'No.'))).toEqual({ version: 'v1', note: 'No.', values: {} })
    expect(toKept(FORM, typed({ decision: '' }))).toMatchObject({ values: { decision: { text: '' } } })
  })

  it('[UI251] keeps no secret', () => {
    expect(toKept(FORM, typed({ pin: '4711' }))).toBeNull()
    expect(JSON.stringify(toKept(FORM, typed({ pin: '4711', why: 'So.' })))).not.toContain('4711')
  })

  it('[UI250] follows a choice to its new place, and leaves out by name what no longer fits', () => {
    const kept = toKept(FORM, typed({ decision: '2', amount: '4', why: 'So.' }, 'Postage?'))
    if (kept === null) throw new Error('Nothing is kept.')
    const moved = formOf({ ...PROPERTIES, decision: { enum: ['ask', 'refund'] } })
    expect(fromKept(moved, kept)).toMatchObject({ edits: { decision: '0', amount: '4', why: 'So.' }, dropped: [] })
    const other = formOf({ decision: { enum: ['refund'] }, amount: { type: 'boolean', title: 'Amount, £' } })
    expect(fromKept(other, kept)).toEqual({
      ...typed({}, 'Postage?'),
      dropped: ['Decision', 'Amount, £', 'why'],
    })
    expect(fromKept(null, kept)).toMatchObject({ edits: {}, note: 'Postage?', dropped: ['decision', 'amount', 'why'] })
    const unchosen = toKept(FORM, typed({ decision: '' }))
    expect(unchosen && fromKept(FORM, unchosen).edits).toEqual({ decision: '' })
  })
})
