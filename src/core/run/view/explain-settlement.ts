import type { Plan } from '../../plan/plan.ts'
import type { StageId } from '../../workflow/workflow.ts'
import { plannedAt, stageIndex } from '../plan-index.ts'
import type { Settlement, SkipReason, StageOutcome } from '../settlement.ts'
import { actorName } from './words.ts'

/** Why a stage ended without being done, as a sentence; null where it was done. */
export function explainSettlement(plan: Plan, settlement: Settlement): string | null {
  switch (settlement.outcome) {
    case 'succeeded':
      return null
    case 'failed':
      return settlement.message
    case 'rejected':
      return `${actorName(settlement.by)} rejected it${settlement.note === '' ? '.' : `: ${settlement.note}`}`
    case 'skipped':
      return explainSkip(plan, settlement.reason)
    case 'canceled':
      return `${actorName(settlement.by)} canceled the run${settlement.effect === 'none' ? '.' : ' while this was being done. Whether it happened is not known.'}`
  }
}

function explainSkip(plan: Plan, reason: SkipReason): string {
  if (reason.type === 'condition-false') return 'Its condition was false.'
  return `${stageTitle(plan, reason.stage)} before it ${OUTCOME_WORDS[reason.outcome]}.`
}

const OUTCOME_WORDS = {
  succeeded: 'was done',
  failed: 'failed',
  rejected: 'was rejected',
  skipped: 'was skipped',
  canceled: 'was canceled',
} as const satisfies Record<StageOutcome, string>

/** The name people know a stage by. */
export function stageTitle(plan: Plan, stage: StageId): string {
  return plannedAt(plan, stageIndex(plan, stage)).name
}
