import { known } from '../basics/known.ts'

/** Words that say nothing about what is done. */
const STOP_WORDS = new Set(
  `a about after all also an and any are as at be been before by can could do does each every for from further get
  had has have he her him his how i if in into is it its may make more most must my no nor not of off on once one only or other our out
  over per please shall she should so some step such take than that the their them then there these they this those through to
  too under until up use used uses using very was we were what when where which while who whom why will with would you
  your`.split(/\s+/),
)

/** What a word may mean beside itself, in procedures: the words of a line stand for those before the colon. */
const MEANINGS = `
  sort message: triage
  sort: classify categorise categorize route prioritise prioritize label tag
  message: ticket request enquiry inquiry complaint conversation
  email message: mail
  message: email
  send email: notify
  send: sent dispatch forward
  approve: authorise authorize approval
  add: record enter append
  row table: column sheet spreadsheet register
  pull: extract extraction
  find look: search lookup
  fill write: write draft compose wrote written`

/** A shorter rest says nothing. */
const STEM_CHARACTERS_MIN = 3
const ENDINGS = [/(?:ications?|ies|ied|ying|y)$/, /(?:ings?|ed)$/, /(?:als?|es|e)$/, /(?<!s)s$/]

const MEANING_OF: ReadonlyMap<string, readonly string[]> = readMeanings()

/** `e-mail the customer`: what is done is to send one. */
const MAILING =
  /\bemail(?:s|ed|ing)?\s+(?:the|a|an|our|your|their|his|her|them|him|us|all|every|each|both|it)\b|\bemailed\b/

/** The words of a text that carry meaning, without their endings. */
export function wordsOf(text: string): ReadonlySet<string> {
  return new Set(plainWords(text).map(stem))
}

/** The same with what they may mean. */
export function conceptsOf(text: string): ReadonlySet<string> {
  const stems = plainWords(text).map(stem)
  const mailing = MAILING.test(joinedMail(text)) ? ['send'] : []
  return new Set([...stems, ...stems.flatMap((word) => MEANING_OF.get(word) ?? []), ...mailing])
}

function plainWords(text: string): readonly string[] {
  const words = joinedMail(text).match(/[\p{L}\p{N}]+/gu) ?? []
  return words.filter((word) => word.length > 1 && !STOP_WORDS.has(word))
}

function joinedMail(text: string): string {
  return text.toLowerCase().replaceAll(/\be[-‑]mail/g, 'email')
}

/** `classifies`, `classified` and `classification` are one word. Light: what it does not know it leaves. */
function stem(word: string): string {
  for (const ending of ENDINGS) {
    const rest = word.replace(ending, '')
    if (rest !== word && rest.length >= STEM_CHARACTERS_MIN) return rest.replace(/([bdgmnprt])\1$/, '$1')
  }
  return word
}

function readMeanings(): ReadonlyMap<string, readonly string[]> {
  const meanings = new Map<string, readonly string[]>()
  for (const line of MEANINGS.trim().split('\n')) {
    const [meant, words] = line.split(':').map((side) => side.trim().split(' ').map(stem))
    for (const word of known(words)) meanings.set(word, [...(meanings.get(word) ?? []), ...known(meant)])
  }
  return meanings
}
