import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { offersAmong } from '../../../src/core/procedure/offers.ts'

const SKILLS = [
  {
    ref: 'skill:sort',
    name: 'Sort a message',
    about: 'Sorts a message into one of your categories and says how sure it is.',
  },
  { ref: 'skill:mail', name: 'Send e-mail', about: 'Sends one plain-text e-mail to one address.' },
  {
    ref: 'skill:look',
    name: 'Look up a row',
    about: 'Finds a row of a table. Use it to learn what you know about a customer or an order.',
  },
  { ref: 'skill:add', name: 'Add a row', about: 'Adds a row to a table.' },
  { ref: 'skill:vat', name: 'Check VAT number', about: 'Asks the tax office about a supplier.' },
  { ref: 'agent:ok', name: 'Get approval', about: 'Asks for approval.' },
]
const offersFor = offersAmong(SKILLS)

function refs(text: string): readonly string[] {
  return offersFor(text).map(({ ref }) => ref)
}

describe('offers', () => {
  it.each([
    ['Sort the message', ['skill:sort']],
    ['Look up the customer', ['skill:look']],
    ['Check the VAT number of the supplier', ['skill:vat']],
    ['Check the number of the supplier on the tax form', ['skill:vat']],
    ['Nothing to do. Then the manager approves it', ['agent:ok']],
    ['Check the number', []],
    ['The message of the customer', []],
    ['Sort the shoes', []],
    ['A row of the table', []],
  ])('[PR23] %s: %j', (text, expected) => {
    expect(refs(text)).toEqual(expected)
  })

  it.each([
    ['Classify the request', 'skill:sort'],
    ['Classification of tickets', 'skill:sort'],
    ['Triaging comes first', 'skill:sort'],
    ['Email the customer', 'skill:mail'],
    ['The customer is emailed', 'skill:mail'],
    ['Sending of E‑Mails', 'skill:mail'],
    ['Record it in the sheet', 'skill:add'],
    ['Authorise the payment', 'agent:ok'],
  ])('[PR24] %s: %s', (text, ref) => {
    expect(refs(text)).toContain(ref)
  })

  it('[PR24] the word e-mail alone is no reason to send one', () => {
    expect(refs('The email of the customer')).toEqual([])
  })

  it('[PR25] names none but the given ones, at most three, the best first', () => {
    const same = ['a', 'b', 'c', 'd'].map((ref) => ({
      ref,
      name: 'Sort mail',
      about: ref === 'c' ? 'Sorts by urgency.' : '',
    }))
    expect(offersAmong(same)('Sort the mail by urgency').map(({ ref }) => ref)).toEqual(['c', 'a', 'b'])
    expect(offersAmong([{ ref: 'x', name: '', about: 'Sorts.' }])('Sort it')).toEqual([])
    const words = fc.array(
      fc.constantFrom('sort', 'message', 'add', 'row', 'send', 'email', 'the', '.', '\n', 'customer'),
    )
    fc.assert(
      fc.property(words, (text) => {
        const known = new Set(SKILLS.map(({ ref }) => ref))
        expect(refs(text.join(' ')).filter((ref) => !known.has(ref))).toEqual([])
      }),
    )
  })
})
