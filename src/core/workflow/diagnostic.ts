/** A place in a document. Line and column count from 1; `pointer` is a JSON Pointer (RFC 6901). */
export interface Place {
  readonly file: string
  readonly line: number
  readonly column: number
  readonly pointer: string
}

/** Something that is wrong with a document, in the order of the document. An `error` keeps it from being used. */
export interface Diagnostic extends Place {
  /** The page `docs/rules/<rule>.md` explains it. */
  readonly rule: string
  readonly severity: 'error' | 'warning'
  /** One sentence: what is wrong. */
  readonly message: string
  /** What to do next: "Did you mean `timeout`?" */
  readonly help: string
}
