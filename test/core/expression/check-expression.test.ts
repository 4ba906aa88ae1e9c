import { describe, expect, it } from 'vitest'
import { checkExpression, checkTemplate } from '../../../src/core/expression/check-expression.ts'
import type { ExpressionDeclarations, StageDeclaration } from '../../../src/core/expression/declarations.ts'
import { NO_FACTS, succeeded } from '../../../src/core/expression/facts.ts'

const STAGES = new Map<string, StageDeclaration>([
  [
    'deploy-approval',
    {
      state: 'succeeded',
      outputs: {
        note: { type: 'string' },
        total: { type: 'number' },
        count: { type: 'integer' },
        customer: { type: 'object', properties: { name: { type: 'string' }, age: { type: 'integer' } } },
        open: { type: 'object', properties: { a: {} }, additionalProperties: true },
        closed: { type: 'object', properties: { a: {} }, additionalProperties: false },
      },
    },
  ],
  ['free', { state: 'succeeded', outputs: undefined }],
  ['maybe', { state: 'maybe', outputs: { label: { type: 'string' } } }],
  ['beside', { state: 'beside', outputs: undefined }],
  ['after', { state: 'after', outputs: undefined }],
  ['itself', { state: 'itself', outputs: undefined }],
])

function declared(given: Partial<ExpressionDeclarations> = {}): ExpressionDeclarations {
  return {
    roots: new Set(['inputs', 'stages', 'run', 'workflow']),
    inputs: {
      amount: { schema: { type: 'number' }, required: true },
      count: { schema: { type: 'integer' }, required: true },
      message: { schema: { type: 'string' }, required: true },
      urgent: { schema: { type: 'boolean' }, required: true },
      anything: { schema: {}, required: true },
      words: { schema: { type: 'array', items: { type: 'string' } }, required: true },
      rows: {
        schema: { type: 'array', items: { type: 'object', properties: { sku: { type: 'string' } } } },
        required: true,
      },
      list: { schema: { type: 'array' }, required: true },
      'order-id': { schema: { type: 'string' }, required: false },
      optional: { schema: { type: 'string' }, required: false },
      defaulted: { schema: { type: 'string' }, required: false, default: 'x' },
    },
    stages: { ids: STAGES.keys(), find: (id) => STAGES.get(id) },
    expects: 'value',
    given: NO_FACTS,
    ...given,
  }
}

const problemsOf = (text: string, given: Partial<ExpressionDeclarations> = {}) => checkExpression(text, declared(given))
const wordsOf = (text: string, given: Partial<ExpressionDeclarations> = {}) =>
  problemsOf(text, given).map((problem) => `${problem.message} ${problem.help}`)

describe('names', () => {
  it.each([
    ['inputs.amuont > 1', 'unknown-input', 'There is no input `amuont`. Did you mean `amount`?', 7],
    [
      'inputs.zzz',
      'unknown-input',
      'There is no input `zzz`. Use one of `amount`, `count`, `message`, `urgent`, `anything`, `words`, `rows`, `list`, …, or add it.',
      7,
    ],
    [
      'stages.deploy-aproval.outcome == "failed"',
      'unknown-stage-reference',
      'There is no stage `deploy-aproval`. Did you mean `deploy-approval`?',
      7,
    ],
    [
      'stages.deploy-approval.outputs.nota',
      'unknown-output',
      'There is no output of stage `deploy-approval` called `nota`. Did you mean `note`?',
      31,
    ],
    [
      'stages.deploy-approval.output.note',
      'expression-invalid',
      'A stage has no `output`. Did you mean `outputs`?',
      23,
    ],
    [
      'stages.free.colour',
      'expression-invalid',
      'A stage has no `colour`. Use one of `outputs`, `outcome`, `confidence`, `decision`.',
      12,
    ],
    [
      'stages.deploy-approval.outputs.customer.nmae',
      'unknown-output',
      'There is no key `nmae`. Did you mean `name`?',
      40,
    ],
    ['stages.deploy-approval.outputs.closed.b', 'unknown-output', 'There is no key `b`. Did you mean `a`?', 38],
    ['inputs.rows[0].sko', 'unknown-output', 'There is no key `sko`. Did you mean `sku`?', 15],
    [
      'run.name',
      'expression-invalid',
      'There is no field `name`. Use one of `id`, `title`, `started_at`, `scheduled_for`.',
      4,
    ],
    ['workflow.digset', 'expression-invalid', 'There is no field `digset`. Did you mean `digest`?', 9],
    ['input.amount', 'expression-invalid', '`input` is not known here. Did you mean `inputs`?', 0],
  ])('[EX34] %s', (...[text, code, words, offset]) => {
    expect(problemsOf(text)).toMatchObject([{ code, offset }])
    expect(wordsOf(text)).toEqual([words])
  })

  it('[EX34] a name with a hyphen needs brackets', () => {
    expect(wordsOf('inputs.order-id == "x"')[0]).toBe(
      'There is no input `order`. For `order-id` write `inputs["order-id"]`.',
    )
  })

  it('[EX34] where nothing is declared, the help says so', () => {
    expect(wordsOf('inputs.amount', { inputs: {} })).toEqual(['There is no input `amount`. Declare `amount` first.'])
  })

  it.each([
    ['amount > 1', '`amount` is not known here. Write `inputs.amount`.'],
    ['free == 1', '`free` is not known here. Write `stages.free.outputs`.'],
    [
      'refund == 1',
      '`refund` is not known here. Begin with `inputs`, `stages`, `run`, `workflow`, or write `"refund"` for the text.',
    ],
    [
      'event.data',
      '`event` is not available here. Only event triggers have an event; give a run its data as `inputs`.',
    ],
    ['stages.deploy-approval.note', 'A stage has no `note`. Write `stages.deploy-approval.outputs.note`.'],
    [
      'stages.free == 1',
      '`stages.free` does not say what to read of the stage. Continue with `outputs`, `outcome`, `confidence`, `decision`.',
    ],
  ])('[EX35] %s', (text, words) => {
    expect(wordsOf(text)).toEqual([words])
  })

  it.each([
    ['inputs.amount', '`inputs` is not available here. A trigger sets the inputs; it can not read them.'],
    ['stages.free.outcome', '`stages` is not available here. No stage has run yet when a trigger fires.'],
    ['run.id', '`run` is not available here. There is no run yet when a trigger fires.'],
    ['workflow.id', '`workflow` is not available here. Remove it.'],
  ])('[EX35] in a trigger, %s', (text, words) => {
    expect(wordsOf(text, { roots: new Set(['event']) })).toEqual([words])
  })

  it.each([
    'inputs.anything.a.b',
    'inputs.list[0].a',
    'inputs["amount"] > 1',
    'size(inputs.words)',
    'inputs[inputs.message] == 1',
    'stages.deploy-approval.outputs[0]',
    'stages.free.outputs.anything.at.all',
    'stages.free.outputs[inputs.message]',
    'stages.deploy-approval.outputs.open.b',
    'run[inputs.message]',
    'run.id + run.title + workflow.name',
    'inputs.rows.map(row, row.sku)',
  ])('[EX34] %s is fine', (text) => {
    expect(problemsOf(text)).toEqual([])
  })

  it('[EX34] event data is open', () => {
    expect(problemsOf('event.data.body.anything', { roots: new Set(['event']) })).toEqual([])
  })

  it('[EX42] all wrong names are reported, and types only when there are none', () => {
    expect(problemsOf('inputs.amuont > "a" && stages.nobody.outcome == 1 || zzz').map((each) => each.code)).toEqual([
      'unknown-input',
      'unknown-stage-reference',
      'expression-invalid',
    ])
  })
})

describe('guards', () => {
  it.each([
    [
      'stages.maybe.outputs.label == "x"',
      'Stage `maybe` may be skipped or fail, and then it has no outputs. Write `has(stages.maybe.outputs.label) && …`, or `has(stages.maybe.outputs.label) ? stages.maybe.outputs.label : …`.',
    ],
    [
      'inputs.optional == "x"',
      'Input `optional` is optional and may be missing. Write `has(inputs.optional) && …`, or `has(inputs.optional) ? inputs.optional : …`.',
    ],
    [
      'inputs["order-id"] == "x"',
      'Input `order-id` is optional and may be missing. Write `"order-id" in inputs && …`.',
    ],
  ])('[EX36] %s', (text, words) => {
    expect(problemsOf(text)).toMatchObject([{ code: 'unguarded-read' }])
    expect(wordsOf(text)).toEqual([words])
  })

  it.each([
    'has(stages.maybe.outputs.label) && stages.maybe.outputs.label == "x"',
    'stages.maybe.outcome == "succeeded" && stages.maybe.outputs.label == "x"',
    'stages.maybe.outcome == "skipped"',
    'stages.maybe.confidence == null',
    'size(stages.maybe.outputs) == 0',
    'has(inputs.optional) && inputs.optional == "x"',
    'inputs.defaulted == "x"',
    '"order-id" in inputs && inputs["order-id"] == "x"',
    '"label" in stages.maybe.outputs && stages.maybe.outputs.label == "x"',
    'inputs.amount > 1.0',
  ])('[EX36] %s is fine', (text) => {
    expect(problemsOf(text).filter((problem) => problem.code === 'unguarded-read')).toEqual([])
  })

  it('[EX36] what holds beforehand is a guard', () => {
    expect(problemsOf('stages.maybe.outputs.label', { given: new Set([succeeded('maybe')]) })).toEqual([])
  })

  it.each([
    [
      'beside',
      'Stage `beside` does not come before this one, so it has no result yet. Add `beside` to `depends_on`, or read another stage.',
    ],
    [
      'after',
      'Stage `after` comes after this one, so it has no result yet. Read a stage that comes before, or turn the order around.',
    ],
    ['itself', 'A stage can not read its own result. Read an input, or a stage that comes before.'],
  ])('[EX37] a stage %s can not be read', (stage, words) => {
    const text = `stages.${stage}.outcome == "failed"`
    expect(problemsOf(text)).toMatchObject([{ code: 'not-an-ancestor', offset: 7 }])
    expect(wordsOf(text)).toEqual([words])
  })
})

describe('types', () => {
  it.each([
    ['inputs.amount * 2 + inputs.count'],
    ['inputs.count + 1 == 2'],
    ['inputs.amount == 2'],
    ['inputs.message + "!"'],
    ['inputs.urgent && !inputs.urgent'],
    ['inputs.words.join(", ") + inputs.words[0]'],
    ['inputs.rows[0].sku + "x"'],
    ['stages.deploy-approval.outputs.customer.age - 1'],
    ['stages.deploy-approval.outcome + "x"'],
    ['(inputs).amount + "x"'],
    ['inputs.list[inputs.count]'],
    ['has(stages.deploy-approval.outputs.note)'],
    ['inputs.message.size() % 2'],
    ['stages.deploy-approval.outputs == stages.free.outputs'],
  ])('[EX38] %s is fine', (text) => {
    expect(problemsOf(text)).toEqual([])
  })

  it.each([
    ['inputs.message + 1', '`+` does not work with string and int.'],
    ['inputs.amount + inputs.message', '`+` does not work with double and string.'],
    ['inputs.count + "x"', '`+` does not work with int and string.'],
    ['inputs.urgent > 1', '`>` does not work with bool and int.'],
    ['inputs.words + 1', '`+` does not work with list<string> and int.'],
    ['inputs.rows[0].sku + 1', '`+` does not work with string and int.'],
    ['stages.deploy-approval.outputs.customer.age + "x"', '`+` does not work with int and string.'],
    ['stages.deploy-approval.outputs.note + 1', '`+` does not work with string and int.'],
    ['stages.deploy-approval.outcome + 1', '`+` does not work with string and int.'],
    ['stages.deploy-approval.outcome.x', 'A value of type string has no parts to read.'],
    ['run.id + 1', '`+` does not work with string and int.'],
    ['inputs.message && true', '`&&` and `||` join what is true or false, not string.'],
    ['inputs.message ? 1 : 2', 'What stands before `?` is true or false, not string.'],
    ['inputs.urgent ? 1 : "a"', 'Both answers of `? :` must be of one type, not int and string.'],
    ['inputs.list["a"]', 'A list is read by number, not by string.'],
    ['-inputs.message', '`-` does not work with string.'],
    ['inputs.count.x', 'A value of type int has no parts to read.'],
    ['inputs.amount.exists(x, x > 1)', 'A value of type double has no elements to loop over.'],
    ['size(inputs.count)', 'No function fits `size(int)`.'],
    ['inputs.words.all(word, word)', 'The condition of a loop is true or false, not string.'],
    ['inputs.words.filter(word, word)', 'The condition of a loop is true or false, not string.'],
    ['has(inputs)', '`has()` asks for one field of something.'],
  ])('[EX38] %s', (text, message) => {
    expect(problemsOf(text)).toMatchObject([{ message }])
  })

  it.each(['inputs.amount', 'inputs.message', '1', '"true"', 'size(inputs.words)'])(
    '[EX39] %s is no condition',
    (text) => {
      expect(problemsOf(text, { expects: 'condition' })).toMatchObject([
        { code: 'expression-type', help: 'Compare with something, for example `… == "refund"`.', offset: 0 },
      ])
    },
  )

  it.each(['inputs.urgent', 'inputs.anything', 'inputs.amount > 1', 'stages.maybe.outcome != "skipped"'])(
    '[EX39] %s is a condition',
    (text) => {
      expect(problemsOf(text, { expects: 'condition' })).toEqual([])
    },
  )

  it.each([
    [
      'stages.maybe.outcome == "sucess"',
      24,
      'No stage ends as `sucess`. Use one of `succeeded`, `failed`, `rejected`, `skipped`, `canceled`.',
    ],
    ['"reject" != stages.maybe.outcome', 0, 'No stage ends as `reject`. Did you mean `rejected`?'],
    ['!(stages.maybe.outcome == "faild")', 26, 'No stage ends as `faild`. Did you mean `failed`?'],
  ])('[EX40] %s', (text, offset, words) => {
    expect(problemsOf(text)).toMatchObject([{ code: 'expression-invalid', offset }])
    expect(wordsOf(text)).toEqual([words])
  })

  it.each([
    'stages.maybe.outcome == "rejected"',
    'stages.maybe.outcome == inputs.message',
    'inputs.message == "x"',
    'stages.maybe.outcome == 1 || true',
  ])('[EX40] %s compares what can be', (text) => {
    expect(problemsOf(text).filter((problem) => problem.code === 'expression-invalid')).toEqual([])
  })
})

describe('syntax', () => {
  it.each([
    ['inputs.amount = 1', 14, '`=` is not expected here. Write `==` to compare.'],
    ['inputs.urgent and true', 14, '`and` is not expected here. Write `&&` for "and".'],
    ['inputs.urgent or true', 14, '`or` is not expected here. Write `||` for "or".'],
    ['not inputs.urgent', 4, '`inputs` is not expected here. Look for a missing operator, quote or bracket before it.'],
    ['inputs.amount >', 15, 'The end is not expected here. Complete the expression: something is missing at its end.'],
    ['', 0, 'The end is not expected here. Complete the expression: something is missing at its end.'],
    ['(inputs.amount', 14, 'The end is not expected here. Complete the expression: something is missing at its end.'],
    ['inputs.amount)', 13, '`)` is not expected here. Look for a missing operator, quote or bracket before it.'],
    ['inputs.message == "x', 18, 'A text begins here and does not end. Add the missing quote.'],
    ['"""x', 0, 'A text begins here and does not end. Add the missing quote.'],
    ['"a\nb"', 2, 'A text ends on the line it begins on, or has three quotes. Add the missing quote.'],
    ['if', 0, '`if` is a reserved word. Choose another name.'],
    ['inputs.message == ‘x’', 18, '`‘` is not expected here. Use straight quotes.'],
    ['"\\q"', 1, 'Invalid escape sequence: \\q. Correct the expression.'],
  ])('[EX41] %s', (text, offset, words) => {
    expect(problemsOf(text)).toMatchObject([{ offset }])
    expect(wordsOf(text)).toEqual([words])
  })
})

describe('templates', () => {
  it('[EX43] offsets count from the start of the text', () => {
    const problems = checkTemplate('ab ${{ inputs.amuont }} $${{ x }} ${{ zzz }}', declared())
    expect(problems.map((problem) => problem.offset)).toEqual([14, 38])
  })

  it('[EX43] an expression that is not closed is one problem', () => {
    expect(checkTemplate('ab ${{ inputs.amuont', declared())).toMatchObject([{ code: 'expression-invalid', offset: 3 }])
  })
})
