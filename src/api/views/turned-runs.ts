import { between } from '../../core/gate/outlook.ts'
import { verdictOf } from '../../core/receipt/gate-evidence.ts'
import type { GateReader } from '../../engine/gate-row.ts'
import type { TurnedRuns } from '../contract/gates.ts'
import type { GateData } from '../gate-data.ts'
import { iso } from './instants.ts'

export interface TurnedThought {
  /** The limit that there is, and the one that is thought of. */
  readonly from: number
  readonly to: number
  readonly most: number
}

/** Limits are told by thousandths, so what lies between two is known without a look at every answer. */
export async function turnedView(
  reader: Pick<GateReader, 'turnedAnswers'>,
  { view }: GateData,
  { from, to, most }: TurnedThought,
): Promise<TurnedRuns> {
  const { line, watch } = view
  const [low, high] = from < to ? [from, to] : [to, from]
  const total = between(watch.outlook, low, high)
  const rows = line === undefined ? [] : await reader.turnedAnswers({ line: line.key, from: low, to: high, most })
  return {
    runs: rows.map(({ answer, run, title }) => ({
      run,
      title,
      at: iso(answer.at),
      confidence: answer.score ?? 0,
      would: from < to ? ('ask' as const) : ('go-through' as const),
      verdict: verdictOf(answer),
    })),
    total: total.answers,
    right: total.right,
    wrong: total.wrong,
    of: watch.answers.size,
  }
}
