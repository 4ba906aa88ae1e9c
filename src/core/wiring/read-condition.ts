import { known } from '../basics/known.ts'
import type { CelNode } from '../expression/cel.ts'
import { compileExpression } from '../expression/compile.ts'
import type { BareTest, ComparingTest, Condition, ConditionRow, Literal } from './condition.ts'
import { CONDITION_ROWS_MAX, OPERATORS } from './condition.ts'
import { isSameValue, presenceOf, valueRead } from './value-ref.ts'

/** The rows of a condition's CEL; undefined where rows can not say it: then it stays the formula it is. */
export function readCondition(text: string, isStage: (id: string) => boolean): Condition | undefined {
  if (text.trim() === '') return { join: 'all', rows: [] }
  const compiled = compileExpression(text, isStage)
  if (!compiled.ok) return undefined
  const { ast } = compiled.value
  const join = ast.op === '||' ? 'any' : 'all'
  const terms = join === 'any' ? spine(ast, '||') : mergeGuards(spine(ast, '&&'), text)
  const rows = terms.map((term) => rowOf(term, text))
  if (rows.length > CONDITION_ROWS_MAX || rows.includes(undefined)) return undefined
  return { join, rows: rows.map(known) }
}

/** A row is one comparison, or two parts of which the first asks for what the second reads. */
type Part = CelNode | readonly [CelNode, CelNode]

function isPair(part: Part): part is readonly [CelNode, CelNode] {
  return Array.isArray(part)
}

/** The parts of `a && b && c`. What stands in brackets on the right is one part. */
function spine(node: CelNode, op: '&&' | '||'): readonly CelNode[] {
  return node.op === op ? [...spine(node.args[0], op), node.args[1]] : [node]
}

function mergeGuards(parts: readonly CelNode[], text: string): readonly Part[] {
  const merged: Part[] = []
  for (const part of parts) {
    const before = merged.at(-1)
    if (before !== undefined && !isPair(before) && guards(before, part, text))
      merged[merged.length - 1] = [before, part]
    else merged.push(part)
  }
  return merged
}

/** Whether a part does nothing but ask for what the next one reads. */
function guards(guard: CelNode, part: CelNode, text: string): boolean {
  const asked = presenceOf(guard, text)
  const row = readingRow(part, text)
  return asked !== undefined && row !== undefined && isSameValue(asked, row.value)
}

function rowOf(part: Part, text: string): ConditionRow | undefined {
  if (isPair(part)) return readingRow(part[1], text)
  if (part.op !== '&&') return presenceRow(part, text) ?? readingRow(part, text)
  const [guard, core] = part.args
  return guards(guard, core, text) ? readingRow(core, text) : undefined
}

function presenceRow(node: CelNode, text: string): ConditionRow | undefined {
  const [asked, test] =
    node.op === '!_' ? [presenceOf(node.args, text), 'unknown' as const] : [presenceOf(node, text), 'known' as const]
  return asked === undefined || asked.type === 'outcome' ? undefined : { value: asked, test }
}

function readingRow(node: CelNode, text: string): ConditionRow | undefined {
  if (node.op === '!_') return containsRow(node.args, 'lacks', text)
  if (node.op === 'rcall') return containsRow(node, 'contains', text)
  return sizeRow(node, text) ?? comparisonRow(node, text)
}

function containsRow(node: CelNode, test: 'contains' | 'lacks', text: string): ConditionRow | undefined {
  if (node.op !== 'rcall') return undefined
  const [name, receiver, [operand]] = node.args
  const value = valueRead(receiver, text)
  const literal = operand === undefined ? undefined : literalOf(operand)
  if (name !== 'contains' || value === undefined || value.type === 'outcome') return undefined
  return typeof literal === 'string' ? { value, test, with: literal } : undefined
}

const SIZE_TESTS: Readonly<Record<string, BareTest>> = { '==': 'empty', '>': 'filled' }

function sizeRow(node: CelNode, text: string): ConditionRow | undefined {
  const test = SIZE_TESTS[node.op]
  if ((node.op !== '==' && node.op !== '>') || test === undefined) return undefined
  const [call, zero] = node.args
  if (call.op !== 'call' || call.args[0] !== 'size' || literalOf(zero) !== 0) return undefined
  const [operand] = call.args[1]
  const value = operand && valueRead(operand, text)
  return value === undefined || value.type === 'outcome' ? undefined : { value, test }
}

const COMPARISONS: ReadonlyMap<string, keyof typeof OPERATORS> = new Map(
  Object.entries(OPERATORS).map(([test, operator]) => [operator, test as keyof typeof OPERATORS]),
)

function comparisonRow(node: CelNode, text: string): ConditionRow | undefined {
  const test = COMPARISONS.get(node.op)
  if (test === undefined) return undefined
  const [left, right] = (node as Extract<CelNode, { readonly op: '==' }>).args
  const [value, literal] = [valueRead(left, text), literalOf(right)]
  if (value === undefined || literal === undefined || !canCompare(test, literal)) return undefined
  if (value.type === 'outcome' && (typeof literal !== 'string' || !isEquality(test))) return undefined
  return { value, test, with: literal }
}

/** More and less are for numbers: texts have an order that nobody means. */
function canCompare(test: ComparingTest, literal: Literal): boolean {
  return isEquality(test) || typeof literal === 'number'
}

function isEquality(test: ComparingTest): boolean {
  return test === 'is' || test === 'is-not'
}

function literalOf(node: CelNode): Literal | undefined {
  if (node.op === '-_') {
    const number = literalOf(node.args)
    return typeof number === 'number' ? -number : undefined
  }
  if (node.op !== 'value') return undefined
  const { args } = node
  if (typeof args === 'bigint') return Number(args)
  return typeof args === 'string' || typeof args === 'number' || typeof args === 'boolean' ? args : undefined
}
