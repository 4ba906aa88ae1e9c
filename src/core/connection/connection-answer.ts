import { printable } from '../basics/quoted.ts'

/** What came of reaching for a connection. Nothing in it is longer than it says, and no key is in it. */
export type ConnectionAnswer =
  /** It lists the model that agents get. */
  | { readonly type: 'model-listed'; readonly model: string }
  /** It answered; `listed`: the first models it has, at most `MODELS_NAMED_MAX`. */
  | { readonly type: 'model-not-listed'; readonly model: string; readonly listed: readonly string[] }
  | { readonly type: 'key-refused'; readonly status: number }
  /** `reason`: a code of the system, such as ECONNREFUSED. */
  | { readonly type: 'unreachable'; readonly reason: string }
  | { readonly type: 'too-slow'; readonly seconds: number }
  /** It answered with something that is no list of models. */
  | { readonly type: 'strange-answer'; readonly status: number }
  | { readonly type: 'program-found'; readonly program: string }
  | { readonly type: 'program-missing'; readonly program: string }
  /** Its key is kept here and can not be read; `why` says what to do. */
  | { readonly type: 'key-unreadable'; readonly why: string }

/** Enough to see what the server calls its models. */
export const MODELS_NAMED_MAX = 5

/** Whether an agent could work with it. */
export function isWell({ type }: ConnectionAnswer): boolean {
  return type === 'model-listed' || type === 'program-found'
}

/** The same in words: what happened, and where something is to be done, the next step. */
export function sayAnswer(answer: ConnectionAnswer): string {
  switch (answer.type) {
    case 'model-listed':
      return `It answers, and it has the model ${printable(answer.model)}.`
    case 'model-not-listed':
      return sayNotListed(answer)
    case 'key-refused':
      return `It answers, but it does not take the key (status ${answer.status}). Give a key that is valid there.`
    case 'unreachable':
      return `Nothing answers there (${answer.reason}). Check the address, and that its server is running.`
    case 'too-slow':
      return `Nothing came back within ${answer.seconds} seconds. Check the address, and that its server is running.`
    case 'strange-answer':
      return `Something answers there, but not with a list of models (status ${answer.status}). Check the address: it usually ends in /v1.`
    case 'program-found':
      return `The command ${printable(answer.program)} is there. Whether it is signed in shows when it first works.`
    case 'program-missing':
      return `The command ${printable(answer.program)} is not there. Install it, or give its whole path.`
    case 'key-unreadable':
      return answer.why
  }
}

function sayNotListed({ model, listed }: Extract<ConnectionAnswer, { type: 'model-not-listed' }>): string {
  const begin = `It answers, but it does not list the model ${printable(model)}.`
  if (listed.length === 0) return `${begin} It lists none: load a model there first.`
  return `${begin} It has ${listed.map(printable).join(', ')}. Choose one of those it has.`
}
