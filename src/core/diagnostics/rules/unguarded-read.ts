import { expressionRule } from '../expression-rule.ts'

/** An expression that reads what may not be there, without asking first. */
export const unguardedRead = expressionRule('unguarded-read')
