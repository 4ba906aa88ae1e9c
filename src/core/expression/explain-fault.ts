import type { CelFault } from './cel.ts'
import type { ExpressionProblem, ExpressionProblemCode } from './expression-problem.ts'

/** What the library refused, in words for the author of `text`. */
export function explainFault(fault: CelFault, text: string): ExpressionProblem {
  const syntax = SYNTAX[fault.code]
  if (syntax !== undefined) return explainSyntax(syntax, fault.offset, text)
  const [code, help] = EXPLANATIONS[fault.code] ?? ['expression-invalid', 'Correct the expression.']
  return { code, message: sentence(fault.summary), help, offset: fault.offset }
}

const CONVERT = 'Convert one side with `string(…)`, `int(…)` or `double(…)`.'
const CHECK_FIRST = 'Ask with `has(…)` first whether it is there.'

const EXPLANATIONS: Readonly<Record<string, readonly [ExpressionProblemCode, string]>> = {
  limit_exceeded: ['expression-budget', 'Split the expression, or move the work into a capability.'],
  no_such_overload: ['expression-type', CONVERT],
  no_matching_overload: [
    'expression-type',
    'Look up what the function takes, or convert with `string(…)` or `int(…)`.',
  ],
  incompatible_ternary_branches: ['expression-type', 'Make both answers the same type, for example `1.0` and `2.5`.'],
  invalid_condition_type: ['expression-type', 'Compare with something, for example `… == "refund"`.'],
  invalid_logical_operand: ['expression-type', 'Compare with something, for example `… == "refund"`.'],
  invalid_index_type: ['expression-type', 'Use a whole number, counted from 0.'],
  cannot_index_type: ['expression-type', 'Remove what follows the value.'],
  invalid_comprehension_range: ['expression-type', 'Loop over a list or a map.'],
  invalid_macro_argument: ['expression-invalid', 'Write for example `has(stages.draft.outputs.label)`.'],
  no_such_key: ['expression-invalid', CHECK_FIRST],
  index_out_of_bounds: ['expression-invalid', 'Compare with `size(…)` first.'],
  index_out_of_range: ['expression-invalid', 'Compare with `size(…)` first.'],
  division_by_zero: ['expression-invalid', 'Compare the divisor with 0 first.'],
  modulo_by_zero: ['expression-invalid', 'Compare the divisor with 0 first.'],
  numeric_overflow: ['expression-invalid', 'Calculate with `double(…)`.'],
  unknown_variable: ['expression-invalid', 'Begin with `inputs`, `stages`, `run` or `workflow`.'],
}

interface SyntaxExplanation {
  /** `found` is the word or sign at the place. */
  readonly message: (found: string) => string
  readonly help?: string
}

const UNEXPECTED: SyntaxExplanation = { message: (found) => `${found} is not expected here.` }
const UNFINISHED: SyntaxExplanation = {
  message: () => 'A text begins here and does not end.',
  help: 'Add the missing quote.',
}

/** Codes for text that is no expression. */
const SYNTAX: Readonly<Record<string, SyntaxExplanation>> = {
  unexpected_character: UNEXPECTED,
  unexpected_token: UNEXPECTED,
  expected_token: UNEXPECTED,
  reserved_identifier: { message: (found) => `${found} is a reserved word.`, help: 'Choose another name.' },
  unterminated_string: UNFINISHED,
  unterminated_triple_quoted_string: UNFINISHED,
  newline_in_string: {
    message: () => 'A text ends on the line it begins on, or has three quotes.',
    help: 'Add the missing quote.',
  },
}

const MEANT: ReadonlyMap<string, string> = new Map([
  ['=', 'Write `==` to compare.'],
  ['&', 'Write `&&` for "and".'],
  ['|', 'Write `||` for "or".'],
  ['and', 'Write `&&` for "and".'],
  ['or', 'Write `||` for "or".'],
  ['AND', 'Write `&&` for "and".'],
  ['OR', 'Write `||` for "or".'],
  ['‘', 'Use straight quotes.'],
  ['“', 'Use straight quotes.'],
  ['', 'Complete the expression: something is missing at its end.'],
])

function explainSyntax(explanation: SyntaxExplanation, offset: number, text: string): ExpressionProblem {
  const found = text.slice(offset).replace(/^\s*(\w+|\S?)[\s\S]*$/, '$1')
  const message = explanation.message(found === '' ? 'The end' : `\`${found}\``)
  const help = explanation.help ?? MEANT.get(found) ?? 'Look for a missing operator, quote or bracket before it.'
  return { code: 'expression-invalid', message, help, offset }
}

/** The library speaks to programmers; `dyn<string>` is its name for a type that it learned while running. */
const REWORDINGS: readonly (readonly [RegExp, string])[] = [
  [/dyn<([^<>]+)>/g, '$1'],
  [/^No such key: ([\w-]+)$/, 'There is no `$1` here'],
  [/^No such key: index out of bounds, index (\S+) .*size (\d+)$/, 'There is no element $1 in a list of $2'],
  [/^no such overload: (\S+) (\S+) (.+)$/, '`$2` does not work with $1 and $3'],
  [/^no such overload: (\S)(\S+)$/, '`$1` does not work with $2'],
  [/^found no matching overload for '(.*)'$/, 'No function fits `$1`'],
  [/^Expression of type '(.*)' cannot be range.*$/, 'A value of type $1 has no elements to loop over'],
  [/^Cannot index type '(.*)'$/, 'A value of type $1 has no parts to read'],
  [/^List index must be int, got '(.*)'$/, 'A list is read by number, not by $1'],
  [
    /^Ternary branches must have the same type, got '(.*)' and '(.*)'$/,
    'Both answers of `? :` must be of one type, not $1 and $2',
  ],
  [/^Ternary condition must be bool, got '(.*)'$/, 'What stands before `?` is true or false, not $1'],
  [/^Logical operator requires bool operands, got '(.*)'$/, '`&&` and `||` join what is true or false, not $1'],
  [
    /^\w+\(.*\) (?:filter )?predicate must return bool, got '(.*)'$/,
    'The condition of a loop is true or false, not $1',
  ],
  [/^Exceeded maxAstNodes \((\d+)\)$/, 'The expression has more than $1 parts'],
  [/^Exceeded maxDepth \((\d+)\)$/, 'The expression is nested deeper than $1 levels'],
  [/^Exceeded maxCallArguments \((\d+)\)$/, 'A function is given more than $1 values'],
  [/^Exceeded max(?:ListElements|MapEntries) \((\d+)\)$/, 'A list or a map has more than $1 elements'],
  [/^has\(\) invalid argument$/, '`has()` asks for one field of something'],
]

function sentence(summary: string): string {
  const plain = REWORDINGS.reduce((text, [library, ours]) => text.replace(library, ours), summary).replace(/\.$/, '')
  return `${plain.charAt(0).toUpperCase()}${plain.slice(1)}.`
}
