import { expressionRule } from '../expression-rule.ts'

/** An expression whose types do not fit. */
export const expressionType = expressionRule('expression-type')
