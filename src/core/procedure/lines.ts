import type { ListMark } from './list-mark.ts'
import { findListMark } from './list-mark.ts'
import type { Fragment } from './passage.ts'
import { partOf } from './passage.ts'

/** A line of the source without the spaces around it and without the marks of quotes. */
export interface Line {
  readonly fragment: Fragment
  /** How far it stands from the left, in columns. */
  readonly indent: number
  /** The number, letter or bullet it begins with. */
  readonly mark: ListMark | undefined
  /** Neither empty nor anything but a line of text. */
  readonly isPlain: boolean
}

const SPECIAL = /^(?:#{1,6}\s|```|~~~|<!--|<table|\||[-*_=+|:. ]+$)/i
const QUOTE = /^(?:\s{0,3}>)+/
const TAB_COLUMNS = 4

export function toLines(text: string): readonly Line[] {
  return text.split(/\r\n|[\n\r\u2028\u2029\v\f]/).map((line, index) => toLine(line, index + 1))
}

function toLine(text: string, line: number): Line {
  const [quote = ''] = QUOTE.exec(text) ?? []
  const rest = text.slice(quote.length)
  const start = { line, column: quote.length + 1 }
  const space = rest.slice(0, rest.length - rest.trimStart().length)
  const indent = [...space].reduce((columns, character) => columns + (character === '\t' ? TAB_COLUMNS : 1), 0)
  const fragment = partOf({ text: rest, at: start }, 0) ?? { text: '', at: start }
  const mark = findListMark(fragment.text)
  const isPlain = fragment.text !== '' && mark === undefined && !SPECIAL.test(fragment.text)
  return { fragment, indent, mark, isPlain }
}
