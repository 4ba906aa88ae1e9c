import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Json } from '../../../src/core/basics/json.ts'
import { evaluateCondition, evaluateTemplate } from '../../../src/core/expression/evaluate.ts'
import { referencesIn } from '../../../src/core/expression/references-in.ts'
import { aScope, aStage } from '../../support/expression-scope.ts'
import { ESCAPES } from './escapes.ts'

const SCOPE = aScope({
  inputs: { text: 'abc', list: [1, 'x'], object: { a: 1 }, n: 2, big: 'x'.repeat(10_000) },
  stages: { 'draft-1': aStage({ label: 'refund' }) },
})

/** Words that fuzzing combines: everything that has meaning somewhere. */
const WORDS = [
  ...[
    'inputs',
    'stages',
    'run',
    'event',
    'draft-1',
    'outputs',
    'outcome',
    'label',
    'text',
    'list',
    'object',
    'n',
    'big',
  ],
  ...['.', '[', ']', '(', ')', '{', '}', ',', ':', '?', '+', '-', '*', '/', '%', '==', '!=', '<', '>', '&&', '||', '!'],
  ...[
    '"',
    "'",
    '"""',
    '\\',
    '//',
    '\n',
    ' ',
    '0',
    '1',
    '2.5',
    '"x"',
    'true',
    'null',
    'in',
    'has',
    'size',
    'map',
    'all',
  ],
  ...[
    'constructor',
    '__proto__',
    'prototype',
    'matches',
    'string',
    'x',
    '${{',
    '}}',
    '\u0000',
    '\ud800',
    '9'.repeat(30),
  ],
]

describe('safety', () => {
  it.each(ESCAPES)('[EX27] %s reaches nothing of the host', (text) => {
    const result = evaluateTemplate(`\${{ ${text} }}`, SCOPE)
    const value = result.ok ? JSON.stringify(result.value) : result.error.code
    // What is accepted gives plain data of the scope, never a host object.
    expect(['expression-error', 'expression-type', 'expression-budget', 'false', 'null', '{}', '[]']).toContain(value)
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })

  it.each<[Json, string, Json]>([
    [{ constructor: { name: 'Array' }, a: 1 }, 'inputs.x.a', 1],
    [{ constructor: { name: 'Array' }, a: 1 }, 'inputs.x.constructor.name', 'Array'],
    [{ constructor: null }, 'has(inputs.x.constructor)', true],
    [{ constructor: 'Map' }, 'size(inputs.x)', 1],
    [{ constructor: 'Map', b: [1] }, 'inputs.x', { constructor: 'Map', b: [1] }],
    [JSON.parse('{"__proto__": {"polluted": 1}}'), 'has(inputs.x.polluted)', false],
    [JSON.parse('{"__proto__": {"polluted": 1}}'), 'inputs.x.__proto__.polluted', 1],
    [{ toString: 'a', valueOf: 2 }, 'inputs.x.valueOf', 2],
    [{ length: 5 }, 'size(inputs.x)', 1],
  ])('[EX28] in %j, %s is %j', (x, text, expected) => {
    const result = evaluateTemplate(`\${{ ${text} }}`, aScope({ inputs: { x } }))
    expect(result).toEqual({ ok: true, value: expected })
  })

  it('[EX28] an input may be called constructor', () => {
    const scope = aScope({ inputs: { constructor: 1, other: 2 } })
    expect(evaluateTemplate('${{ inputs.constructor + inputs.other }}', scope)).toEqual({ ok: true, value: 3 })
  })

  it('[EX29] any text over any data gives a value or an error', () => {
    const text = fc.array(fc.constantFrom(...WORDS), { maxLength: 25 }).map((words) => words.join(''))
    fc.assert(
      fc.property(text, fc.jsonValue(), (expression, data) => {
        const scope = aScope({ ...SCOPE, inputs: { ...SCOPE.inputs, object: data as Json } })
        expect(evaluateCondition(expression, scope)).toHaveProperty('ok')
        expect(evaluateTemplate(`a \${{${expression}}} b`, scope)).toHaveProperty('ok')
        expect(referencesIn(expression)).toHaveProperty('stages')
      }),
      { numRuns: 10_000, seed: 20_261_020 },
    )
  })

  it('[EX30] the second answer is the first', () => {
    const text = fc.array(fc.constantFrom(...WORDS), { maxLength: 12 }).map((words) => words.join(''))
    fc.assert(
      fc.property(text, (expression) => {
        const template = `\${{ ${expression} }}`
        expect(evaluateTemplate(template, SCOPE)).toEqual(evaluateTemplate(template, SCOPE))
      }),
      { numRuns: 2000, seed: 20_261_021 },
    )
  })
})
