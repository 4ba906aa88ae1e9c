import type { StoredRun } from '../../history/evidence.ts'

/**
 * I4, seen from outside: the performers of this harness answer with the number of their attempt, so that a result which
 * was taken from an attempt that is over shows itself.
 */
export function misplacedResults({ row, facts }: StoredRun): readonly string[] {
  const current = new Map<string, number>()
  return facts.flatMap(({ seq, event }) => {
    if (event.type === 'attempt-begun') current.set(event.stage, event.attempt)
    if (event.type !== 'attempt-answered' && event.type !== 'review-answered') return []
    const [given, expected] = [event.answer.outputs['value'], current.get(event.stage)]
    return given === expected
      ? []
      : [
          `I4 run ${row.id}: fact ${seq} took the result of attempt ${given} of stage ${event.stage} in attempt ${expected}`,
        ]
  })
}
