/** A problem before it is given its line and column. */
export interface Finding {
  /** JSON Pointer to the value that is wrong. */
  readonly pointer: string
  /** Where it is shown: at the value, or at the key that leads there. */
  readonly at?: 'key'
  /** One sentence: what is wrong. */
  readonly message: string
  /** One sentence: what to do next. */
  readonly help: string
}
