import { expressionRule } from '../expression-rule.ts'

/** An expression that reads an input nobody declared. */
export const unknownInput = expressionRule('unknown-input')
