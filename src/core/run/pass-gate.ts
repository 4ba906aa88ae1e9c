import { confidencePercent } from '../gate/confidence-percent.ts'
import type { Judgement } from '../gate/judge.ts'
import { judge } from '../gate/judge.ts'
import type { PlannedStage } from '../plan/plan.ts'
import { certaintyOf } from './certainty.ts'
import type { Log } from './log.ts'
import { record } from './log.ts'
import type { Opening } from './open-task.ts'
import { openTask } from './open-task.ts'
import { stageIndex } from './plan-index.ts'
import type { GateJudged, Ruling } from './ruling.ts'
import { isAudited } from './ruling.ts'
import { settle } from './settle.ts'
import type { StoredAnswer } from './stage-run.ts'
import { stageAt } from './stage-table.ts'

/** An answer before its gate. */
export interface AtGate {
  readonly answer: StoredAnswer
  /** Null: nobody was asked what the gate goes by. A written limit needs nobody; a promise lets nothing through then. */
  readonly ruling: Ruling | null
  readonly coin: number
}

/** An answer that goes through settles its stage; of any other a person is asked. */
export function passGate(log: Log, stage: PlannedStage, at: AtGate): void {
  if (stage.gate.kind === 'none') {
    accept(log, stage, at.answer)
    return
  }
  if (stage.gate.kind === 'target-error' && roundOf(log, stage) > 0) {
    openTask(log, stage, { reason: 'no-certificate', because: HELPED })
    return
  }
  const { result, confidence, limit } = judged(stage, at)
  if (result !== 'passes') {
    openTask(log, stage, openingOf(result, { confidence, limit, because: at.ruling?.because ?? UNKNOWN }))
    return
  }
  accept(log, stage, at.answer)
  if (isChosen(log, stage, at))
    openTask(log, stage, { reason: 'audit', because: 'A sample of the answers that pass is looked at by a person.' })
}

const HELPED = 'It was tried again after a person had looked at it, and no certificate speaks of such answers.'

/** Once a person has sent an answer back, what comes next was made with their help: it is no sample of anything. */
function isChosen(log: Log, stage: PlannedStage, { coin }: AtGate): boolean {
  const { judged: fact, round } = stageAt(log.run.stages, stageIndex(log.run.plan, stage.id))
  if (fact !== undefined) return round === 0 && isAudited(fact)
  return stage.gate.kind === 'threshold' && coin < (stage.gate.auditRate ?? 0)
}

/**
 * Writes down what the gate makes of the first answer of a stage, where it goes by more than the written limit, and
 * nobody has helped with it.
 */
export function recordJudgement(log: Log, stage: PlannedStage, at: AtGate): void {
  const { ruling, coin } = at
  if (ruling === null || stage.gate.kind === 'none' || roundOf(log, stage) > 0) return
  const { because: _, ...rest } = ruling
  const { result, confidence } = judged(stage, at)
  record(log, { type: 'gate-judged', stage: stage.id, judged: { ...rest, score: confidence, result, coin } })
}

function roundOf({ run }: Log, { id }: PlannedStage): number {
  return stageAt(run.stages, stageIndex(run.plan, id)).round
}

type Result = GateJudged['result']

function judged(stage: PlannedStage, { answer, ruling }: AtGate) {
  const { confidence } = certaintyOf(stage, answer)
  const limit = stage.gate.kind === 'threshold' ? stage.gate.threshold : (ruling?.limit ?? null)
  const result: Result = limit === null ? 'no-certificate' : judge(confidence, limit)
  return { confidence, limit, result }
}

interface Reasons {
  readonly confidence: number | null
  readonly limit: number | null
  readonly because: string
}

const UNKNOWN = 'Nobody knows yet how often its answers are right.'

function openingOf(reason: Exclude<Judgement, 'passes'> | 'no-certificate', reasons: Reasons): Opening {
  const { confidence, limit, because } = reasons
  if (reason === 'no-certificate' || limit === null) return { reason, because }
  if (confidence === null) return { reason, because: 'No confidence was given, and missing confidence counts as low.' }
  const [given, needed] = [confidencePercent(confidence, limit), confidencePercent(limit, null)]
  return { reason, because: `${given} sure is less than the ${needed} set for this stage.` }
}

function accept(log: Log, stage: PlannedStage, answer: StoredAnswer): void {
  settle(log, stage, { outcome: 'succeeded', output: answer.seq, ...certaintyOf(stage, answer), decision: null })
}
