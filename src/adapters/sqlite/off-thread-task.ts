export type OffThreadTask =
  | { readonly type: 'copy'; readonly from: string; readonly to: string }
  | { readonly type: 'examine'; readonly path: string }

/** What a database is found to be. */
export interface ExaminedDatabase {
  /** What SQLite finds wrong with it; null: nothing. */
  readonly damage: string | null
  readonly isOurs: boolean
  readonly format: number
  readonly runs: number
  readonly facts: number
  readonly receipts: number
}
