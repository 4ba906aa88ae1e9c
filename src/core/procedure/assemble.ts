import { known } from '../basics/known.ts'
import type { Block, HeadingBlock, ItemBlock, RowBlock, TextBlock } from './block.ts'
import { isAside, isCapitals, isEnumerating, isEnumeration, isItemTitle, isTextTitle } from './headings.ts'
import { oneLine, plainText, toPlain } from './inline.ts'
import type { Passage } from './passage.ts'
import type { LeftOut, Part, Step } from './procedure.ts'
import { splitSentences } from './sentences.ts'

/** Titles without a mark of their own stand below all headings that have one; those of lists and tables below these. */
const CAPITALS_LEVEL = 6
const TITLE_LEVEL = 7
const ITEM_LEVEL = 8

/** Collects the parts; lives no longer than one call. */
interface Draft {
  readonly parts: Part[]
  /** Where the step stands that an example would belong to. */
  open: number | undefined
}

/** Blocks as parts: which lines are steps, which are titles, and which go on with the step before them. */
export function assemble(blocks: readonly Block[]): readonly Part[] {
  const draft: Draft = { parts: [], open: undefined }
  let at = 0
  while (at < blocks.length) at += 1 + addBlock(draft, blocks, at)
  return draft.parts
}

/** Gives how many of the blocks after it went with it. */
function addBlock(draft: Draft, blocks: readonly Block[], at: number): number {
  const block = known(blocks[at])
  switch (block.type) {
    case 'left-out':
      addLeftOut(draft, [block])
      return 0
    case 'heading':
      addHeading(draft, block, '')
      return 0
    case 'row':
      addRow(draft, block)
      return 0
    case 'item':
      return addItem(draft, block, { below: itemsBelow(blocks, at + 1, block.depth), next: blocks[at + 1] })
    case 'text':
      return addText(draft, block, { below: itemsBelow(blocks, at + 1, -1), next: blocks[at + 1] })
  }
}

interface Surroundings {
  readonly below: readonly ItemBlock[]
  readonly next: Block | undefined
}

function itemsBelow(blocks: readonly Block[], from: number, depth: number): readonly ItemBlock[] {
  const items: ItemBlock[] = []
  for (let at = from; at < blocks.length; at++) {
    const block = known(blocks[at])
    if (block.type !== 'item' || block.depth <= depth) break
    items.push(block)
  }
  return items
}

function addItem(draft: Draft, item: ItemBlock, around: Surroundings): number {
  const { passage, mark, depth } = item
  const text = plainText(passage)
  if (isAside(text) && depth > 0 && follow(draft, [item], depth - 1)) return 0
  if (isItemTitle(text, item, around)) {
    addHeading(draft, { passage, level: ITEM_LEVEL + depth }, mark)
    return 0
  }
  addStep(draft, passage, mark)
  return isEnumeration(text, around.below) && follow(draft, around.below, depth) ? around.below.length : 0
}

function addText(draft: Draft, block: TextBlock, { below, next }: Surroundings): number {
  const text = plainText(block.passage)
  if (isTextTitle(text, block, next)) {
    addHeading(draft, { passage: block.passage, level: isCapitals(text) ? CAPITALS_LEVEL : TITLE_LEVEL }, '')
    return 0
  }
  addSentences(draft, block.passage)
  return isEnumerating(text) && follow(draft, below, -1) ? below.length : 0
}

function addHeading(draft: Draft, { passage, level }: Pick<HeadingBlock, 'passage' | 'level'>, mark: string): void {
  const { text, leftOut, locate } = toPlain(passage)
  draft.open = undefined
  draft.parts.push({ type: 'heading', text: oneLine(text), mark, level, at: locate(0) })
  addLeftOut(draft, leftOut)
}

function addStep(draft: Draft, passage: Passage, mark: string): void {
  const { text, leftOut, locate } = toPlain(passage)
  push(draft, { type: 'step', text: oneLine(text), mark, at: locate(0) })
  addLeftOut(draft, leftOut)
}

function addSentences(draft: Draft, passage: Passage): void {
  const { text, leftOut, locate } = toPlain(passage)
  for (const sentence of splitSentences(text))
    push(draft, { type: 'step', text: oneLine(sentence.text), mark: '', at: locate(sentence.start) })
  addLeftOut(draft, leftOut)
}

/** A row reads `first cell: second; third`. A first cell of digits is its number; a header is a title. */
function addRow(draft: Draft, { cells, isHeader }: RowBlock): void {
  const plain = cells.map(toPlain)
  const texts = plain.map(({ text }) => oneLine(text))
  const at = known(plain[0]).locate(0)
  const [first, others] = [known(texts[0]), texts.slice(1)]
  const hasNumber = others.length > 0 && /^[\d.)]+$/.test(first)
  if (isHeader) {
    draft.open = undefined
    draft.parts.push({ type: 'heading', text: texts.join(' · '), mark: '', level: ITEM_LEVEL, at })
  } else if (hasNumber) push(draft, { type: 'step', text: rowText(others), mark: first, at })
  else push(draft, { type: 'step', text: rowText(texts), mark: '', at })
  for (const { leftOut } of plain) addLeftOut(draft, leftOut)
}

function rowText([first, ...others]: readonly string[]): string {
  return [first, others.join('; ')].filter((text) => text !== '').join(': ')
}

/** A step without a word is none. */
function push(draft: Draft, step: Step): void {
  if (hasWord(step.text)) draft.open = draft.parts.push(step) - 1
  else if (hasWord(step.mark))
    addLeftOut(draft, [{ type: 'left-out', text: step.mark, reason: 'bare-number', at: step.at }])
}

function addLeftOut({ parts }: Draft, leftOut: readonly LeftOut[]): void {
  for (const part of leftOut) if (hasWord(part.text)) parts.push(part)
}

/** Writes items below the step that is open; false: there is none. `depth`: of what they belong to. */
function follow(draft: Draft, items: readonly ItemBlock[], depth: number): boolean {
  const { parts, open } = draft
  if (open === undefined) return false
  const step = parts[open] as Step
  const plain = items.map(({ passage }) => toPlain(passage))
  const lines = items.map((item, index) => lineBelow(item, known(plain[index]).text, depth))
  parts[open] = { ...step, text: [step.text, ...lines].join('\n') }
  for (const { leftOut } of plain) addLeftOut(draft, leftOut)
  return true
}

function lineBelow({ mark, depth }: ItemBlock, text: string, below: number): string {
  return `${'  '.repeat(depth - below - 1)}${hasWord(mark) ? mark : '-'} ${oneLine(text)}`
}

function hasWord(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text)
}
