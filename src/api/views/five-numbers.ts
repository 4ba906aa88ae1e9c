import { shareOf } from '../../core/basics/share.ts'
import { automationShare } from '../../core/insights/automation.ts'
import { inTimeShare } from '../../core/insights/decided-in-time.ts'
import { DEFINITIONS } from '../../core/insights/definitions.ts'
import type { StallBudget } from '../../core/insights/stall-budget.ts'
import { creationTime } from '../../core/metrics/creation-time.ts'
import { noCodeShare } from '../../core/metrics/no-code-share.ts'
import type { InsightNumbers } from '../contract/insight-parts.ts'
import type { InsightData } from '../insight-data.ts'

/** The median of creation times that is aimed at. */
const CREATION_TARGET_MS = 10 * 60_000
/** At least so much of what is begun is to be made without code. */
const NO_CODE_TARGET = 0.8

export interface Judged {
  /** Tasks that are open past their deadline. */
  readonly late: number
  readonly stalls: StallBudget
}

/** The numbers by which the product measures itself. */
export function fiveNumbers({ creations, now, sums }: InsightData, { late, stalls }: Judged): InsightNumbers {
  const { medianInterval, ...time } = creationTime(creations, now)
  const { made, of } = noCodeShare(creations, now)
  return {
    creationTime: {
      definition: DEFINITIONS.creationTime,
      ...time,
      lowMs: medianInterval?.low ?? null,
      highMs: medianInterval?.high ?? null,
      targetMs: CREATION_TARGET_MS,
    },
    noCode: { definition: DEFINITIONS.noCode, target: NO_CODE_TARGET, share: shareOf(made, of) },
    stalls: { definition: DEFINITIONS.stalls, atMost: stalls.atMost, share: stalls.share },
    decidedInTime: { definition: DEFINITIONS.decidedInTime, share: inTimeShare(sums, late) },
    automation: { definition: DEFINITIONS.automation, share: automationShare(sums) },
  }
}
