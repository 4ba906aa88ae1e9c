import { known } from '../basics/known.ts'
import type { Block, Finder, Found } from './block.ts'
import { findHtmlTable } from './html-table.ts'
import type { Line } from './lines.ts'
import type { Fragment } from './passage.ts'
import { partOf } from './passage.ts'
import { setAsideIn } from './set-aside.ts'
import { findTable } from './table.ts'

export function readBlocks(lines: readonly Line[]): readonly Block[] {
  const finders = [setAsideIn(lines), findHtmlTable, findTable, findHeading]
  const blocks: Block[] = []
  const list: ListLevel[] = []
  let at = 0
  while (at < lines.length) {
    const found = findFirst(finders, lines, at) ?? findItem(lines, at, list) ?? findText(finders, lines, at)
    for (const block of found.blocks) blocks.push(block)
    if (found.blocks.some(({ type }) => type !== 'item')) list.length = 0
    at = found.next
  }
  return blocks
}

function findFirst(finders: readonly Finder[], lines: readonly Line[], at: number): Found | undefined {
  for (const find of finders) {
    const found = find(lines, at)
    if (found !== undefined) return found
  }
  return undefined
}

const ATX = /^(#{1,6})\s+(?=\S)/
const ATX_END = /\s{1,9}#{1,9}$/
const UNDERLINE = /^(?:=+|-{3,})$/
const RULER = /^[-*_=+|:. ]+$/

/** `# Title`, or a line that is underlined; a line of nothing but rulers, and an empty one, are nothing. */
function findHeading(lines: readonly Line[], at: number): Found | undefined {
  const { fragment } = known(lines[at])
  const [opening, hashes = ''] = ATX.exec(fragment.text) ?? []
  if (opening !== undefined) {
    const text = fragment.text.replace(ATX_END, '')
    return { blocks: headed(partOf({ ...fragment, text }, opening.length), hashes.length), next: at + 1 }
  }
  const below = lines[at + 1]?.fragment.text ?? ''
  if (lines[at]?.isPlain === true && UNDERLINE.test(below) && lines[at - 1]?.isPlain !== true)
    return { blocks: headed(fragment, below.startsWith('=') ? 1 : 2), next: at + 2 }
  return fragment.text === '' || RULER.test(fragment.text) ? { blocks: [], next: at + 1 } : undefined
}

function headed(fragment: Fragment | undefined, level: number): readonly Block[] {
  return fragment === undefined ? [] : [{ type: 'heading', passage: [fragment], level }]
}

interface ListLevel {
  readonly indent: number
  readonly kind: string
}

/** `list`: the items that a next one may belong to, from the outside in; it is kept up to date. */
function findItem(lines: readonly Line[], at: number, list: ListLevel[]): Found | undefined {
  const { fragment, indent, mark: found } = known(lines[at])
  if (found === undefined) return undefined
  const { mark, kind } = found
  const first = partOf(fragment, mark.length)
  const next = endOfItem(lines, at, indent)
  const passage = [...(first === undefined ? [] : [first]), ...plainLines(lines.slice(at + 1, next))]
  if (passage.length === 0) return { blocks: bareMark(fragment), next }
  return { blocks: [{ type: 'item', passage, mark, kind, depth: depthIn(list, { indent, kind }) }], next }
}

function bareMark({ text, at }: Fragment): readonly Block[] {
  return /[\p{L}\p{N}]/u.test(text) ? [{ type: 'left-out', text, reason: 'bare-number', at }] : []
}

/** Lines that are not marked go on with an item where they are indented deeper, or begin in the middle of a sentence. */
function endOfItem(lines: readonly Line[], at: number, indent: number): number {
  let next = at + 1
  for (let ahead = next; ahead < lines.length; ahead++) {
    const line = known(lines[ahead])
    if (line.fragment.text === '') continue
    const isLazy = ahead === next && /^\p{Ll}/u.test(line.fragment.text)
    if (!line.isPlain || !(line.indent > indent || isLazy)) break
    next = ahead + 1
  }
  return next
}

/** Pasted lists are often not indented: another kind of mark then stands one level deeper, until the old kind is back. */
function depthIn(list: ListLevel[], { indent, kind }: ListLevel): number {
  if (kind === 'step') list.length = 0
  while (list.length > 0 && known(list.at(-1)).indent > indent) list.pop()
  const same = list.findIndex((level) => level.indent === indent && level.kind === kind)
  if (same !== -1) list.length = same
  list.push({ indent, kind })
  return list.length - 1
}

/** A paragraph. Lines that all begin anew are a paragraph each. */
function findText(finders: readonly Finder[], lines: readonly Line[], at: number): Found {
  let next = at + 1
  while (lines[next]?.isPlain === true && findFirst(finders, lines, next) === undefined) next++
  const fragments = plainLines(lines.slice(at, next))
  const isWrapped = fragments.slice(1).some(({ text }) => /^\p{Ll}/u.test(text))
  const passages = isWrapped ? [fragments] : fragments.map((fragment) => [fragment])
  return { blocks: passages.map((passage) => ({ type: 'text', passage })), next }
}

function plainLines(lines: readonly Line[]): readonly Fragment[] {
  return lines.flatMap(({ fragment }) => (fragment.text === '' ? [] : [fragment]))
}
