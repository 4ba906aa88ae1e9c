import type { Score } from '../../core/gate/score.ts'
import { scoreWords } from '../../core/gate/score-words.ts'

/** Each way in which it was measured how sure an answer is; nothing where there is one alone. */
export function Scores({ scores }: { readonly scores?: readonly Score[] | undefined }) {
  return scores === undefined ? null : <p className="tiny soft">Measured: {scoreWords(scores)}</p>
}
