import type { Json } from '../basics/json.ts'
import { isJsonObject } from '../basics/json.ts'
import type { Result } from '../basics/result.ts'
import { err, ok } from '../basics/result.ts'
import type { CompiledExpression } from './compile.ts'
import { compileExpression } from './compile.ts'
import { costOf } from './cost.ts'
import { explainFault } from './explain-fault.ts'
import type { ExpressionProblem } from './expression-problem.ts'
import { EXPRESSION_STEPS_MAX, RESULT_CHARS_MAX } from './limits.ts'
import type { ExpressionScope } from './scope.ts'
import { celContext, measureReads } from './scope-values.ts'
import { onlyExpression, parseTemplate } from './template.ts'
import { fromCel, zip } from './values.ts'

export interface ExpressionError {
  readonly code: 'expression-error' | 'expression-type' | 'expression-budget' | 'null-in-text'
  /** What is wrong and what to do. */
  readonly message: string
  readonly expression: string
}

/** Whether the condition holds. `text` is CEL without enclosing braces; anything but true or false is an error. */
export function evaluateCondition(text: string, scope: ExpressionScope): Result<boolean, ExpressionError> {
  const result = evaluate(text, scope)
  if (!result.ok) return result
  return typeof result.value === 'boolean' ? ok(result.value) : refuse('expression-type', text, NOT_A_CONDITION)
}

const NOT_A_CONDITION = 'The condition is not true or false. Compare with something, for example `… == "refund"`.'

/**
 * `value` with its expressions worked out at every depth. A text that is one `${{ … }}` gives the value itself, mixed
 * text gives text, `$${{` gives the characters, everything else stays as it is.
 */
export function evaluateTemplate(value: Json, scope: ExpressionScope): Result<Json, ExpressionError> {
  if (typeof value === 'string') return evaluateText(value, scope)
  if (Array.isArray(value)) return evaluateEach(value, scope)
  if (!isJsonObject(value)) return ok(value)
  const values = evaluateEach(Object.values(value), scope)
  return values.ok ? ok(zip(Object.keys(value), values.value)) : values
}

function evaluateEach(values: readonly Json[], scope: ExpressionScope): Result<readonly Json[], ExpressionError> {
  const evaluated: Json[] = []
  for (const value of values) {
    const result = evaluateTemplate(value, scope)
    if (!result.ok) return result
    evaluated.push(result.value)
  }
  return ok(evaluated)
}

function evaluateText(text: string, scope: ExpressionScope): Result<Json, ExpressionError> {
  const parts = parseTemplate(text)
  if (!parts.ok) return refuseFor(parts.error, text)
  const only = onlyExpression(parts.value)
  if (only !== undefined) return evaluate(only, scope)
  let written = ''
  for (const part of parts.value) {
    const piece = part.kind === 'text' ? ok(part.text) : evaluateIntoText(part.text, scope)
    if (!piece.ok) return piece
    written += piece.value
  }
  return withinSize(written, text)
}

function evaluateIntoText(text: string, scope: ExpressionScope): Result<string, ExpressionError> {
  const result = evaluate(text, scope)
  if (!result.ok) return result
  if (typeof result.value === 'string') return ok(result.value)
  if (result.value !== null) return ok(JSON.stringify(result.value))
  return refuse(
    'null-in-text',
    text,
    'The value is null, which has no text. Say what to write then, for example `x == null ? "none" : x`.',
  )
}

function evaluate(text: string, scope: ExpressionScope): Result<Json, ExpressionError> {
  const compiled = compileExpression(text, (id) => Object.hasOwn(scope.stages, id))
  if (!compiled.ok) return refuseFor(compiled.error[0], text)
  if (stepsOf(compiled.value, scope) > EXPRESSION_STEPS_MAX) return refuse('expression-budget', text, TOO_MUCH_WORK)
  const result = compiled.value.run(celContext(compiled.value.uses, scope))
  if (!result.ok) return refuseFor(explainFault(result.error, text), text)
  const json = fromCel(result.value)
  if (json.ok) return withinSize(json.value, text)
  return refuse('expression-type', text, `The result is ${json.error}. Convert it with \`string(…)\`.`)
}

const TOO_MUCH_WORK = 'The expression would take too long on this much data. Move the work into a capability.'

function stepsOf({ ast, text }: CompiledExpression, scope: ExpressionScope): number {
  return costOf(ast, { text, measure: measureReads(scope) })
}

function withinSize(value: Json, text: string): Result<Json, ExpressionError> {
  if (JSON.stringify(value).length <= RESULT_CHARS_MAX) return ok(value)
  return refuse(
    'expression-budget',
    text,
    `The result is larger than ${RESULT_CHARS_MAX} characters. Pass it on as a file.`,
  )
}

function refuseFor({ code, message, help }: ExpressionProblem, text: string): Result<never, ExpressionError> {
  const isOwn = code === 'expression-type' || code === 'expression-budget'
  return refuse(isOwn ? code : 'expression-error', text, `${message} ${help}`)
}

function refuse(code: ExpressionError['code'], expression: string, message: string): Result<never, ExpressionError> {
  return err({ code, message, expression })
}
