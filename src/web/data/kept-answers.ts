import type { KeptAnswer } from '../derive/answer-draft.ts'

/** More open drafts than this nobody remembers; the oldest gives way. */
const ANSWERS_MAX = 50
/** Browsers give a page about five million characters: all drafts together take at most two thirds of them. */
const CHARACTERS_MAX = 65_536

/** Whose draft, and for which task. */
export interface AnswerPlace {
  readonly person: string
  readonly task: string
}

/** `no-room`: it is too long, or the browser keeps nothing; then it lasts as long as the page. */
export type Keeping = 'nothing' | 'kept' | 'no-room'

interface Stored {
  readonly at: number
  readonly answer: KeptAnswer
}

/** Keeps what somebody typed in this browser, over what was there. Null: there is nothing to keep. */
export function keepAnswer(place: AnswerPlace, answer: KeptAnswer | null): Keeping {
  const key = keyOf(place)
  if (answer === null) {
    localStorage.removeItem(key)
    return 'nothing'
  }
  const stored: Stored = { at: Date.now(), answer }
  const text = JSON.stringify(stored)
  return text.length > CHARACTERS_MAX ? withoutRoom(key) : put(key, text)
}

function put(key: string, text: string): Keeping {
  if (localStorage.getItem(key) === null) makeRoom()
  try {
    localStorage.setItem(key, text)
    return 'kept'
  } catch {
    return withoutRoom(key)
  }
}

/** What was kept before would be taken for all of it. */
function withoutRoom(key: string): Keeping {
  localStorage.removeItem(key)
  return 'no-room'
}

function makeRoom(): void {
  const ages = keys().map((key) => ({ key, at: readStored(key)?.at ?? 0 }))
  const surplus = ages.sort((left, right) => right.at - left.at).slice(ANSWERS_MAX - 1)
  for (const { key } of surplus) localStorage.removeItem(key)
}

export function readKeptAnswer(place: AnswerPlace): KeptAnswer | undefined {
  return readStored(keyOf(place))?.answer
}

export function forgetAnswer(place: AnswerPlace): void {
  localStorage.removeItem(keyOf(place))
}

/** Everybody’s: whoever comes next to this browser finds nothing. */
export function forgetAllAnswers(): void {
  for (const key of keys()) localStorage.removeItem(key)
}

function readStored(key: string): Stored | undefined {
  const text = localStorage.getItem(key)
  if (text === null) return undefined
  try {
    const stored = JSON.parse(text) as Stored
    const { at, answer } = stored
    const isWhole = typeof at === 'number' && typeof answer.note === 'string' && typeof answer.version === 'string'
    return isWhole && typeof answer.values === 'object' && answer.values !== null ? stored : undefined
  } catch {
    return undefined
  }
}

const PREFIX = 'workcharts.answer.'

function keys(): readonly string[] {
  return Array.from({ length: localStorage.length }, (_, index) => localStorage.key(index) ?? '').filter((key) =>
    key.startsWith(PREFIX),
  )
}

function keyOf({ person, task }: AnswerPlace): string {
  return `${PREFIX}${person} ${task}`
}
