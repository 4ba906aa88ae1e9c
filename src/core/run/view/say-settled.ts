import type { Settlement } from '../settlement.ts'
import { explainSettlement, stageTitle } from './explain-settlement.ts'
import type { Saying } from './log-line.ts'
import type { StageStep } from './retell.ts'
import { stageAfter } from './retell.ts'
import { outputsText } from './words.ts'

export interface SettledStep extends StageStep {
  readonly event: Extract<StageStep['event'], { readonly type: 'stage-settled' }>
}

/** How a stage ended, and what it passed on. */
export function saySettled(step: SettledStep): Saying {
  const { event, after } = step
  const lead = stageTitle(after.plan, event.stage)
  const { settlement } = event
  if (settlement.outcome !== 'succeeded') {
    return {
      icon: ICONS[settlement.outcome],
      lead,
      text: `${WORDS[settlement.outcome]}: ${explainSettlement(after.plan, settlement)}`,
    }
  }
  const { outputs } = stageAfter(step)
  const isEmpty = outputs === null || Object.keys(outputs.value).length === 0
  return { icon: 'handoff', lead, text: isEmpty ? 'is done' : `is done and passes on ${outputsText(outputs.value)}` }
}

type Unsuccessful = Exclude<Settlement['outcome'], 'succeeded'>

const ICONS = {
  failed: 'failed',
  rejected: 'rejected',
  skipped: 'skipped',
  canceled: 'canceled',
} as const satisfies Record<Unsuccessful, Saying['icon']>

const WORDS = {
  failed: 'failed',
  rejected: 'was rejected',
  skipped: 'was skipped',
  canceled: 'was canceled',
} as const satisfies Record<Unsuccessful, string>
