import type { Sha256 } from '../core/basics/sha256.ts'
import { fromIsoTime } from '../core/basics/timestamp.ts'
import { judge } from '../core/gate/judge.ts'
import type { PlannedStage } from '../core/plan/plan.ts'
import type { GateAnswer, GateChange } from '../core/receipt/gate-evidence.ts'
import { gateChangeOf } from '../core/receipt/gate-evidence.ts'
import type { Receipt, StageReceipt } from '../core/receipt/receipt.ts'
import { certaintyOf } from '../core/run/certainty.ts'
import { basisDigest, gateBasis, segmentName, segmentOf } from '../core/run/gate-basis.ts'
import { plannedAt, stageIndex } from '../core/run/plan-index.ts'
import type { Run } from '../core/run/run.ts'
import type { StageRun } from '../core/run/stage-run.ts'
import { stageAt } from '../core/run/stage-table.ts'
import type { StageId } from '../core/workflow/workflow.ts'
import type { GateAppend, GateLine } from './gate-row.ts'

/** What a receipt of a run adds to what is known of the answers of a gate; undefined: nothing. */
export function gateAppendOf(run: Run, receipt: Receipt, sha256: Sha256): GateAppend | undefined {
  if (receipt.kind !== 'stage' && receipt.kind !== 'verdict') return undefined
  const index = stageIndex(run.plan, receipt.stage as StageId)
  const [stage, stageRun] = [plannedAt(run.plan, index), stageAt(run.stages, index)]
  const change =
    gateChangeOf(receipt) ?? (receipt.kind === 'stage' ? writtenLimit(stage, stageRun, receipt) : undefined)
  if (change === undefined) return undefined
  if (change.type !== 'answer') return { stage: stage.id, change }
  return { line: lineOf(run, { stage, stageRun }, sha256), change }
}

type AnswerChange = Extract<GateChange, { readonly type: 'answer' }>

/** An answer at a limit that somebody wrote shows nothing of those that pass; but which would pass at another is known. */
function writtenLimit({ gate, ...stage }: PlannedStage, { answer }: StageRun, receipt: StageReceipt) {
  if (gate.kind !== 'threshold' || answer === null) return undefined
  const { confidence: score } = certaintyOf({ ...stage, gate }, answer)
  const went = judge(score, gate.threshold) === 'passes' ? 'through' : 'to-people'
  const change: AnswerChange = { type: 'answer', answer: withoutChance(receipt, score, went) }
  return change
}

function withoutChance({ run, at, quality }: StageReceipt, score: number | null, went: GateAnswer['went']): GateAnswer {
  const check =
    quality === null ? ({ type: 'not-due' } as const) : ({ type: 'done', verdict: quality.verdict } as const)
  return {
    run,
    at: fromIsoTime(at),
    score,
    chance: went === 'through' ? 0 : 1,
    leastChance: 0,
    went,
    check,
    later: null,
    second: null,
  }
}

interface Judging {
  readonly stage: PlannedStage
  readonly stageRun: StageRun
}

function lineOf(run: Run, { stage, stageRun }: Judging, sha256: Sha256): GateLine {
  const { judged, answer } = stageRun
  const basis = gateBasis(stage, answer === null ? [] : [answer.answer], sha256)
  return {
    workflow: run.plan.workflow.id,
    stage: stage.id,
    segment: judged === undefined ? segmentName(segmentOf(run, stage)) : judged.segment,
    digest: judged?.basis ?? basisDigest(basis, sha256),
    basis,
  }
}
