import { describe, expect, it } from 'vitest'
import { compileExpression } from '../../../src/core/expression/compile.ts'
import { evaluateTemplate } from '../../../src/core/expression/evaluate.ts'
import {
  EXPRESSION_CHARS_MAX,
  EXPRESSION_DEPTH_MAX,
  EXPRESSION_ELEMENTS_MAX,
  PROGRAMS_KEPT_MAX,
} from '../../../src/core/expression/limits.ts'
import { aScope, aStage } from '../../support/expression-scope.ts'

const THOUSAND = Array.from({ length: 1000 }, (_, index) => ({ sku: `s${index}`, price: index, tags: ['a', 'b'] }))
const LONG = 'x'.repeat(200_000)
const SCOPE = aScope({
  inputs: { items: THOUSAND, long: LONG, other: LONG, text: 'abc', n: 2, object: { a: 1 }, words: ['a', 'b'] },
  stages: { draft: aStage({}) },
})

const problemsOf = (text: string) => {
  const compiled = compileExpression(text, () => false)
  return compiled.ok ? [] : compiled.error
}
const resultOf = (text: string) => {
  const result = evaluateTemplate(`\${{ ${text} }}`, SCOPE)
  return result.ok ? result.value : result.error
}
const codeOf = (text: string) => {
  const result = evaluateTemplate(`\${{ ${text} }}`, SCOPE)
  return result.ok ? 'ok' : result.error.code
}

describe('limits', () => {
  it.each([
    ['"a".matches("a")', '`matches` is not available: a regular expression can take minutes on one short text.', 4],
    ['matches("a", "b")', '`matches` is not available: a regular expression can take minutes on one short text.', 0],
    ['timestamp("2026-01-01T00:00:00Z")', 'There is no function `timestamp` here.', 0],
    ['dyn(1)', 'There is no function `dyn` here.', 0],
    ['cel.bind(a, 1, a)', 'There is no function `bind` here.', 4],
    ['b"x".hex()', 'There is no function `hex` here.', 5],
    ['inputs.text.size ().toString()', 'There is no function `toString` here.', 20],
  ])('[EX18] %s is refused', (text, message, offset) => {
    expect(problemsOf(text)).toMatchObject([{ code: 'expression-invalid', message, offset }])
  })

  it.each([
    ['size("abc")', 3],
    ['string(1.5) + string(true)', '1.5true'],
    ['int("4") + int(2.9)', 6],
    ['double("1.5")', 1.5],
    ['bool("true")', true],
    ['" Ab ".trim().lowerAscii()', 'ab'],
    ['"ab".upperAscii()', 'AB'],
    ['"a,b".split(",").join("-")', 'a-b'],
    ['"abcb".indexOf("b")', 1],
    ['"abcb".lastIndexOf("b")', 3],
    ['"abc".substring(1, 2)', 'b'],
    ['"abc".startsWith("a") && "abc".endsWith("c") && "abc".contains("b")', true],
    ['[1, 2].size()', 2],
  ])('[EX18] %s works', (text, expected) => {
    expect(resultOf(text)).toEqual(expected)
  })

  it('[EX19] a loop within a loop is refused, one after another is not', () => {
    expect(problemsOf('inputs.a.all(x, inputs.b.exists(y, x == y))')).toEqual([
      {
        code: 'expression-budget',
        message: '`exists` is a loop within a loop.',
        help: 'Move the inner loop into a capability.',
        offset: 25,
      },
    ])
    expect(problemsOf('inputs.a.filter(x, x > 1).map(y, y.size())')).toEqual([])
  })

  it.each([
    ['too many nodes', Array.from({ length: 300 }, () => '1').join(' + '), 'The expression has more than 500 parts.'],
    ['too deep', `${'('.repeat(33)}1${')'.repeat(33)}`, 'The expression is nested deeper than 32 levels.'],
    ['a long list', `[${'1,'.repeat(201)}]`, 'A list or a map has more than 200 elements.'],
    ['many arguments', `size(${Array.from({ length: 9 }, () => '1')})`, 'A function is given more than 8 values.'],
  ])('[EX20] %s: the message says which', (_, text, message) => {
    expect(problemsOf(text)).toMatchObject([{ message }])
  })

  it.each([
    ['too long', `"${'x'.repeat(EXPRESSION_CHARS_MAX)}"`],
    ['too many nodes', Array.from({ length: 300 }, () => '1').join(' + ')],
    ['too deep', `${'('.repeat(EXPRESSION_DEPTH_MAX + 1)}1${')'.repeat(EXPRESSION_DEPTH_MAX + 1)}`],
    ['a list too long', `[${'1,'.repeat(EXPRESSION_ELEMENTS_MAX + 1)}]`],
    ['a map too long', `{${Array.from({ length: EXPRESSION_ELEMENTS_MAX + 1 }, (_, index) => `"${index}": 1`)}}`],
    ['too many arguments', `size(${Array.from({ length: 9 }, () => '1')})`],
    ['too many signs', `${'!'.repeat(3000)}true`],
  ])('[EX20] %s is refused', (_, text) => {
    expect(problemsOf(text)).toMatchObject([{ code: 'expression-budget' }])
  })

  it.each([
    '"a".split("").map(x, inputs.long + inputs.long)',
    'inputs.items.map(x, inputs.long)',
    'inputs.items.exists(x, x.sku in inputs.long.split(""))',
    'inputs.long.contains(inputs.other)',
    'inputs.long.split("").join(inputs.other)',
    'inputs.long.split("").map(x, x + x).map(x, x + x).map(x, x + x)',
    `["a"]${'.map(x, x + x + x + x + x + x + x + x)'.repeat(6)}`,
    `["a"]${'.map(x, [x, x, x, x, x, x, x, x])'.repeat(6)}`,
    '(inputs.n > 1 ? inputs.items : []).map(x, inputs.items[inputs.n])',
    'inputs.items.filter(x, inputs.items[inputs.n] == x).map(x, inputs.items)',
    'inputs.items.all(x, x.sku.contains(inputs.long))',
    'inputs.items.all(x, has(x.sku) ? inputs.long == inputs.other : -1 == size(inputs.long))',
  ])('[EX21] %s does not begin', (text) => {
    expect(codeOf(text)).toBe('expression-budget')
  })

  it('[EX21] the refusal says what to do', () => {
    expect(resultOf('inputs.items.map(x, inputs.long)')).toMatchObject({
      message: 'The expression would take too long on this much data. Move the work into a capability.',
    })
  })

  it.each([
    ['inputs.items.exists(x, x.sku == "s999")', true],
    ['inputs.items.filter(x, x.price > 997 && x.sku.startsWith("s")).map(x, x.sku + "!")', ['s998!', 's999!']],
    ['inputs.items.map(x, x.price > 997, x.sku)', ['s998', 's999']],
    ['inputs.items.all(x, "a" in x.tags)', true],
    ['inputs.items[inputs.n].sku', 's2'],
    ['inputs.items.filter(x, x.price == 3)[0].sku', 's3'],
    ['inputs.long.contains("refund")', false],
    [Array(40).fill('has(inputs.long)').join(' && '), true],
    ['inputs.long.size() > 100 || inputs.long == inputs.other', true],
    ['inputs.object.map(key, key + key)', ['aa']],
    ['size(inputs.long.trim())', 200_000],
    ['inputs.words.join(inputs.text)', 'aabcb'],
  ])('[EX22] %s is within the limit', (text, expected) => {
    expect(resultOf(text)).toEqual(expected)
  })

  it.each(['${{ inputs.long + inputs.other }}', '${{ inputs.long }} ${{ inputs.other }}'])(
    '[EX23] %s is refused',
    (text) => {
      const result = evaluateTemplate(text, SCOPE)
      expect(result).toMatchObject({
        error: {
          code: 'expression-budget',
          message: 'The result is larger than 262144 characters. Pass it on as a file.',
        },
      })
    },
  )

  it('[EX24] the element of a loop has a name of its own', () => {
    expect(problemsOf('inputs.words.map(stages, stages)')).toEqual([
      {
        code: 'expression-invalid',
        message: 'The loop calls its element `stages`, which already means something else.',
        help: 'Choose another name for the element.',
        offset: 13,
      },
    ])
    expect(problemsOf('inputs.words.map(1, 2)')).toMatchObject([{ code: 'expression-invalid' }])
  })

  it.each(['stages', 'stages[inputs.text].outcome', 'size(stages)', 'has(stages[0].outcome)'])(
    '[EX25] %s is refused',
    (text) => {
      expect(problemsOf(text)).toMatchObject([
        {
          message: '`stages` must be followed by the id of one stage.',
          help: 'Write for example `stages.draft.outcome`.',
        },
      ])
    },
  )

  it('[EX26] more expressions than are kept give the right results, twice', () => {
    const sums = Array.from({ length: PROGRAMS_KEPT_MAX + 10 }, (_, index) => index)
    const results = [...sums, ...sums].map((n) => resultOf(`${n} + inputs.n`))
    expect(results).toEqual([...sums, ...sums].map((n) => n + 2))
  })
})
