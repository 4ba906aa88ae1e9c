import { expressionRule } from '../expression-rule.ts'

/** An expression that is too large, too deep or too much work. */
export const expressionBudget = expressionRule('expression-budget')
