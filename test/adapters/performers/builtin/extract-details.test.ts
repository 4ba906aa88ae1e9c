import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createExtractDetails } from '../../../../src/adapters/performers/builtin/extract-details.ts'
import { findDetails } from '../../../../src/adapters/performers/details/find-details.ts'
import type { JsonObject } from '../../../../src/core/basics/json.ts'
import { anAssignment, aSkill, builtin, memoryBlobs, NEVER_ABORTED } from '../../../support/performers.ts'

const NOTHING = { email: [], amount: [], date: [], phone: [], 'order-number': [] }

describe('finding details', () => {
  it.each([
    ['Order 48213, paid £39.90', { 'order-number': ['48213'], amount: [{ value: 39.9, currency: 'GBP' }] }],
    ['order #5512 and HH-20417', { 'order-number': ['5512', 'HH-20417'] }],
    ['hh-20417 again HH-20417', { 'order-number': ['HH-20417'] }],
    ['in 2026 I ordered 1500 things', {}],
    ['order number 3310', { 'order-number': ['3310'] }],
    ['write to Ines.Moreau@Example.org.', { email: ['ines.moreau@example.org'] }],
    ['order12345@example.com', { email: ['order12345@example.com'] }],
    ['£1,250.00 not 1.150,00', { amount: [{ value: 1250, currency: 'GBP' }] }],
    [
      '49,95 € or $12',
      {
        amount: [
          { value: 49.95, currency: 'EUR' },
          { value: 12, currency: '$' },
        ],
      },
    ],
    [
      '180 GBP, 25 euros, 3 quid, 7 dollars',
      {
        amount: [
          { value: 180, currency: 'GBP' },
          { value: 25, currency: 'EUR' },
          { value: 3, currency: 'GBP' },
          { value: 7, currency: '$' },
        ],
      },
    ],
    ['2026-11-03, 3 November 2026 and Nov 3rd, 2026', { date: ['2026-11-03'] }],
    ['on the 12th of December 2026', { date: ['2026-12-12'] }],
    ['on May 5, 2026', { date: ['2026-05-05'] }],
    [
      'call +44 20 7946 0958 or (020) 7946-0011 or 07700 900123',
      { phone: ['+442079460958', '02079460011', '07700900123'] },
    ],
    ['', {}],
  ])('[PF20] in %j', (text, found) => {
    expect(findDetails(text, 'iso-only')).toEqual({ ...NOTHING, ...found })
  })

  it('[PF20] no digit belongs to two details', () => {
    const text = 'Order 48213 of 2026-11-03 for £48213.00, call 020 7946 0958, a48213@example.com'
    expect(findDetails(text, 'day-first')).toEqual({
      email: ['a48213@example.com'],
      amount: [{ value: 48213, currency: 'GBP' }],
      date: ['2026-11-03'],
      phone: ['02079460958'],
      'order-number': ['48213'],
    })
  })

  it.each([
    ['[PF21] day first', 'day-first', ['2026-04-03']],
    ['[PF21] month first', 'month-first', ['2026-03-04']],
    ['[PF21] not at all', 'iso-only', []],
  ] as const)('%s', (_, order, date) => {
    expect(findDetails('03/04/2026', order).date).toEqual(date)
  })

  it('[PF21] knows the calendar', () => {
    expect(findDetails('2026-02-30, 31 February 2026, 29 Feb 2028, 13/13/2026', 'day-first').date).toEqual([
      '2028-02-29',
    ])
  })

  it('[PF24] takes time in proportion to the text', () => {
    const pieces = [
      '1',
      '1,',
      '0 ',
      '+',
      '(',
      'a',
      'a.',
      '@',
      'jan ',
      '1/',
      '.',
      '-',
      '£',
      'order ',
      '#',
      '1,111',
      '\t',
      'a@b.cc ',
      '£1 ',
      '1 may 2026 ',
      'A-1234 ',
      '0 1 2 3 4 5 ',
    ]
    for (const piece of pieces) {
      const text = piece.repeat(Math.floor(200_000 / piece.length))
      const start = performance.now()
      findDetails(text, 'day-first')
      expect(performance.now() - start, piece).toBeLessThan(2_000)
    }
  })

  it('[PF24] never fails, whatever the text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 500 }), (text) => void findDetails(text, 'day-first')))
  })
})

describe('Pull out details', () => {
  const DETAILS = { order: 'order-number', contact: 'email' }

  async function extract(text: string, settings: JsonObject = { details: DETAILS }) {
    const performer = await aSkill(memoryBlobs(), builtin('extract-details', settings))
    return createExtractDetails().perform(anAssignment({ performer, inputs: { text } }), NEVER_ABORTED)
  }

  it.each([
    {
      rule: '[PF22] all found',
      text: 'order 48213 for noor@example.com',
      outputs: { order: '48213', contact: 'noor@example.com' },
      confidence: 1,
    },
    { rule: '[PF22] one missing', text: 'order 48213', outputs: { order: '48213' }, confidence: 0.5 },
    { rule: '[PF22] two values of one', text: 'orders 48213 and 48214', outputs: { order: '48213' }, confidence: 0 },
    { rule: '[PF22] nothing', text: 'hello', outputs: {}, confidence: null },
  ])('$rule', async ({ text, outputs, confidence }) => {
    expect(await extract(text)).toMatchObject({ type: 'answered', answer: { outputs, confidence } })
  })

  it.each([
    ['[PF23] no details', {}],
    ['[PF23] none named', { details: {} }],
    ['[PF23] an unknown kind', { details: { iban: 'iban' } }],
    ['[PF23] a pattern of one’s own', { details: { x: 'email' }, pattern: '(a+)+$' }],
    ['[PF23] a name that is none', { details: { 'a b': 'email' } }],
  ])('%s is refused', async (_, settings) => {
    expect(await extract('x', settings)).toMatchObject({ error: { code: 'settings-invalid', reach: 'answered' } })
  })

  it('[PF2] refuses a text that is too long', async () => {
    expect(await extract('x'.repeat(200_001))).toMatchObject({ error: { code: 'input-invalid' } })
  })
})
