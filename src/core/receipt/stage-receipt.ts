import { assertNever } from '../basics/assert-never.ts'
import type { JsonObject } from '../basics/json.ts'
import { canonicalJson } from '../basics/json.ts'
import type { Sha256 } from '../basics/sha256.ts'
import type { Timestamp } from '../basics/timestamp.ts'
import { isoTime } from '../basics/timestamp.ts'
import type { PlannedContext, PlannedPerformer, PlannedStage } from '../plan/plan.ts'
import { handoffFrom } from '../run/handoff.ts'
import { plannedAt, stageIndex } from '../run/plan-index.ts'
import type { Run } from '../run/run.ts'
import type { LaterEvent } from '../run/run-event.ts'
import type { Settlement, SkipReason } from '../run/settlement.ts'
import { stageArtifacts } from '../run/stage-artifacts.ts'
import type { StageRun } from '../run/stage-run.ts'
import { stageAt } from '../run/stage-table.ts'
import type { Task } from '../run/task.ts'
import { looksBack } from '../run/task.ts'
import { gateProof, limitProof, qualityOf } from './gate-proof.ts'
import { pricesProof } from './price-proof.ts'
import type { DecisionProof, StageReceipt, TaskProof } from './receipt.ts'
import { timesProof } from './times-proof.ts'

type Settled = Extract<LaterEvent, { readonly type: 'stage-settled' }>
type StageDraft = Omit<StageReceipt, 'schema' | 'number' | 'previous'>

/** What is proved when a stage settles. */
export function stageReceipt(run: Run, event: Settled, sha256: Sha256): StageDraft {
  const index = stageIndex(run.plan, event.stage)
  const planned = plannedAt(run.plan, index)
  const stage = stageAt(run.stages, index)
  const quality = qualityOf(event.settlement, planned, stage)
  return {
    kind: 'stage',
    run: run.id,
    at: isoTime(event.at),
    stage: event.stage,
    ...judged(event.settlement),
    decision: decisionOf(event),
    ...done(planned, stage),
    times: timesProof(stage),
    ...pricesProof(stage.account.prices, sha256),
    ...limitProof(planned, stage),
    ...gateProof(stage, quality),
    quality,
    task: taskProof(stage.tasks),
    inputs_sha256: stage.account.inputsDigest === null ? null : sha256(`${run.salt} ${stage.account.inputsDigest}`),
    ...passedOn(run, event.stage, sha256),
  }
}

function passedOn(
  run: Run,
  id: Settled['stage'],
  sha256: Sha256,
): Pick<StageReceipt, 'outputs_sha256' | 'handoff_sha256'> {
  const { outputs } = stageAt(run.stages, stageIndex(run.plan, id))
  if (outputs === null) return { outputs_sha256: null }
  const { salt, value } = outputs
  return {
    outputs_sha256: saltedDigest(salt, value, sha256),
    handoff_sha256: saltedDigest(salt, handoffFrom(run, id), sha256),
  }
}

/** SHA-256 of the salt and the canonical value: without the salt nobody can guess a small one from it. */
function saltedDigest(salt: string, value: JsonObject, sha256: Sha256): string {
  return sha256(`${salt} ${canonicalJson(value)}`)
}

function judged(
  settlement: Settlement,
): Pick<StageReceipt, 'outcome' | 'because' | 'confidence' | 'confidence_source' | 'scores'> {
  const { outcome } = settlement
  const because = becauseOf(settlement)
  if (outcome !== 'succeeded') return { outcome, because, confidence: null, confidence_source: 'none' }
  const { confidence, source, scores } = settlement
  return {
    outcome,
    because,
    confidence,
    confidence_source: source,
    ...(scores === undefined ? {} : { scores }),
  }
}

/** A refusal from before roles has none: it stands in `because`, as it did then. */
function decisionOf({ settlement, at }: Settled): DecisionProof | null {
  if (settlement.outcome === 'rejected') {
    const { by, role, note } = settlement
    return role === undefined ? null : { type: 'reject', by, role, at: isoTime(at), reason: note }
  }
  if (settlement.outcome !== 'succeeded' || settlement.decision === null) return null
  const { type, by, role, note } = settlement.decision
  if (role === undefined || note === undefined) return { type, by }
  return { type, by, role, at: isoTime(at), reason: note }
}

function becauseOf(settlement: Settlement): string | null {
  switch (settlement.outcome) {
    case 'succeeded':
      return null
    case 'failed':
      return `${settlement.code}: ${settlement.message}`
    case 'rejected':
      return settlement.note
    case 'skipped':
      return explainSkip(settlement.reason)
    case 'canceled':
      return settlement.effect === 'unknown'
        ? 'Canceled while it was being done; whether it happened is not known.'
        : 'Canceled.'
    default:
      return assertNever(settlement)
  }
}

/** Why a stage did not run, as a sentence. */
function explainSkip(reason: SkipReason): string {
  return reason.type === 'condition-false'
    ? 'Its condition was false.'
    : `The stage "${reason.stage}" before it was ${reason.outcome}.`
}

function done(
  planned: PlannedStage,
  stage: StageRun,
): Pick<
  StageReceipt,
  'performer' | 'attempts' | 'ready_at' | 'begun_at' | 'cost' | 'models' | 'context' | 'context_sha256' | 'artifacts'
> {
  const { account } = stage
  return {
    performer: performerOf(planned.primary),
    attempts: account.attemptsTotal,
    ready_at: timeOrNull(account.readyAt),
    begun_at: timeOrNull(account.begunAt),
    cost: account.cost,
    models: account.models.map(({ name, tokens }) => ({
      name,
      tokens_in: tokens?.input ?? null,
      tokens_out: tokens?.output ?? null,
    })),
    ...contextProof(planned.context),
    artifacts: stageArtifacts(stage).map(({ name, sha256, size }) => ({ name, sha256, size })),
  }
}

function contextProof({ modules, packSha256 }: PlannedContext): Pick<StageReceipt, 'context' | 'context_sha256'> {
  return {
    context: modules.map(({ ref, sha256, tokens, memoryIds }) => ({
      ref,
      sha256,
      tokens,
      ...(memoryIds === undefined ? {} : { memory_ids: memoryIds }),
    })),
    ...(packSha256 === undefined ? {} : { context_sha256: packSha256 }),
  }
}

function performerOf(performer: PlannedPerformer): StageReceipt['performer'] {
  return { ref: performer.ref, digest: performer.kind === 'capability' ? performer.digest : null }
}

function taskProof(tasks: readonly Task[]): TaskProof | null {
  const asked = tasks.filter(({ reason }) => !looksBack(reason))
  const [first, last] = [asked[0], asked.at(-1)]
  if (first === undefined || last === undefined) return null
  const decidedAt = last.state.status === 'answered' ? last.state.at : null
  return {
    reason: first.reason,
    first_opened_at: isoTime(first.openedAt),
    due_at: timeOrNull(last.due),
    decided_at: timeOrNull(decidedAt),
    in_time: decidedAt === null || last.due === null ? null : decidedAt <= last.due,
    times_asked: asked.length,
    ...trailProof(asked),
  }
}

function trailProof(tasks: readonly Task[]): Pick<TaskProof, 'trail'> {
  const trail = tasks.flatMap((task) => task.trail).map((step) => ({ ...step, at: isoTime(step.at) }))
  return trail.length === 0 ? {} : { trail }
}

function timeOrNull(at: Timestamp | null): string | null {
  return at === null ? null : isoTime(at)
}
