import { expressionRule } from '../expression-rule.ts'

/** An expression that reads a stage which is not there. */
export const unknownStageReference = expressionRule('unknown-stage-reference')
