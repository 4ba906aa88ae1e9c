import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Json } from '../../../src/core/basics/json.ts'
import { proposeMapping } from '../../../src/core/event/propose-mapping.ts'
import { evaluateTemplate } from '../../../src/core/expression/evaluate.ts'
import type { InputSchema, JsonSchema } from '../../../src/core/workflow/workflow.ts'
import { aScope } from '../../support/expression-scope.ts'

function inputs(schemas: Readonly<Record<string, JsonSchema>>): Readonly<Record<string, InputSchema>> {
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, { schema, required: true }]))
}

const TEXT = { type: 'string' }

describe('proposeMapping', () => {
  it('[EV13] prefers the same name, then the same spelled otherwise, then with its path, then the nearest', () => {
    const sample = { deep: { message: 'deep' }, message: 'near', order_id: 'o', customer: { email: 'e' }, ammount: 3 }
    const schemas = { message: TEXT, orderId: TEXT, 'customer-email': TEXT, amount: { type: 'number' } }
    expect(proposeMapping(sample, inputs(schemas))).toEqual({
      message: '${{ event.data.message }}',
      orderId: '${{ event.data.order_id }}',
      'customer-email': '${{ event.data.customer.email }}',
      amount: '${{ event.data.ammount }}',
    })
  })

  it('[EV14] proposes only what fits', () => {
    const sample = { n: 'seven', more: { n: 7 }, list: [{ x: 'in a list' }] }
    expect(proposeMapping(sample, inputs({ n: { type: 'integer' }, x: TEXT, list: { type: 'object' } }))).toEqual({
      n: '${{ event.data.more.n }}',
    })
    expect(proposeMapping('text', inputs({ n: TEXT }))).toEqual({})
  })

  it('[EV15] gives the member whatever its name', () => {
    const name = fc.oneof(
      fc.string({ unit: 'grapheme', minLength: 1 }),
      fc.constantFrom('in', 'true', 'a-b', '}}', '__proto__', "'", '\\', '${{'),
    )
    fc.assert(
      fc.property(name, name, (outer, inner) => {
        const data: Json = JSON.parse(`{${JSON.stringify(outer)}:{${JSON.stringify(inner)}:"found"}}`)
        const proposal = proposeMapping(data, { [inner]: { schema: TEXT, required: true } })
        if (inner === outer || Object.keys(proposal).length === 0) return
        const scope = aScope({ event: { data } })
        for (const text of Object.values(proposal))
          expect(evaluateTemplate(text, scope)).toEqual({ ok: true, value: 'found' })
      }),
      { seed: 7, numRuns: 500 },
    )
    const odd = proposeMapping({ in: { 'a-b': 'x' } }, inputs({ 'a-b': TEXT }))
    expect(odd).toEqual({ 'a-b': '${{ event.data["in"]["a-b"] }}' })
  })

  it('[EV16] looks at a bounded number of members, from the top', () => {
    const wide = Object.fromEntries(Array.from({ length: 3_000 }, (_, at) => [`m${at}`, { found: at }]))
    expect(proposeMapping({ ...wide, late: 'x' }, inputs({ late: TEXT, found: {} }))).toEqual({})
    expect(proposeMapping({ a: { found: 1 } }, inputs({ found: {} }))).toEqual({ found: '${{ event.data.a.found }}' })
    const deep = Array.from({ length: 9 }).reduce<Json>((inner) => ({ level: inner }), { bottom: 'x' })
    expect(proposeMapping(deep, inputs({ bottom: TEXT }))).toEqual({})
  })
})
