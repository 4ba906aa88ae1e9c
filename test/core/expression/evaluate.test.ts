import { describe, expect, it } from 'vitest'
import type { Json } from '../../../src/core/basics/json.ts'
import { evaluateCondition, evaluateTemplate } from '../../../src/core/expression/evaluate.ts'
import type { ExpressionScope } from '../../../src/core/expression/scope.ts'
import { aScope, aStage } from '../../support/expression-scope.ts'

const SCOPE = aScope({
  inputs: {
    n: 3,
    price: 2.5,
    text: 'abc',
    list: [1, 2, 3.5],
    none: null,
    nested: { deep: { er: true } },
    items: [
      { name: 'pen', price: 2 },
      { name: 'desk', price: 120.5 },
    ],
  },
  stages: {
    draft: aStage({ label: 'refund', total: 20 }),
    skipped: aStage({}, { outcome: 'skipped', confidence: null }),
  },
})

const resultOf = (template: Json, scope: ExpressionScope = SCOPE) => {
  const result = evaluateTemplate(template, scope)
  return result.ok ? result.value : result.error.code
}
const errorOf = (template: string, scope: ExpressionScope = SCOPE) => {
  const result = evaluateTemplate(template, scope)
  return result.ok ? 'no error' : result.error.message
}

describe('conditions', () => {
  it.each([
    ['inputs.n == 3', true],
    ['inputs.n > 3', false],
    ['stages.draft.outputs.label == "refund" && stages.draft.confidence > 0.8', true],
    ['inputs.items.exists(item, item.price > 100)', true],
    ['inputs.items.all(item, item.price > 100)', false],
    ['inputs.items.exists_one(item, item.name == "pen")', true],
    ['"pen" in inputs.items.map(item, item.name)', true],
    ['run.id == "run-1" && workflow.id == "refunds"', true],
  ])('[EX1] %s is %s', (text, expected) => {
    expect(evaluateCondition(text, SCOPE)).toEqual({ ok: true, value: expected })
  })

  it.each(['inputs.n', 'inputs.text', 'inputs.none', '[true]'])('[EX1] %s is no condition', (text) => {
    expect(evaluateCondition(text, SCOPE)).toEqual({
      ok: false,
      error: {
        code: 'expression-type',
        message: 'The condition is not true or false. Compare with something, for example `… == "refund"`.',
        expression: text,
      },
    })
  })

  it('[EX1] an error in a condition is an error, not false', () => {
    expect(evaluateCondition('inputs.missing == 1', SCOPE)).toEqual({
      ok: false,
      error: {
        code: 'expression-error',
        message: 'There is no `missing` here. Ask with `has(…)` first whether it is there.',
        expression: 'inputs.missing == 1',
      },
    })
  })
})

describe('templates', () => {
  it.each<[string, Json]>([
    ['${{ inputs.n }}', 3],
    ['  ${{ inputs.price }}\n', 2.5],
    ['${{ inputs.list }}', [1, 2, 3.5]],
    ['${{ inputs.nested }}', { deep: { er: true } }],
    ['${{ inputs.none }}', null],
    ['${{ true }}', true],
    ['${{ {"a": 1, "b": ["x", 2.5, null]} }}', { a: 1, b: ['x', 2.5, null] }],
    ['${{ size(inputs.items) }}', 2],
    ['${{ inputs.items.filter(item, item.price > 100).map(item, item.name) }}', ['desk']],
  ])('[EX2] %s keeps its type', (template, expected) => {
    expect(resultOf(template)).toEqual(expected)
  })

  it.each([
    ['n is ${{ inputs.n }}', 'n is 3'],
    ['${{ inputs.text }}${{ inputs.price }}', 'abc2.5'],
    ['is ${{ inputs.n == 3 }}', 'is true'],
    ['all: ${{ inputs.list }}', 'all: [1,2,3.5]'],
    ['one ${{ {"a": 1} }}', 'one {"a":1}'],
    ['', ''],
    ['no expression { } }}', 'no expression { } }}'],
  ])('[EX3] %s gives text', (template, expected) => {
    expect(resultOf(template)).toBe(expected)
  })

  it('[EX3] an expression that fails within a text fails the text', () => {
    expect(resultOf('n is ${{ inputs.missing }}')).toBe('expression-error')
  })

  it('[EX4] null within a text is an error', () => {
    expect(evaluateTemplate('value: ${{ inputs.none }}', SCOPE)).toEqual({
      ok: false,
      error: {
        code: 'null-in-text',
        message: 'The value is null, which has no text. Say what to write then, for example `x == null ? "none" : x`.',
        expression: ' inputs.none ',
      },
    })
  })

  it.each([
    ['$${{ x }}', '${{ x }}'],
    ['a $${{ x }} ${{ inputs.n }}', 'a ${{ x }} 3'],
    ['$$${{', '$${{'],
    ['$ ${{ inputs.n }}', '$ 3'],
  ])('[EX5] %s writes the characters', (template, expected) => {
    expect(resultOf(template)).toBe(expected)
  })

  it('[EX6] every depth is worked out, and literals pass through', () => {
    const template = { a: ['${{ inputs.n }}', { b: 'x${{ inputs.n }}' }], c: 7, d: null, e: true }
    expect(resultOf(template)).toEqual({ a: [3, { b: 'x3' }], c: 7, d: null, e: true })
  })

  it.each([[['${{ inputs.missing }}']], [{ a: { b: '${{ inputs.missing }}' } }]])(
    '[EX6] one error fails %j',
    (template) => {
      expect(resultOf(template)).toBe('expression-error')
    },
  )

  it.each(['${{ inputs.n', 'a ${{ "}}"', '${{ {"a": 1 }}'])('[EX7] %s is not closed', (template) => {
    expect(errorOf(template)).toBe(
      'An expression begins with `${{` and does not end. Close it with `}}`, or write `$${{` for the characters.',
    )
  })

  it.each<[string, Json]>([
    ['${{ {"a": {"b": 1}} }}', { a: { b: 1 } }],
    ['${{ "}}" }}', '}}'],
    [`\${{ '''}}''' + "{" }}`, '}}{'],
    ['${{ """a"}}""" }}', 'a"}}'],
    ['${{ r"\\}}" }}', '\\}}'],
  ])('[EX8] %s closes at its own braces', (template, expected) => {
    expect(resultOf(template)).toEqual(expected)
  })
})

describe('numbers', () => {
  const typed = aScope({
    inputs: { n: 5, price: 20, list: [4, 5], object: { n: 7, constructor: 9 } },
    stages: { draft: aStage({ count: 9, rest: 1 }), open: aStage({ count: 9 }) },
    types: {
      inputs: {
        n: { type: 'integer' },
        price: { type: 'number' },
        list: { type: 'array', items: { type: 'integer' } },
        object: { type: 'object', properties: { n: { type: 'integer' }, constructor: { type: 'integer' } } },
      },
      outputsOf: (stage) => (stage === 'draft' ? { count: { type: 'integer' } } : undefined),
    },
  })

  it.each<[string, Json]>([
    ['inputs.n / 2', 2],
    ['inputs.price / 8', 2.5],
    ['inputs.list[0] / 3', 1],
    ['inputs.object.n / 2', 3],
    ['inputs.object.constructor / 2', 4],
    ['stages.draft.outputs.count / 2', 4],
    ['stages.draft.outputs.rest / 2', 0.5],
    ['stages.open.outputs.count / 2', 4.5],
    ['"abcdefgh".substring(inputs.n)', 'fgh'],
    ['7 / 2', 3],
  ])('[EX9] %s is %j', (text, expected) => {
    expect(resultOf(`\${{ ${text} }}`, typed)).toEqual(expected)
  })

  it.each<[string, Json]>([
    ['inputs.n + 1', 4],
    ['1 + inputs.n', 4],
    ['1.5 * inputs.n', 4.5],
    ['inputs.price * 2', 5],
    ['inputs.price - 2', 0.5],
    ['5 / inputs.price', 2],
    ['inputs.n % 2', 1],
    ['7 % 2.5', 2],
    ['7.5 % 2.0', 1.5],
    ['inputs.n == 3', true],
    ['3 == inputs.n', true],
    ['3 != inputs.n', false],
    ['2.0 == 2', true],
    ['2 != 2.0', false],
    ['inputs.price > 2', true],
    ['2 in inputs.list', true],
    ['size(inputs.list) == inputs.n', true],
    ['inputs.list[1]', 2],
  ])('[EX10] %s is %j', (text, expected) => {
    expect(resultOf(`\${{ ${text} }}`)).toEqual(expected)
  })

  it.each([
    [
      '9007199254740992',
      'The result is a whole number beyond 2^53, which JSON can not carry exactly. Convert it with `string(…)`.',
    ],
    ['inputs.n / 0', 'The result is not a finite number. Convert it with `string(…)`.'],
    ['[1, inputs.n / 0]', 'The result is not a finite number. Convert it with `string(…)`.'],
    ['{"a": inputs.n / 0}', 'The result is not a finite number. Convert it with `string(…)`.'],
    ['b"bytes"', 'The result is not a value that JSON can carry. Convert it with `string(…)`.'],
    ['1u', 'The result is not a value that JSON can carry. Convert it with `string(…)`.'],
    ['1 / 0', 'Division by zero. Compare the divisor with 0 first.'],
    ['9223372036854775807 + 1', 'Integer overflow: 9223372036854775808. Calculate with `double(…)`.'],
    ['"a" + 1', '`+` does not work with string and int. Convert one side with `string(…)`, `int(…)` or `double(…)`.'],
    ['inputs.nested[0]', 'There is no `0` here. Ask with `has(…)` first whether it is there.'],
    ['inputs.list[9]', 'There is no element 9 in a list of 3. Compare with `size(…)` first.'],
  ])('[EX11] %s: %s', (text, expected) => {
    expect(errorOf(`\${{ ${text} }}`)).toBe(expected)
  })

  it('[EX11] the largest exact whole number is a result', () => {
    expect(resultOf('${{ 9007199254740991 }}')).toBe(Number.MAX_SAFE_INTEGER)
  })
})

describe('scope', () => {
  it('[EX12] a skipped stage has no outputs', () => {
    expect(resultOf('${{ has(stages.skipped.outputs.label) }}')).toBe(false)
    expect(resultOf('${{ stages.skipped.outputs }}')).toEqual({})
    expect(resultOf('${{ stages.skipped.outputs.label }}')).toBe('expression-error')
    expect(resultOf('${{ stages.skipped.outcome }}')).toBe('skipped')
    expect(resultOf('${{ stages.skipped.confidence == null }}')).toBe(true)
  })

  it('[EX12] a stage the scope does not have is an error', () => {
    expect(errorOf('${{ stages.nobody.outcome }}')).toBe(
      'There is no `nobody` here. Ask with `has(…)` first whether it is there.',
    )
  })

  it('[EX13] an event is there in triggers only', () => {
    const scope = aScope({ event: { data: { body: 'Hello' } } })
    expect(resultOf('${{ event.data.body }}', scope)).toBe('Hello')
    expect(errorOf('${{ event.data.body }}')).toBe(
      'Unknown variable: event. Begin with `inputs`, `stages`, `run` or `workflow`.',
    )
  })

  it('[EX13] an unknown name is an error', () => {
    expect(resultOf('${{ process.env }}')).toBe('expression-error')
  })

  it('[EX13] inputs can be taken as a whole or by a computed name', () => {
    expect(resultOf('${{ inputs["te" + "xt"] }}')).toBe('abc')
    expect(resultOf('${{ size(inputs) }}')).toBe(7)
  })
})
