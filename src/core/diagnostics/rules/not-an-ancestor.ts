import { expressionRule } from '../expression-rule.ts'

/** An expression that reads a stage which has not run by then. */
export const notAnAncestor = expressionRule('not-an-ancestor')
