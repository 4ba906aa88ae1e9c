/** Something that keeps an expression from being used, found before it runs. */
export interface ExpressionProblem {
  readonly code: ExpressionProblemCode
  /** One sentence: what is wrong. */
  readonly message: string
  /** One sentence: what to do next. */
  readonly help: string
  /** UTF-16 code units from the start of the expression. */
  readonly offset: number
}

/** At least one. */
export type ExpressionProblems = readonly [ExpressionProblem, ...(readonly ExpressionProblem[])]

export type ExpressionProblemCode =
  | 'expression-invalid'
  | 'expression-type'
  | 'expression-budget'
  | 'unknown-input'
  | 'unknown-stage-reference'
  | 'unknown-output'
  | 'not-an-ancestor'
  | 'unguarded-read'
