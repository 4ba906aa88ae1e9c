import { expressionRule } from '../expression-rule.ts'

/** An expression that reads an output or a key which is not declared. */
export const unknownOutput = expressionRule('unknown-output')
