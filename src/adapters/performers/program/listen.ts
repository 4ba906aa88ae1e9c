import { assertNever } from '../../../core/basics/assert-never.ts'
import type { JsonObject } from '../../../core/basics/json.ts'
import { isJsonObject } from '../../../core/basics/json.ts'
import type { AttemptNote } from '../../../core/run/attempt-note.ts'
import type { Effect } from '../../../core/workflow/workflow.ts'
import type { Dialect, ProgramEvent } from './dialect.ts'

/** What a program has told so far. */
export interface Heard {
  readonly model: string | null
  /** What it said last. */
  readonly last: string | null
  readonly end: Extract<ProgramEvent, { type: 'ended' }> | undefined
}

export interface Listener {
  /** Takes a line of its output. */
  readonly hear: (line: string) => void
  /** Everything, once what is to be written down has been. */
  readonly settle: () => Promise<Heard>
}

export interface Listening {
  readonly dialect: Dialect
  /** Of what a tool of it does. */
  readonly effect: Effect
  readonly record: (note: AttemptNote) => Promise<boolean>
  /** The attempt must not go on. */
  readonly stop: () => void
}

/** Longer than this is not read in a log. Characters. */
const SAID_MAX = 2_000

/**
 * Follows a program by its lines. What it does is written down in its order; so is what it says, apart from its last
 * words, which are the answer.
 */
export function listenTo({ dialect, effect, record, stop }: Listening): Listener {
  let heard: Heard = { model: null, last: null, end: undefined }
  let calls = 0
  let writing = Promise.resolve(true)
  const tell = (note: AttemptNote): void => {
    writing = writing.then(async (mayGoOn) => mayGoOn && (await record(note)))
    void writing.then((mayGoOn) => mayGoOn || stop(), stop)
  }
  const tellLast = (): void => {
    if (heard.last !== null && heard.last.trim() !== '') tell({ type: 'said', text: shownText(heard.last) })
    heard = { ...heard, last: null }
  }
  const take = (event: ProgramEvent): void => {
    if (event.type === 'said' || event.type === 'tool-called') tellLast()
    if (event.type === 'tool-called') {
      calls += 1
      tell({ type: 'tool-called', call: String(calls), tool: event.tool, effect })
    }
    heard = after(heard, event)
  }
  return {
    hear: (line) => dialect.read(parseLine(line)).forEach(take),
    settle: async () => {
      await writing
      return heard
    },
  }
}

function after(heard: Heard, event: ProgramEvent): Heard {
  switch (event.type) {
    case 'said':
      return { ...heard, last: event.text }
    case 'tool-called':
      return heard
    case 'model':
      return { ...heard, model: event.name }
    case 'ended':
      return { ...heard, end: event }
    default:
      return assertNever(event)
  }
}

/** A line that is no JSON object, a warning for example, is no event. */
function parseLine(line: string): JsonObject {
  try {
    const value: unknown = JSON.parse(line)
    return isJsonObject(value) ? value : {}
  } catch {
    return {}
  }
}

/** Without the characters that could play with a terminal. */
function shownText(text: string): string {
  return text
    .replaceAll(/[^\P{Cc}\n\t]/gu, '')
    .trim()
    .slice(0, SAID_MAX)
}
