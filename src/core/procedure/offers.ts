import { conceptsOf, wordsOf } from './concepts.ts'
import { splitSentences } from './sentences.ts'

/** Who could do a step, by the words of its card. */
export interface Candidate {
  readonly ref: string
  readonly name: string
  readonly about: string
}

interface Offer {
  readonly ref: string
  /** The share of its name's words that the text has, and a little for each word of its description. */
  readonly score: number
}

/** More are no help. */
const OFFERS_MAX = 3
/** All words of the name, or most of them and some of the description. */
const SCORE_MIN = 0.7
const ABOUT_SCORE = 0.2
const ABOUT_WORDS_MAX = 2

/** Finds who could do what a sentence of a text says, the best first. It names none but the given ones. */
export type OffersFor = (text: string) => readonly Offer[]

export function offersAmong(candidates: readonly Candidate[]): OffersFor {
  const cards = candidates.map(({ ref, name, about }) => ({ ref, name: wordsOf(name), about: wordsOf(about) }))
  return (text) => {
    const sentences = text
      .split('\n')
      .flatMap(splitSentences)
      .map((sentence) => conceptsOf(sentence.text))
    return cards
      .map(({ ref, name, about }) => ({ ref, score: Math.max(0, ...sentences.map((one) => score(one, name, about))) }))
      .filter((offer) => offer.score >= SCORE_MIN)
      .sort((one, other) => other.score - one.score)
      .slice(0, OFFERS_MAX)
  }
}

/** The first word of a name says what is done: without it the others are only about the same things. */
function score(concepts: ReadonlySet<string>, name: ReadonlySet<string>, about: ReadonlySet<string>): number {
  const [deed = ''] = name
  if (!concepts.has(deed)) return 0
  const named = [...name].filter((word) => concepts.has(word)).length
  const described = [...about].filter((word) => !name.has(word) && concepts.has(word)).length
  return named / name.size + ABOUT_SCORE * Math.min(described, ABOUT_WORDS_MAX)
}
