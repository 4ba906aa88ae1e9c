import type { FoldedRun } from '../fold-run.ts'
import { ofEachRun, repeated } from './breach.ts'

/** I5: a round of a stage takes one answer, and one review of it. */
export const oneResult = ofEachRun('I5', (run) =>
  repeated(resultsOf(run)).map((result) => `it took more than one ${result}`),
)

/** Each result as words: what it was, of which stage, in which round. */
function resultsOf({ facts }: FoldedRun): readonly string[] {
  const rounds = new Map<string, number>()
  return facts.flatMap(({ event }) => {
    if (event.type === 'round-started') rounds.set(event.stage, event.round)
    if (event.type !== 'attempt-answered' && event.type !== 'review-answered') return []
    const what = event.type === 'attempt-answered' ? 'answer' : 'review'
    return [`${what} of stage ${event.stage} in round ${rounds.get(event.stage) ?? 0}`]
  })
}
