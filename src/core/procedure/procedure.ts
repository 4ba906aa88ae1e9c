/** Where something begins in the source: counted from 1, the column in UTF-16 code units as editors do. */
export interface SourcePlace {
  readonly line: number
  readonly column: number
}

/** What became of a piece of the source. Each word of the source stands in exactly one of them. */
export type Part = Step | Heading | LeftOut

export interface Step {
  readonly type: 'step'
  /** In its author's words. An example or an enumeration that belongs to it stands on lines of its own below. */
  readonly text: string
  /** The number or bullet it had, as written; empty: none. */
  readonly mark: string
  readonly at: SourcePlace
}

export interface Heading {
  readonly type: 'heading'
  readonly text: string
  readonly mark: string
  /** 1 stands above 2. */
  readonly level: number
  readonly at: SourcePlace
}

export interface LeftOut {
  readonly type: 'left-out'
  readonly text: string
  readonly reason: LeftOutReason
  readonly at: SourcePlace
}

export type LeftOutReason =
  /** The address behind a link, of which the text stays. */
  | 'link-address'
  | 'picture'
  | 'comment'
  /** A tag of HTML. The text around it stays. */
  | 'markup'
  /** Settings between `---` lines at the top of a file. */
  | 'front-matter'
  /** Text between code fences, or a line of a program. */
  | 'code'
  /** A number alone on its line, such as that of a page. */
  | 'bare-number'
  /** No step stands under it. */
  | 'lonely-heading'
