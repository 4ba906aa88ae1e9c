import { quoted } from '../basics/quoted.ts'
import { didYouMean } from '../workflow/nearest.ts'
import type { CelNode, KnownType } from './cel.ts'
import { STAND_INS, typeOf } from './cel.ts'
import type { Chain } from './chain.ts'
import { chainOf } from './chain.ts'
import { checkRead } from './check-read.ts'
import { childrenOf } from './children.ts'
import type { CompiledExpression } from './compile.ts'
import { compileExpression } from './compile.ts'
import type { ExpressionDeclarations } from './declarations.ts'
import { OUTCOMES } from './declarations.ts'
import { explainFault } from './explain-fault.ts'
import type { ExpressionProblem } from './expression-problem.ts'
import { typeOfRead } from './schema-types.ts'
import { parseTemplate } from './template.ts'
import type { Read } from './uses.ts'
import { usesIn } from './uses.ts'

/**
 * Everything that can be known to be wrong with an expression before it runs. `text` is CEL without braces; offsets
 * count from its start. Types are looked at once all names are right.
 */
export function checkExpression(text: string, declarations: ExpressionDeclarations): readonly ExpressionProblem[] {
  const compiled = compileExpression(text, (id) => declarations.stages.find(id) !== undefined)
  if (!compiled.ok) return compiled.error
  const { ast } = compiled.value
  const { reads } = usesIn({ ast, text }, declarations.given)
  const problems = [...reads.flatMap((read) => checkRead(read, declarations)), ...checkOutcomes(ast, text)]
  return problems.length > 0 ? problems : checkType({ compiled: compiled.value, reads }, declarations)
}

/** The same for every `${{ … }}` in a text; offsets count from the start of the text. */
export function checkTemplate(text: string, declarations: ExpressionDeclarations): readonly ExpressionProblem[] {
  const parts = parseTemplate(text)
  if (!parts.ok) return [parts.error]
  return parts.value.flatMap((part) => {
    if (part.kind === 'text') return []
    const problems = checkExpression(part.text, declarations)
    return problems.map((problem) => ({ ...problem, offset: part.offset + problem.offset }))
  })
}

/** A misspelt outcome would be false for ever, and nobody would know why. */
function checkOutcomes(node: CelNode, text: string): readonly ExpressionProblem[] {
  const inside = childrenOf(node).flatMap((child) => checkOutcomes(child, text))
  if (node.op !== '==' && node.op !== '!=') return inside
  const [left, right] = node.args
  return [...inside, ...checkComparison(left, right, text), ...checkComparison(right, left, text)]
}

function checkComparison(read: CelNode, literal: CelNode, text: string): readonly ExpressionProblem[] {
  const chain = chainOf(read, text)
  const field = chain?.steps[1]
  const isOutcome =
    chain?.root === 'stages' && chain.steps.length === 2 && field?.kind === 'name' && field.name === 'outcome'
  if (!isOutcome || literal.op !== 'value' || typeof literal.args !== 'string') return []
  const found = literal.args
  if (OUTCOMES.some((outcome) => outcome === found)) return []
  const message = `No stage ends as ${quoted(found)}.`
  const otherwise = `Use one of ${OUTCOMES.map((outcome) => `\`${outcome}\``).join(', ')}.`
  return [{ code: 'expression-invalid', message, help: didYouMean(found, OUTCOMES, otherwise), offset: literal.start }]
}

interface Checked {
  readonly compiled: CompiledExpression
  readonly reads: readonly Read[]
}

function checkType({ compiled, reads }: Checked, declarations: ExpressionDeclarations): readonly ExpressionProblem[] {
  const type = typeOf(withStandIns({ compiled, reads }, declarations))
  if (!type.ok) return [explainFault(type.error, compiled.text)]
  if (declarations.expects === 'value' || type.value === 'bool' || type.value === 'dyn') return []
  const message = `The condition is of type ${type.value}, not true or false.`
  const help = 'Compare with something, for example `… == "refund"`.'
  return [{ code: 'expression-type', message, help, offset: 0 }]
}

/** The expression with every read of known type replaced, at the same length, by a variable of that type. */
function withStandIns({ compiled, reads }: Checked, declarations: ExpressionDeclarations): string {
  const known = reads.flatMap(({ chain, how }) => (how === 'read' ? longestKnown(chain, declarations) : []))
  return known.reduce((text, { type, start, end }) => {
    const written = compiled.cel.slice(start, end)
    // `(inputs).amount` begins within brackets, and a read within another one's index may be gone already.
    if (written.includes(')') || !text.startsWith(written, start)) return text
    return text.slice(0, start) + STAND_INS[type].padEnd(written.length) + text.slice(end)
  }, compiled.cel)
}

interface KnownRead {
  readonly type: KnownType
  readonly start: number
  readonly end: number
}

/** As much of a read, from its beginning, as has a known type: what follows must then fit that type. */
function longestKnown(chain: Chain, declarations: ExpressionDeclarations): readonly KnownRead[] {
  for (const [index, { end }] of [...chain.steps.entries()].reverse()) {
    const type = typeOfRead({ ...chain, steps: chain.steps.slice(0, index + 1) }, declarations)
    if (type !== undefined) return [{ type, start: chain.start, end }]
  }
  return []
}
