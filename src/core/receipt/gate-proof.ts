import type { JsonObject } from '../basics/json.ts'
import { isoTime } from '../basics/timestamp.ts'
import { judge } from '../gate/judge.ts'
import type { PlannedStage } from '../plan/plan.ts'
import { compareAnswers } from '../run/blind.ts'
import { certaintyOf } from '../run/certainty.ts'
import { limitOf } from '../run/limit-of.ts'
import type { GateJudged } from '../run/ruling.ts'
import { isDue, lookChance } from '../run/ruling.ts'
import type { Settlement } from '../run/settlement.ts'
import type { StageRun } from '../run/stage-run.ts'
import type { StageReceipt } from './receipt.ts'

/** The limit that an answer met, and what it made of it. */
export function limitProof(
  planned: PlannedStage,
  stage: StageRun,
): Pick<StageReceipt, 'threshold' | 'threshold_result'> {
  const { answer } = stage
  const threshold = limitOf(planned, stage)
  if (answer === null || threshold === null) return { threshold }
  return { threshold, threshold_result: judge(certaintyOf(planned, answer).confidence, threshold) }
}

/** What the gate went by, for whoever works out a certificate anew. */
export function gateProof(stage: StageRun, quality: StageReceipt['quality']): Pick<StageReceipt, 'gate'> {
  const { judged } = stage
  if (judged === undefined) return {}
  const { auditRate, secondCoin: _, at, ...rest } = judged
  const { chance, leastChance } = lookChance(judged)
  const verdict = lookVerdict(judged, stage, quality)
  return {
    gate: {
      ...rest,
      judged_at: isoTime(at),
      audit_rate: auditRate,
      chance,
      least_chance: leastChance,
      ...(verdict === undefined ? {} : { verdict }),
    },
  }
}

/** Only a look that chance or the gate asked for shows anything. An answer that was sent back was wrong, whatever came after. */
function lookVerdict(judged: GateJudged, { round }: StageRun, quality: StageReceipt['quality']) {
  if (!isDue(judged)) return undefined
  return round > 0 ? 'wrong' : quality?.verdict
}

/**
 * A person who approves a machine's answer says that it is right; one who changes or refuses it, that it is not. Where a
 * gate goes by what people find, giving the same says that it is right too.
 */
export function qualityOf(
  settlement: Settlement,
  planned: PlannedStage,
  { answer, judged, outputs }: StageRun,
): StageReceipt['quality'] {
  if (answer === null) return null
  const { confidence } = certaintyOf(planned, answer)
  const wrong = { verdict: 'wrong', ...(confidence === null ? {} : { confidence }) } as const
  if (settlement.outcome === 'rejected') return { ...wrong, by: settlement.by }
  if (settlement.outcome !== 'succeeded' || settlement.decision === null) return null
  const { type, by } = settlement.decision
  const isSame = judged !== undefined && says(planned, outputs?.value, answer.answer.outputs)
  return type === 'approve' || isSame
    ? { verdict: 'right', ...(type === 'approve' ? {} : withConfidence(confidence)), by }
    : { ...wrong, by }
}

function withConfidence(confidence: number | null): { readonly confidence?: number } {
  return confidence === null ? {} : { confidence }
}

function says({ outputs }: PlannedStage, person: JsonObject | undefined, machine: JsonObject): boolean {
  return person !== undefined && compareAnswers(outputs, machine, person) === 'right'
}
