import { expect, it } from 'vitest'
import { fieldsOf, ownForm, withField, writtenForm } from '../../../src/web/derive/people-form.ts'

const VERDICT = { type: 'string', title: 'Verdict' }
const AMOUNT = { type: 'number', title: 'Amount' }

it('[UI115] a form of their own holds all its fields, each needed; without fields it is the usual one', () => {
  const form = writtenForm({ verdict: VERDICT, amount: AMOUNT })
  expect(form).toEqual({
    type: 'object',
    properties: { verdict: VERDICT, amount: AMOUNT },
    required: ['verdict', 'amount'],
  })
  expect(ownForm({ form })).toEqual({ verdict: VERDICT, amount: AMOUNT })
  expect(ownForm({ sla: '4h' })).toBeUndefined()
  expect(writtenForm(withField({ verdict: VERDICT }, 'verdict', null))).toBeNull()
})

it('[UI115] a field comes, changes and goes without touching the others', () => {
  const one = withField({ verdict: VERDICT }, 'amount', AMOUNT)
  expect(one).toEqual({ verdict: VERDICT, amount: AMOUNT })
  expect(withField(one, 'amount', { ...AMOUNT, minimum: 1 })['amount']).toEqual({ ...AMOUNT, minimum: 1 })
  expect(withField(one, 'amount', null)).toEqual({ verdict: VERDICT })
  expect(fieldsOf({ properties: { odd: 7 } })).toEqual({ odd: {} })
})
