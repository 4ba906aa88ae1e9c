import { expressionRule } from '../expression-rule.ts'

/** Text that is no expression, or reads or calls what expressions do not have. */
export const expressionInvalid = expressionRule('expression-invalid')
