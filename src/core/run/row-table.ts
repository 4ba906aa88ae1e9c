import type { JsonObject } from '../basics/json.ts'

/** Rows as somebody wrote them: a table of texts, or a list of JSON objects. */
export interface RowTable {
  /** What the number of a row counts, from 1: lines of the text, or items of a list. */
  readonly numbered: 'line' | 'item'
  /** Each once, in the order in which they are met. */
  readonly columns: readonly string[]
  readonly rows: readonly TableRow[]
}

export interface TableRow {
  readonly at: number
  readonly content: RowContent
}

type RowContent =
  /** In the order of the columns; cells at the end may be missing. */
  | { readonly type: 'texts'; readonly cells: readonly string[] }
  | { readonly type: 'values'; readonly values: JsonObject }
  | { readonly type: 'unreadable'; readonly message: string }
