/** Rows of a long list that are drawn, of those that are scrolled past. */
export interface DrawnRows {
  readonly first: number
  /** The one behind the last. */
  readonly end: number
}

/** What is drawn changes only so often, not with every row that goes by. */
const ROWS_A_STEP = 20
/** Rows drawn at once: what a screen shows, and a step before and behind it. */
const ROWS_DRAWN = 100

/** The rows to draw where a list of `count` rows was scrolled down to row `top`. */
export function drawnRows(count: number, top: number): DrawnRows {
  const wanted = ROWS_A_STEP * (Math.floor(top / ROWS_A_STEP) - 1)
  const first = Math.max(0, Math.min(wanted, count - 1))
  return { first, end: Math.min(count, first + ROWS_DRAWN) }
}
