import { known } from '../basics/known.ts'
import { splitSentences } from './sentences.ts'

/** Longer names do not fit on a stage. */
const CHARACTERS_MAX = 60
/** A shorter clause says too little. */
const CLAUSE_CHARACTERS_MIN = 18
/** What ends a clause, with what follows it. */
const CLAUSE_END = /[;:] | [–—(]/g
/** A sentence that begins like this says what to do only after its first clause. */
const CONDITION =
  /^(?:if|when|whenever|once|after|before|unless|upon|until|where|while|in case|in the event|for|as|during|in)\b/i

/** What a stage is called that carries this text: its first sentence, else its first clause, else as many words as fit. */
export function stageName(text: string): string {
  const line = known(text.split('\n', 1)[0])
  const [first] = splitSentences(line)
  const sentence = (first?.text ?? line).replace(/[.:;,…]+$/, '')
  if (sentence.length <= CHARACTERS_MAX) return sentence
  return CONDITION.test(sentence) ? cutAtWord(sentence) : (firstClause(sentence) ?? cutAtWord(sentence))
}

function firstClause(sentence: string): string | undefined {
  for (const { index } of sentence.slice(0, CHARACTERS_MAX + 1).matchAll(CLAUSE_END))
    if (index >= CLAUSE_CHARACTERS_MIN) return sentence.slice(0, index).replace(LAST_SIGNS, '')
  return undefined
}

function cutAtWord(sentence: string): string {
  const cut = sentence.slice(0, CHARACTERS_MAX)
  const space = cut.lastIndexOf(' ')
  const words = space < CLAUSE_CHARACTERS_MIN ? cut.slice(0, CHARACTERS_MAX - 1) : cut.slice(0, space)
  return `${words.replace(LAST_SIGNS, '').replace(LONE_HALF, '')}…`
}

const LAST_SIGNS = /[\s\p{P}\p{S}]{1,9}$/u
/** Half of a character that was cut in two. */
const LONE_HALF = /[\ud800-\udbff]$/
