import type { RetryPreview } from '../../api/contract/run-retry.ts'
import { costText } from '../../core/compare/cost-text.ts'
import { FATE_WORDS } from '../../core/run/view/retry-words.ts'
import { counted } from './number-words.ts'

export interface RetryView {
  /** How many stages are kept and how many done. */
  readonly sum: string
  /** What those cost that are done again; empty: none is. */
  readonly cost: string
  readonly stages: readonly RetriedStageView[]
  /** What could not be shown, in words; empty: everything is. */
  readonly more: string
}

interface RetriedStageView {
  readonly id: string
  readonly name: string
  readonly words: string
  readonly isKept: boolean
}

export function retryView({ stages, kept, omitted, cost }: RetryPreview): RetryView {
  const done = stages.length + omitted - kept
  return {
    sum: `${kept === 0 ? 'No stage' : counted(kept, 'stage')} ${kept > 1 ? 'are' : 'is'} kept, ${done} ${done === 1 ? 'is' : 'are'} done.`,
    cost: `What is done again cost this in the run: ${costText(cost)}.`,
    stages: stages.map(({ stage, fate }) => ({ ...stage, words: FATE_WORDS[fate], isKept: fate === 'kept' })),
    more: omitted === 0 ? '' : `And ${counted(omitted, 'more stage')}.`,
  }
}
