/**
 * The column that remembers which attempt added a row. It stands in the table itself, so that a row and the proof that
 * it was added reach the disk in the same step.
 */
export const KEY_COLUMN = '_key'

/** The columns that people and skills see. */
export function withoutKey(columns: readonly string[]): readonly string[] {
  return columns.filter((column) => column !== KEY_COLUMN)
}
