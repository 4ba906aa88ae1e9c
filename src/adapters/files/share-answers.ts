/**
 * Asks `work` once for all who ask about the same at the same time. Whoever asks while an answer is being worked out gets
 * the next one: no answer was begun before it was asked for, so none is older than its question.
 */
export function shareAnswers<T>(): (about: string, work: () => Promise<T>) => Promise<T> {
  const next = new Map<string, Promise<T>>()
  const current = new Map<string, Promise<unknown>>()
  return (about, work) => {
    const waiting = next.get(about)
    if (waiting !== undefined) return waiting
    const answer = (current.get(about) ?? Promise.resolve()).then(() => {
      next.delete(about)
      const begun = work()
      current.set(about, begun.catch(noAnswer))
      return begun
    })
    next.set(about, answer)
    return answer
  }
}

/** Whoever asked is told; whoever waits for the next answer need not be. */
function noAnswer(): undefined {
  return undefined
}
