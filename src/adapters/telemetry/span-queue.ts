import type { JsonObject } from '../../core/basics/json.ts'
import type { Span } from './span.ts'

/** Spans that wait to be sent; those that come when there are so many are dropped and counted. */
const SPANS_MAX = 10_000
const SPANS_AT_ONCE = 500

export interface SpanQueue {
  readonly put: (spans: readonly Span[]) => void
  /** Sends what there is, until that has to be tried later. */
  readonly send: (post: Post) => Promise<void>
}

export type Post = (body: JsonObject) => Promise<'taken' | 'later' | 'never'>

export function createSpanQueue(
  toBody: (spans: readonly Span[]) => JsonObject,
  drop: (count: number) => void,
): SpanQueue {
  const queue: Span[] = []
  const sendAll = async (post: Post): Promise<void> => {
    while (queue.length > 0) {
      const batch = queue.slice(0, SPANS_AT_ONCE)
      const posted = await post(toBody(batch))
      if (posted === 'later') return
      queue.splice(0, batch.length)
      if (posted === 'never') drop(batch.length)
    }
  }
  let last = Promise.resolve()
  return {
    put: (spans) => {
      const taken = spans.slice(0, SPANS_MAX - queue.length)
      queue.push(...taken)
      if (taken.length < spans.length) drop(spans.length - taken.length)
    },
    // One after the other: two would send the same.
    send: (post) => {
      last = last.then(() => sendAll(post))
      return last
    },
  }
}
