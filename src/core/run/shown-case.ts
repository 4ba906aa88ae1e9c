import type { JsonObject } from '../basics/json.ts'
import { canonicalJson } from '../basics/json.ts'
import type { Sha256 } from '../basics/sha256.ts'
import type { PlannedStage } from '../plan/plan.ts'
import { certaintyOf } from './certainty.ts'
import type { FoundTask } from './find-task.ts'
import type { Run } from './run.ts'
import { stageInputs } from './scope.ts'
import type { StageRun } from './stage-run.ts'

/** Everything a person has before them when they decide a task: what they say counts for exactly this. Plain JSON. */
export type ShownCase = {
  readonly task: string
  readonly reason: string
  readonly because: string
  readonly round: number
  readonly generation: number
  /** The stage as it was planned. */
  readonly stage: JsonObject
  /** What the stage is given, or why that can not be worked out. */
  readonly inputs: JsonObject | string
  /** What its performer answered, and how sure that is; null: there is no answer. */
  readonly answer: { readonly outputs: JsonObject; readonly about: JsonObject } | null
}

export function shownCase(run: Run, { stage, stageRun, task }: FoundTask): ShownCase {
  const inputs = stageInputs(run, stage)
  return {
    task: task.id,
    reason: task.reason,
    because: task.because,
    round: stageRun.round,
    generation: stageRun.generation,
    stage: plain(stage),
    inputs: inputs.ok ? inputs.value : inputs.error.message,
    answer: answerIn(stage, stageRun),
  }
}

function answerIn(stage: PlannedStage, { answer }: StageRun): ShownCase['answer'] {
  if (answer === null) return null
  const { outputs, summary, artifacts } = answer.answer
  return { outputs, about: plain({ summary: summary ?? null, artifacts, ...certaintyOf(stage, answer) }) }
}

/** What is made of plain values and kept in facts and plans is JSON. */
function plain(value: object): JsonObject {
  return value as JsonObject
}

/** Names what was seen: whoever gives it with an answer had exactly this before them. */
export function caseDigest(run: Run, found: FoundTask, sha256: Sha256): string {
  return digestOfCase(shownCase(run, found), sha256)
}

export function digestOfCase(shown: ShownCase, sha256: Sha256): string {
  return sha256(canonicalJson(shown))
}
