/** Rows of a long list that are drawn, of those that are scrolled past. */
export interface DrawnRows {
  readonly first: number
  /** The one behind the last. */
  readonly end: number
}

/** What is drawn changes only so often, not with every row that goes by; few at a time, so that no frame is late. */
const ROWS_A_STEP = 10
/** Rows drawn at once: what a list shows of them, a step before, and some behind. */
const ROWS_DRAWN = 60

/** The rows to draw where a list of `count` rows was scrolled down to row `top`. */
export function drawnRows(count: number, top: number): DrawnRows {
  const wanted = stepAt(top) - ROWS_A_STEP
  const first = Math.max(0, Math.min(wanted, count - 1))
  return { first, end: Math.min(count, first + ROWS_DRAWN) }
}

/** The row at which the step with row `top` begins: within a step the same rows are drawn. */
export function stepAt(top: number): number {
  return ROWS_A_STEP * Math.floor(top / ROWS_A_STEP)
}
