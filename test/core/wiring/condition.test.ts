import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { declarationsFor } from '../../../src/core/diagnostics/check-expressions.ts'
import { checkExpression } from '../../../src/core/expression/check-expression.ts'
import type { Condition, ConditionRow } from '../../../src/core/wiring/condition.ts'
import { CONDITION_ROWS_MAX, CONDITION_TEXT_MAX } from '../../../src/core/wiring/condition.ts'
import type { OfferedValue } from '../../../src/core/wiring/offered-values.ts'
import { absentIn, offeredValues } from '../../../src/core/wiring/offered-values.ts'
import { readCondition } from '../../../src/core/wiring/read-condition.ts'
import { testsFor, valueKind } from '../../../src/core/wiring/tests-for.ts'
import { wiringOf } from '../../../src/core/wiring/wiring.ts'
import { writeCondition } from '../../../src/core/wiring/write-condition.ts'
import type { StageId } from '../../../src/core/workflow/workflow.ts'
import { aWiring, known } from './a-wiring.ts'

const isStage = (id: string) => ['sort', 'look-up', '1st'].includes(id)
const never = () => false

function rows(text: string): Condition | undefined {
  return readCondition(text, isStage)
}

function anInput(name: string) {
  return { type: 'input', name } as const
}

function label(stage = 'sort') {
  return { type: 'output', stage, name: 'label' } as const
}

describe('rows to CEL', () => {
  it('[CN1] a row is written as one comparison', () => {
    const value = label()
    const written = (row: ConditionRow) => writeCondition({ join: 'all', rows: [row] }, never)
    expect(written({ value, test: 'is', with: 'refund' })).toBe('stages.sort.outputs.label == "refund"')
    expect(written({ value, test: 'is-not', with: 'a "b"' })).toBe('stages.sort.outputs.label != "a \\"b\\""')
    expect(written({ value, test: 'contains', with: 'x' })).toBe('stages.sort.outputs.label.contains("x")')
    expect(written({ value, test: 'lacks', with: 'x' })).toBe('!stages.sort.outputs.label.contains("x")')
    expect(written({ value, test: 'empty' })).toBe('size(stages.sort.outputs.label) == 0')
    expect(written({ value, test: 'filled' })).toBe('size(stages.sort.outputs.label) > 0')
    expect(written({ value, test: 'known' })).toBe('has(stages.sort.outputs.label)')
    expect(written({ value, test: 'unknown' })).toBe('!has(stages.sort.outputs.label)')
    expect(written({ value: anInput('order-id'), test: 'unknown' })).toBe('!("order-id" in inputs)')
    expect(written({ value: anInput('for'), test: 'at-most', with: -0.5 })).toBe('inputs["for"] <= -0.5')
    expect(written({ value: anInput('sum'), test: 'more-than', with: 1e21 })).toBe('inputs.sum > 1e+21')
    expect(written({ value: anInput('is_new'), test: 'is', with: true })).toBe('inputs.is_new == true')
    const outcome = { type: 'outcome', stage: '1st' } as const
    expect(written({ value: outcome, test: 'is', with: 'failed' })).toBe('stages.1st.outcome == "failed"')
  })

  it('[CN2] a value that may be absent is asked for before it is read', () => {
    const condition = {
      join: 'all',
      rows: [
        { value: anInput('a'), test: 'is', with: 1 },
        { value: { type: 'output', stage: 'look-up', name: 'order-id' }, test: 'filled' },
      ],
    } as const
    const all = 'has(inputs.a) && inputs.a == 1 && "order-id" in stages.look-up.outputs'
    expect(writeCondition(condition, () => true)).toBe(`${all} && size(stages.look-up.outputs["order-id"]) > 0`)
    const any = '(has(inputs.a) && inputs.a == 1) || ("order-id" in stages.look-up.outputs'
    expect(writeCondition({ ...condition, join: 'any' }, () => true)).toBe(
      `${any} && size(stages.look-up.outputs["order-id"]) > 0)`,
    )
    expect(writeCondition({ join: 'all', rows: [] }, () => true)).toBe('')
  })

  it('[CN3] what people write as well is read: guards in front, brackets, a condition without rows', () => {
    expect(rows('inputs.a < -2.5')?.rows).toEqual([{ value: anInput('a'), test: 'less-than', with: -2.5 }])
    expect(rows('  ')).toEqual({ join: 'all', rows: [] })
    expect(rows('has(inputs.a) && inputs.a > 2 && (has(inputs.b) && !inputs.b.contains("x"))')).toEqual({
      join: 'all',
      rows: [
        { value: anInput('a'), test: 'more-than', with: 2 },
        { value: anInput('b'), test: 'lacks', with: 'x' },
      ],
    })
    const both = {
      join: 'all',
      rows: [
        { value: anInput('a'), test: 'known' },
        { value: anInput('a'), test: 'unknown' },
      ],
    } as const
    expect(writeCondition(both, never)).toBe('has(inputs.a) && !has(inputs.a)')
    const apart = {
      join: 'all',
      rows: [
        { value: anInput('a'), test: 'known' },
        { value: anInput('a'), test: 'filled' },
      ],
    } as const
    expect(writeCondition(apart, never)).toBe('has(inputs.a) && (has(inputs.a) && size(inputs.a) > 0)')
    expect(rows('has(inputs.a) && inputs.b > 2')?.rows.map(({ test }) => test)).toEqual(['known', 'more-than'])
    const asked = { type: 'output', stage: '1st', name: 'order-id' }
    expect(rows('"order-id" in inputs')?.rows).toEqual([{ value: anInput('order-id'), test: 'known' }])
    expect(rows('!("order-id" in stages["1st"].outputs)')?.rows).toEqual([{ value: asked, test: 'unknown' }])
  })

  it.each([
    'inputs.a ==',
    'inputs.a',
    'inputs.a.b == 1',
    'inputs == 1',
    'event.a == 1',
    'run.id == "a"',
    'inputs[0] == 1',
    'stages.sort == 1',
    'stages.sort.confidence > 0.5',
    'stages.sort.outputs == 1',
    'stages.sort.outputs.label.more == 1',
    'stages.sort.outcome.more == "a"',
    'stages.sort.outcome > "a"',
    'stages.sort.outcome == 1',
    'has(stages.sort.outcome)',
    'stages.sort.outcome.contains("a")',
    'size(stages.sort.outcome) == 0',
    'size(inputs.a) == 1',
    'size("abc") == 0',
    '0 == 0',
    '"a" == inputs.a',
    'inputs.a == inputs.b',
    'inputs.a == null',
    'inputs.a == -"x"',
    'inputs.a == -(1 + 1)',
    'inputs.a > "text"',
    'inputs.a.startsWith("x")',
    'inputs.a.contains(inputs.b)',
    'inputs.a.contains(1)',
    'inputs.a.contains()',
    '"abc".contains("a")',
    '!(inputs.a == 1)',
    '"a" in ["a"]',
    'inputs.a in ["a"]',
    '1 in inputs.a',
    'inputs.a == 1 || (inputs.b == 2 && inputs.c == 3)',
    '(inputs.a == 1 || inputs.b == 2) && inputs.c == 3',
    'inputs.a == 1 && (inputs.b == 2 && inputs.c == 3)',
    Array.from({ length: CONDITION_ROWS_MAX + 1 }, () => 'inputs.a == 1').join(' && '),
  ])('[CN4] what rows can not say stays a formula: %s', (text) => {
    expect(rows(text)).toBeUndefined()
  })
})

const texts = fc.string({ unit: 'binary', maxLength: CONDITION_TEXT_MAX })
const numbers = fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.maxSafeInteger()).map((n) => n + 0)

const wiring = aWiring({ contract: { label: { type: 'string' }, total: { type: 'number' } }, required: ['label'] })
const reader = known(wiring.stages.get('reader'))
const offered = offeredValues(wiring, reader, 'condition')

function rowOf(one: OfferedValue): fc.Arbitrary<ConditionRow> {
  return fc.constantFrom(...testsFor(one)).chain((test) => withLiteral(one, test))
}

function withLiteral({ value, schema }: OfferedValue, test: ReturnType<typeof testsFor>[number]) {
  const isBare = ['empty', 'filled', 'known', 'unknown'].includes(test)
  if (isBare) return fc.constant({ value, test } as ConditionRow)
  if (value.type === 'outcome') return fc.constant({ value, test, with: 'succeeded' } as ConditionRow)
  const literals = { text: texts, number: numbers, 'yes-no': fc.boolean(), list: texts, other: texts }
  return literals[valueKind(schema)].map((literal) => ({ value, test, with: literal }) as ConditionRow)
}

const askable = offered.filter((one) => testsFor(one).length > 0)
const conditions = fc
  .record({
    join: fc.constantFrom('all', 'any'),
    rows: fc.array(fc.constantFrom(...askable).chain(rowOf), { maxLength: CONDITION_ROWS_MAX }),
  })
  .map(({ join, rows: some }): Condition => ({ join: some.length > 1 ? join : 'all', rows: some }))

describe('rows to CEL and back', () => {
  it('[CN5] any rows come back as they were, whatever is guarded', () => {
    const guards = [never, () => true, absentIn(offered)]
    fc.assert(
      fc.property(conditions, fc.constantFrom(...guards), (condition, mayBeAbsent) => {
        const text = writeCondition(condition, mayBeAbsent)
        expect(readCondition(text, (id) => wiring.stages.has(id))).toEqual(condition)
      }),
    )
  })

  it('[CN6] what is written for values that are offered has no problem for the checker', () => {
    const declarations = {
      ...declarationsFor({ type: 'condition', stage: reader }, wiring),
      expects: 'condition',
    } as const
    fc.assert(
      fc.property(conditions, (condition) => {
        const text = writeCondition(condition, absentIn(offered))
        if (text !== '') expect(checkExpression(text, declarations)).toEqual([])
      }),
    )
  })
})

describe('what is offered', () => {
  const names = (reading: 'condition' | 'inputs', stage = 'reader') =>
    offeredValues(wiring, known(wiring.stages.get(stage)), reading).map(({ value, mayBeAbsent }) =>
      [value.type, 'stage' in value ? value.stage : '', 'name' in value ? value.name : '', mayBeAbsent].join(' '),
    )

  it('[CN7] run inputs and the outputs of all stages before, the nearest first; outcomes for conditions', () => {
    expect(names('condition', 'sort')).toEqual([
      'input  message false',
      'input  note true',
      'input  order-id true',
      'input  count false',
      'input  is_new false',
      'input  tags false',
      'input  anything false',
    ])
    expect(names('inputs').slice(7)).toEqual([
      'output maybe total true',
      'output look-up label false',
      'output look-up total true',
      'output sort label false',
      'output sort level false',
    ])
    expect(names('condition').filter((name) => name.startsWith('outcome'))).toEqual([
      'outcome maybe  false',
      'outcome look-up  false',
      'outcome sort  false',
    ])
  })

  it('[CN8] a stage that its own condition makes sure of is there for its inputs', () => {
    const guarded = aWiring({ contract: {}, required: [], when: 'has(stages.maybe.outputs.total)' })
    const [first] = offeredValues(guarded, known(guarded.stages.get('reader')), 'inputs').filter(
      ({ value }) => value.type === 'output',
    )
    expect(first).toEqual({
      value: { type: 'output', stage: 'maybe', name: 'total' },
      schema: { type: 'number' },
      mayBeAbsent: false,
    })
  })

  it('[CN9] stages in a loop have no order, so only run inputs are offered', () => {
    const { workflow } = wiring
    const stages = workflow.stages.map((stage) => ({ ...stage, dependsOn: ['reader' as StageId] }))
    const looped = wiringOf({ ...workflow, stages }, () => undefined)
    const values = offeredValues(looped, known(looped.stages.get('reader')), 'inputs')
    expect(new Set(values.map(({ value }) => value.type))).toEqual(new Set(['input']))
  })

  it('[CN10] a contract that says little promises little', () => {
    const { workflow } = wiring
    const stages = workflow.stages.map(({ outputs: _, ...stage }) => stage)
    const bare = wiringOf({ ...workflow, stages }, ({ id }) => ({
      takes: undefined,
      gives: id === 'sort' ? { properties: { a: true } } : {},
    }))
    expect(bare.stages.get('sort')?.outputs).toEqual({ a: {} })
    expect(bare.stages.get('look-up')?.outputs).toEqual({})
    expect(bare.mayLeaveOut('sort', 'a')).toBe(true)
    expect(valueKind({ enum: ['a', 'b'] })).toBe('text')
    expect(valueKind({ enum: [] })).toBe('other')
  })
})
