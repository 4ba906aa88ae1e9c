import type { Block, ItemBlock, TextBlock } from './block.ts'
import { plainText } from './inline.ts'
import { textOf } from './passage.ts'

/** Longer ones are sentences. */
const TITLE_WORDS_MAX = 8
const LEAD_IN_WORDS_MAX = 25
const LABEL_WORDS_MAX = 3
const CAPITALS_MIN = 4

const BOLD = /^(\*\*|__)(?=\S)[^*_]{1,80}\1:?$/
const ENDED = /[.!?…。！？]["'”’)]?$/u
const ASIDE =
  /^\(?(?:(?:for )?examples?|for instance|e\.?g\.?|i\.?e\.?|(?:important )?note|n\.?b\.?|tip|hint)\s?[:,–—]/i
const ENUMERATING =
  /\b(?:such as|for example|for instance|e\.?g\.?|i\.?e\.?|including|includes?|namely|examples?|(?:any|one|some|all|each|either) of (?:the following|these|those))[^\p{L}\p{N}]*$/iu

/** Scripts without spaces write whole sentences like this. */
const ONE_WORD = /^[^\s\p{Lo}]+$/u

/** What stands around an item. */
export interface ItemSurroundings {
  readonly below: readonly ItemBlock[]
  readonly next: Block | undefined
}

/** Whether an item is the title of what stands below it. */
export function isItemTitle(text: string, { kind }: ItemBlock, { below, next }: ItemSurroundings): boolean {
  if (kind === 'step') return next !== undefined && !(next.type === 'item' && next.kind === 'step')
  if (isEnumeration(text, below)) return false
  if (below.length > 0) return isLabel(text) || isLeadIn(text) || isTitleCase(text)
  return !/^(?:bullet|checkbox)/.test(kind) && next?.type === 'text' && isTitleCase(text)
}

/** Whether a line without a mark is a title: bold, in capitals, in title case, or with a colon at its end. */
export function isTextTitle(text: string, { passage }: TextBlock, next: Block | undefined): boolean {
  if (next === undefined) return false
  if (BOLD.test(textOf(passage)) || isCapitals(text)) return true
  return isLeadIn(text) || (isTitleCase(text) && !isTitleLike(next))
}

/** Whether a text goes on with what stands before it: an example, a note. */
export function isAside(text: string): boolean {
  return ASIDE.test(text)
}

/** Whether a sentence says of what stands below it that it is no list of steps. */
export function isEnumerating(text: string): boolean {
  return ENUMERATING.test(text)
}

/** Whether the items below an item are what it enumerates, rather than steps. */
export function isEnumeration(text: string, items: readonly ItemBlock[]): boolean {
  if (items.length === 0) return false
  return isEnumerating(text) || items.every(({ passage }) => ONE_WORD.test(plainText(passage)))
}

function isLabel(text: string): boolean {
  return !ENDED.test(text) && wordsIn(text) <= LABEL_WORDS_MAX
}

function isLeadIn(text: string): boolean {
  return /[:：]$/u.test(text) && !/[.!?]\s/.test(text) && wordsIn(text) <= LEAD_IN_WORDS_MAX && !ENUMERATING.test(text)
}

/** A line in capitals. */
export function isCapitals(text: string): boolean {
  const letters = text.match(/\p{Lu}/gu) ?? []
  if (ENDED.test(text)) return false
  return letters.length >= CAPITALS_MIN && !/\p{Ll}/u.test(text) && wordsIn(text) <= TITLE_WORDS_MAX
}

/** Short words such as `of` may be small, but for the last one. */
function isTitleCase(text: string): boolean {
  if (ENDED.test(text) || wordsIn(text) > TITLE_WORDS_MAX || !/^\p{Lu}/u.test(text)) return false
  if (/(?:^|\s)\p{Ll}\S*$/u.test(text)) return false
  return !/(?<![\p{L}\p{N}'’-])\p{Ll}[\p{L}'’-]{3}/u.test(text) && !/[,;]/.test(text)
}

function isTitleLike(block: Block): boolean {
  return block.type === 'text' && isTitleCase(plainText(block.passage))
}

function wordsIn(text: string): number {
  return text.split(/\s+/).length
}
