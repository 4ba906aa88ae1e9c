import type { Line } from './lines.ts'
import type { Passage } from './passage.ts'
import type { LeftOut } from './procedure.ts'

/** What stands together in a procedure, in the order of its lines. */
export type Block = LeftOut | HeadingBlock | ItemBlock | TextBlock | RowBlock

export interface HeadingBlock {
  readonly type: 'heading'
  readonly passage: Passage
  readonly level: number
}

/** A numbered line or a bullet, with the lines that go on with it. */
export interface ItemBlock {
  readonly type: 'item'
  readonly passage: Passage
  readonly mark: string
  readonly kind: string
  /** How deep it stands in its list: 0, or more than the item it belongs to. */
  readonly depth: number
}

export interface TextBlock {
  readonly type: 'text'
  readonly passage: Passage
}

export interface RowBlock {
  readonly type: 'row'
  readonly cells: readonly Passage[]
  readonly isHeader: boolean
}

/** Blocks that begin at a line, and the line after them. */
export interface Found {
  readonly blocks: readonly Block[]
  readonly next: number
}

/** Looks at the line at an index; undefined: something else is there. */
export type Finder = (lines: readonly Line[], at: number) => Found | undefined
