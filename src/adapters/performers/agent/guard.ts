import type { ModelFailure, Opening } from './conversation.ts'

/** Breaks a request off that is stopped from outside, says nothing for too long, or does not end. */
export interface Guard {
  readonly signal: AbortSignal
  /** Something came, of so many characters. */
  readonly heard: (length: number) => void
  /** Why it broke the request off; undefined: it did not. */
  readonly tripped: () => ModelFailure | undefined
  readonly end: () => void
}

/** Characters of one turn. An answer that is larger fits no stage. */
const TURN_CHARS_MAX = 1024 * 1024

export function guardFor({ connection }: Pick<Opening, 'connection'>, silenceMs: number, outer: AbortSignal): Guard {
  const own = new AbortController()
  let length = 0
  const trip = (code: string, message: string): void => own.abort({ code, message })
  const timer = setTimeout(() => {
    const seconds = Math.round(silenceMs / 1_000)
    trip('model-silent', `The connection "${connection.name}" said nothing for ${seconds} seconds. Try again later.`)
  }, silenceMs)
  return {
    signal: AbortSignal.any([outer, own.signal]),
    heard: (more) => {
      timer.refresh()
      length += more
      if (length > TURN_CHARS_MAX)
        trip(
          'output-too-large',
          'The model went on for more than a million characters and was stopped. Ask for less at once.',
        )
    },
    tripped: () => failureOf(outer, own.signal),
    end: () => clearTimeout(timer),
  }
}

function failureOf(outer: AbortSignal, own: AbortSignal): ModelFailure | undefined {
  if (outer.aborted) return { ...STOPPED, ...BROKEN_OFF }
  return own.aborted ? { ...own.reason, ...BROKEN_OFF } : undefined
}

const STOPPED = { code: 'interrupted', message: 'The agent was stopped while a model was answering.' } as const
const BROKEN_OFF = { reach: 'answered', mayHaveCost: true } as const
