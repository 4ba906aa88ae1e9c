import { describe, expect, it } from 'vitest'
import { eventKey, matchesType, passesFilter } from '../../../src/core/event/judge-event.ts'
import { aScope } from '../../support/expression-scope.ts'

const EVENT = {
  id: 'a-1',
  source: '/orders',
  type: 'com.example.order.placed',
  data: { amount: 12, order: 'o-7', rush: true },
}
const SCOPE = aScope({ event: EVENT })

describe('matchesType', () => {
  it.each([
    ['com.example.order', 'com.example.order', true],
    ['com.example.order', 'com.example.order.placed', false],
    ['com.example.order', 'Com.example.order', false],
    ['com.example.*', 'com.example.order', true],
    ['com.example.*', 'com.example.', true],
    ['com.example.*', 'com.exampled', false],
    ['com.e*', 'com.example', true],
    ['com.example.*', 'com.example.*', true],
  ])('[EV8] %s and %s: %s', (pattern, type, expected) => {
    expect(matchesType(pattern, type)).toBe(expected)
  })
})

describe('passesFilter', () => {
  it('[EV9] lets through what it is true for, and without it everything', () => {
    expect(passesFilter({}, SCOPE)).toEqual({ ok: true, value: true })
    expect(passesFilter({ filter: 'event.data.amount > 10 && event.type.endsWith("placed")' }, SCOPE)).toEqual({
      ok: true,
      value: true,
    })
    expect(passesFilter({ filter: 'event.data.amount > 100' }, SCOPE)).toEqual({ ok: true, value: false })
    expect(passesFilter({ filter: 'has(event.data.total) && event.data.total > 1' }, SCOPE)).toEqual({
      ok: true,
      value: false,
    })
  })

  it('[EV10] is an error where a member is missing, with `has()` as the next step', () => {
    expect(passesFilter({ filter: 'event.data.total > 1' }, SCOPE)).toEqual({
      ok: false,
      error: {
        code: 'expression-error',
        message: 'There is no `total` here. Ask with `has(…)` first whether it is there.',
        expression: 'event.data.total > 1',
      },
    })
    expect(passesFilter({ filter: 'event.data.amount' }, SCOPE)).toMatchObject({
      ok: false,
      error: { code: 'expression-type' },
    })
  })
})

describe('eventKey', () => {
  it('[EV11] is source and id, or what `dedupe` gives', () => {
    expect(eventKey({}, EVENT, SCOPE)).toEqual({ ok: true, value: { source: '/orders', id: 'a-1' } })
    const given = (dedupe: string) => eventKey({ dedupe }, EVENT, SCOPE)
    expect(given('${{ event.data.order }}')).toEqual({ ok: true, value: { source: '', id: 'o-7' } })
    expect(given('order ${{ event.data.order }}')).toEqual({ ok: true, value: { source: '', id: 'order o-7' } })
    expect(given('${{ event.data.amount }}')).toEqual({ ok: true, value: { source: '', id: '12' } })
    expect(given('${{ event.data.rush }}')).toEqual({ ok: true, value: { source: '', id: 'true' } })
  })

  it.each([
    '${{ event.data }}',
    '${{ null }}',
    '${{ "" }}',
    '${{ event.data.nothing }}',
    `\${{ "${'x'.repeat(257)}" }}`,
  ])('[EV12] refuses %s with the expression and the next step', (dedupe) => {
    const key = eventKey({ dedupe }, EVENT, SCOPE)
    expect(key.ok ? '' : key.error.message).toMatch(/\. \S.*\.$/)
    expect(key.ok ? '' : dedupe).toContain(key.ok ? '' : key.error.expression)
  })
})
