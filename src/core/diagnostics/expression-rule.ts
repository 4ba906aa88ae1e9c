import type { ExpressionProblemCode } from '../expression/expression-problem.ts'
import type { Rule } from './rule.ts'

/** The rule for one kind of problem that the checker of expressions finds. */
export function expressionRule(code: ExpressionProblemCode): Rule {
  return {
    id: code,
    severity: 'error',
    check: ({ expressionFindings }) => expressionFindings.filter((finding) => finding.code === code),
  }
}
