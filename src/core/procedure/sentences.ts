import { known } from '../basics/known.ts'
import { lastUpTo } from './passage.ts'

export interface Sentence {
  readonly text: string
  /** Its offset. */
  readonly start: number
}

/** A point, question or exclamation mark, what closes with it, and a space; in Chinese and Japanese no space. */
const ENDING = /(?<![.!?…])[.!?…]+["'”’)\]]*\s+|[。！？]+["'”’）」]*/gu
/** A sentence does not go on with these. */
const BEGINNING = /^[^\p{Ll}\p{P}\s]|^["'“‘«([¿¡#@]/u
/** Longer words are no abbreviations. */
const ABBREVIATION_CHARACTERS_MAX = 8
const ABBREVIATIONS = wordsOf(
  'e.g i.e eg ie cf approx incl excl esp resp vs viz z.b d.h dr mr mrs ms prof st jr sr rev gen hon messrs inc ltd co corp dept div est bros',
)
/** These are words of their own where no number follows. */
const BEFORE_NUMBERS = wordsOf(
  'no nos nr fig figs sec art para p pp ch vol ver v ca ext tel max min ref jan feb mar apr jun jul aug sep sept oct nov dec',
)
/** One word is no step of its own: `Done!` */
const ONE_WORD = /^\P{L}*[\p{Script=Latin}\p{N}'’-]+\P{L}*$/u

/** A text's sentences in their order; one of a single word stays with the one before it. */
export function splitSentences(text: string): readonly Sentence[] {
  const isInside = bracketsIn(text)
  const sentences: Sentence[] = []
  let start = 0
  for (const ending of [...text.matchAll(ENDING), undefined]) {
    const end = ending === undefined ? text.length : ending.index + ending[0].length
    if (ending !== undefined && (isInside(end - 1) || !isEnding(text, ending.index, end))) continue
    add(sentences, trimmed(text, start, end))
    start = end
  }
  return sentences
}

function isEnding(text: string, mark: number, end: number): boolean {
  if (/^[。！？]/u.test(text.charAt(mark))) return true
  if (!BEGINNING.test(text.slice(end, end + 2))) return false
  const before = text.slice(Math.max(0, mark - ABBREVIATION_CHARACTERS_MAX), mark)
  return text.charAt(mark) !== '.' || !isShortened(before, text.charAt(end))
}

/** Abbreviations, and the initials of names. */
function isShortened(before: string, next: string): boolean {
  if (/(?:^|[\s.])\p{Lu}$/u.test(before)) return true
  const word = before.toLowerCase().replace(/^.*[^\p{L}.]/u, '')
  return ABBREVIATIONS.has(word) || (BEFORE_NUMBERS.has(word) && /\p{N}/u.test(next))
}

function trimmed(text: string, start: number, end: number): Sentence {
  const piece = text.slice(start, end)
  return { text: piece.trim(), start: start + piece.length - piece.trimStart().length }
}

function add(sentences: Sentence[], sentence: Sentence): void {
  if (sentence.text === '') return
  const before = sentences.at(-1)
  if (before === undefined || !ONE_WORD.test(sentence.text)) sentences.push(sentence)
  else sentences[sentences.length - 1] = { ...before, text: `${before.text} ${sentence.text}` }
}

/** Whether an offset stands between brackets. One that is never closed opens nothing. */
function bracketsIn(text: string): (offset: number) => boolean {
  const open: number[] = []
  let pairs: (readonly [number, number])[] = []
  for (const { index, 0: bracket } of text.matchAll(/[()]/g)) {
    if (bracket === '(') open.push(index)
    const start = bracket === ')' ? open.pop() : undefined
    if (start === undefined) continue
    pairs = withoutInner(pairs, start)
    pairs.push([start, index])
  }
  const starts = [-1, ...pairs.map(([start]) => start)]
  const ends = [-1, ...pairs.map(([, end]) => end)]
  return (offset) => offset < known(ends[lastUpTo(starts, offset)])
}

/** The pairs inside of the one that begins here stand last. */
function withoutInner(pairs: (readonly [number, number])[], start: number) {
  while (pairs.at(-1) !== undefined && known(pairs.at(-1))[0] > start) pairs.pop()
  return pairs
}

function wordsOf(line: string): ReadonlySet<string> {
  return new Set(line.split(' '))
}
