import type { Sha256 } from '../core/basics/sha256.ts'
import { fromIsoTime } from '../core/basics/timestamp.ts'
import { judge } from '../core/gate/judge.ts'
import type { PlannedStage } from '../core/plan/plan.ts'
import type { GateAnswer, Look } from '../core/receipt/gate-evidence.ts'
import { judgedAnswer, laterChangeOf } from '../core/receipt/gate-evidence.ts'
import type { Receipt, StageReceipt } from '../core/receipt/receipt.ts'
import { certaintyOf } from '../core/run/certainty.ts'
import { basisDigest, gateBasis, segmentName, segmentOf } from '../core/run/gate-basis.ts'
import { plannedAt, stageIndex } from '../core/run/plan-index.ts'
import type { Run } from '../core/run/run.ts'
import type { LaterEvent } from '../core/run/run-event.ts'
import type { StageRun } from '../core/run/stage-run.ts'
import { stageAt } from '../core/run/stage-table.ts'
import type { StageId } from '../core/workflow/workflow.ts'
import type { GateAppend, GateLine } from './gate-row.ts'

/** What a fact of a run adds to what is known of the answers of a gate, with the receipt it called for; undefined: nothing. */
export interface Known {
  readonly event: LaterEvent
  readonly receipt: Receipt | undefined
}

/** As soon as it is judged: an answer that waits for a person must not be forgotten because it waits. */
export function gateAppendOf(run: Run, { event, receipt }: Known, sha256: Sha256): GateAppend | undefined {
  if (event.type === 'gate-judged') {
    const answer = judgedAnswer(run.id, event.at, event.judged)
    return { line: lineOf(run, stageIn(run, event.stage), sha256), change: { type: 'answer', answer } }
  }
  if (receipt?.kind !== 'stage' && receipt?.kind !== 'verdict') return undefined
  const change = laterChangeOf(receipt)
  const stage = stageIn(run, receipt.stage)
  if (change !== undefined) return { stage: stage.planned.id, change }
  return receipt.kind === 'stage' ? writtenLimit(run, { ...stage, receipt }, sha256) : undefined
}

interface Staged {
  readonly planned: PlannedStage
  readonly stageRun: StageRun
}

function stageIn(run: Run, id: string): Staged {
  const index = stageIndex(run.plan, id as StageId)
  return { planned: plannedAt(run.plan, index), stageRun: stageAt(run.stages, index) }
}

/** An answer at a limit that somebody wrote shows nothing of those that pass; but which would pass at another is known. */
function writtenLimit(
  run: Run,
  { planned, stageRun, receipt }: Staged & { readonly receipt: StageReceipt },
  sha256: Sha256,
): GateAppend | undefined {
  const { answer, judged } = stageRun
  if (planned.gate.kind !== 'threshold' || answer === null || judged !== undefined) return undefined
  const { confidence: score } = certaintyOf(planned, answer)
  const went = judge(score, planned.gate.threshold) === 'passes' ? 'through' : 'to-people'
  const line = lineOf(run, { planned, stageRun }, sha256)
  return { line, change: { type: 'answer', answer: withoutChance(receipt, score, went) } }
}

function withoutChance({ run, at: time, quality }: StageReceipt, score: number | null, went: GateAnswer['went']) {
  const at = fromIsoTime(time)
  const look: Look = quality === null ? { type: 'not-due' } : { type: 'done', at, verdict: quality.verdict }
  return { run, at, score, chance: went === 'through' ? 0 : 1, leastChance: 0, went, look, second: null }
}

function lineOf(run: Run, { planned, stageRun }: Staged, sha256: Sha256): GateLine {
  const { judged, answer } = stageRun
  const basis = gateBasis(planned, answer === null ? [] : [answer.answer], sha256)
  return {
    workflow: run.plan.workflow.id,
    stage: planned.id,
    segment: judged === undefined ? segmentName(segmentOf(run, planned)) : judged.segment,
    digest: judged?.basis ?? basisDigest(basis, sha256),
    basis,
  }
}
