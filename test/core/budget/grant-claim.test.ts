import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Claim, Limit } from '../../../src/core/budget/grant-claim.ts'
import { grantClaim } from '../../../src/core/budget/grant-claim.ts'
import type { Spending } from '../../../src/core/budget/spending.ts'
import { addedSince, NOTHING_SPENT, spendingOf, sumSpending } from '../../../src/core/budget/spending.ts'
import { amountWords } from '../../../src/core/budget/words.ts'

const EUR = (microUnits: number) => ({ currency: 'EUR', microUnits })

/** Worth making for 300 tokens or 30 µEUR, and at most ten times that. */
const CALL: Claim = {
  type: 'bounded',
  least: { tokens: 300, money: EUR(30) },
  most: { tokens: 3_000, money: EUR(300) },
}
const UNPRICED: Claim = { type: 'bounded', least: { tokens: 300, money: null }, most: { tokens: 3_000, money: null } }
const OPEN: Claim = { type: 'open' }

const AMOUNT = fc.nat({ max: 10_000 })
const AMOUNTS = fc.tuple(AMOUNT, AMOUNT, AMOUNT, AMOUNT)

function tokens(amount: number, spent: Partial<Spending> = {}, over: Partial<Limit> = {}): Limit {
  return {
    scope: 'run',
    amount: { unit: 'tokens', amount },
    spent: { ...NOTHING_SPENT, ...spent },
    forgiven: 0,
    ...over,
  }
}

function money(microUnits: number, spent: Partial<Spending> = {}, over: Partial<Limit> = {}): Limit {
  return { ...tokens(0, spent, over), amount: { unit: 'money', ...EUR(microUnits) } }
}

describe('what was spent', () => {
  it('[BU1] is summed by currency, and what nobody knows is counted', () => {
    const spent = sumSpending([
      spendingOf({ tokens: 5, cost: EUR(2) }),
      spendingOf({ tokens: null, cost: null }),
      spendingOf({ tokens: 7, cost: { currency: 'USD', microUnits: 1 } }),
      spendingOf({ tokens: 1, cost: EUR(3) }),
      spendingOf({ tokens: 0, cost: 'free' }),
    ])
    expect(spent).toEqual({ tokens: 13, money: { EUR: 5, USD: 1 }, uncounted: 1, unpriced: 1 })
    expect(addedSince(spendingOf({ tokens: 5, cost: EUR(5) }), spent)).toEqual({
      tokens: 8,
      money: { USD: 1 },
      uncounted: 1,
      unpriced: 1,
    })
  })
})

describe('what may be set aside for a call', () => {
  it('[BU2] is all it asks for where every budget has that left, or there is none', () => {
    const all = { ok: true, value: { tokens: 3_000, money: EUR(300) } }
    expect(grantClaim([], CALL)).toEqual(all)
    expect(grantClaim([tokens(3_000), money(300)], CALL)).toEqual(all)
    expect(grantClaim([tokens(3_000)], UNPRICED)).toEqual({ ok: true, value: { tokens: 3_000, money: null } })
    const halfKnown: Claim = { ...UNPRICED, least: { tokens: 300, money: EUR(1) } }
    expect(grantClaim([tokens(3_000)], halfKnown)).toMatchObject({ value: { money: null } })
  })

  it('[BU3] is what the tightest budget has left', () => {
    expect(grantClaim([tokens(5_000, { tokens: 3_650 }), money(900)], CALL)).toEqual({
      ok: true,
      value: { tokens: 1_350, money: EUR(135) },
    })
    expect(grantClaim([tokens(9_000), money(100, { money: { EUR: 70 } })], CALL)).toEqual({
      ok: true,
      value: { tokens: 300, money: EUR(30) },
    })
  })

  it('[BU4] is nothing where less is left than the call is worth making for', () => {
    expect(grantClaim([tokens(20_000, { tokens: 19_701 }, { scope: 'stage' })], CALL)).toEqual({
      ok: false,
      error: {
        code: 'budget-exhausted',
        message: 'This stage may take 20,000 tokens. 19,701 tokens are taken, and what is left is not enough to go on.',
      },
    })
    expect(grantClaim([money(2_500_000, { money: { EUR: 2_499_990 } }, { scope: 'day' })], CALL)).toMatchObject({
      error: {
        code: 'budget-exhausted',
        message:
          'This WorkChart in 24 hours may take 2.50 EUR. 2.49999 EUR are taken, and what is left is not enough to go on.',
      },
    })
    expect(grantClaim([money(29)], CALL)).toMatchObject({ error: { message: expect.stringContaining('0.00 EUR are') } })
  })

  it('[BU5] is not known for a call whose size nobody knows beforehand: it is let pass while anything is left', () => {
    expect(grantClaim([tokens(1), money(1)], OPEN)).toEqual({ ok: true, value: null })
    expect(grantClaim([tokens(9, { tokens: 9 })], OPEN)).toMatchObject({ error: { code: 'budget-exhausted' } })
    expect(grantClaim([tokens(9, { tokens: 12 })], OPEN)).toMatchObject({ error: { code: 'budget-exhausted' } })
  })

  it('[BU6] is nothing where nobody can tell what is left or what the call costs', () => {
    expect(grantClaim([money(900)], UNPRICED)).toMatchObject({
      error: { code: 'price-unknown', message: expect.stringContaining('workcharts prices import') },
    })
    expect(grantClaim([money(900)], { ...UNPRICED, least: { tokens: 1, money: EUR(1) } })).toMatchObject({
      error: { code: 'price-unknown' },
    })
    expect(grantClaim([money(900, { money: { USD: 1 } })], CALL)).toMatchObject({
      error: { code: 'price-unknown', message: expect.stringContaining('in EUR and the prices are in USD') },
    })
    const dollars: Claim = { ...UNPRICED, least: { tokens: 1, money: { currency: 'USD', microUnits: 1 } } }
    expect(grantClaim([money(900)], dollars)).toMatchObject({ error: { code: 'price-unknown' } })
    expect(grantClaim([money(900, { unpriced: 1 })], CALL)).toMatchObject({ error: { code: 'price-unknown' } })
    expect(grantClaim([tokens(9_000, { uncounted: 1 })], CALL)).toMatchObject({ error: { code: 'use-unknown' } })
  })

  it('[BU7] passes over as many calls of unknown size as people let pass', () => {
    expect(grantClaim([tokens(9_000, { uncounted: 1 }, { forgiven: 1 })], CALL)).toMatchObject({ ok: true })
    expect(grantClaim([money(900, { unpriced: 1 }, { forgiven: 1 })], CALL)).toMatchObject({ ok: true })
    expect(grantClaim([money(900, { unpriced: 2 }, { forgiven: 1 })], CALL)).toMatchObject({ ok: false })
  })

  it('[BU8] never goes over any budget', () => {
    fc.assert(
      fc.property(AMOUNTS, ([tokensMax, tokensSpent, moneyMax, moneySpent]) => {
        const limits = [tokens(tokensMax, { tokens: tokensSpent }), money(moneyMax, { money: { EUR: moneySpent } })]
        const granted = grantClaim(limits, CALL)
        if (!granted.ok || granted.value === null) return
        expect(granted.value.tokens + tokensSpent).toBeLessThanOrEqual(tokensMax)
        expect((granted.value.money?.microUnits ?? 0) + moneySpent).toBeLessThanOrEqual(moneyMax)
        expect(granted.value.tokens).toBeGreaterThanOrEqual(300)
      }),
    )
  })

  it('[BU9] amounts read as people write them', () => {
    expect(amountWords({ unit: 'tokens', amount: 20_000 })).toBe('20,000 tokens')
    expect(amountWords({ unit: 'money', currency: 'EUR', microUnits: 1_500_000 })).toBe('1.50 EUR')
    expect(amountWords({ unit: 'money', currency: 'USD', microUnits: 120 })).toBe('0.00012 USD')
  })
})
