import type { Timestamp } from '../../core/basics/timestamp.ts'
import type { PlannedStage } from '../../core/plan/plan.ts'
import { plannedAt } from '../../core/run/plan-index.ts'
import type { Run } from '../../core/run/run.ts'
import { stageArtifacts } from '../../core/run/stage-artifacts.ts'
import type { StageRun as StageRunState } from '../../core/run/stage-run.ts'
import { statusOf } from '../../core/run/stage-run.ts'
import { stageAt } from '../../core/run/stage-table.ts'
import type { Task } from '../../core/run/task.ts'
import { explainSettlement } from '../../core/run/view/explain-settlement.ts'
import { confidenceView, inputFields, outputFields } from '../../core/run/view/task-evidence.ts'
import type { Field } from '../contract/basics.ts'
import type { StageRun } from '../contract/run-detail.ts'
import { iso, isoOrNull } from './instants.ts'
import { actorOrNull, actorView, contextView, performerView } from './names.ts'

/** One stage of a run: what was planned, where it stands, what it was given and what it gave. */
export function stageRunView(run: Run, index: number): StageRun {
  const planned = plannedAt(run.plan, index)
  const stage = stageAt(run.stages, index)
  return {
    ...plannedPart(planned),
    ...timesOf(stage),
    status: statusOf(stage),
    confidence: confidenceView(planned, stage),
    ...decisionOf(stage),
    task: openTaskOf(stage),
    because: becauseOf(run, stage),
    carried: run.origin?.carried.some((carried) => carried.stage === planned.id) ?? false,
    gets: getsOf(run, planned, stage),
    gives: outputFields(planned, stage),
    summary: stage.answer?.answer.summary ?? null,
    artifacts: stageArtifacts(stage),
    cost: stage.account.cost,
  }
}

function plannedPart(planned: PlannedStage) {
  const { id, name, dependsOn, join, effect, gate, retry } = planned
  return {
    id,
    name,
    description: planned.description ?? null,
    performer: performerView(planned.primary),
    dependsOn,
    join,
    when: planned.when ?? null,
    optional: planned.onSkip === 'continue',
    effect,
    threshold: gate.kind === 'threshold' ? gate.threshold : null,
    attemptsMax: retry.maximumAttempts,
    context: contextView(planned.context),
  }
}

function timesOf({ state, account, attempts }: StageRunState) {
  return {
    readyAt: isoOrNull(account.readyAt),
    begunAt: isoOrNull(account.begunAt),
    settledAt: state.status === 'settled' ? iso(state.at) : null,
    attempt: attempts,
    deadline: isoOrNull(state.status === 'running' ? state.deadline : null),
    until: isoOrNull(state.status === 'backing-off' ? state.until : null),
  }
}

function decisionOf({ state }: StageRunState): Pick<StageRun, 'decidedBy' | 'decision'> {
  const settlement = state.status === 'settled' ? state.settlement : undefined
  if (settlement?.outcome === 'rejected') return { decidedBy: actorView(settlement.by), decision: 'reject' }
  const decision = settlement?.outcome === 'succeeded' ? settlement.decision : null
  return { decidedBy: actorOrNull(decision?.by ?? null), decision: decision?.type ?? null }
}

function openTaskOf({ tasks }: StageRunState): StageRun['task'] {
  const task = openOf(tasks)
  if (task === undefined) return null
  return {
    id: task.id,
    due: isoOrNull(task.due),
    overdue: task.overdueStep > 0,
    claimedBy: actorOrNull(task.claimedBy),
  }
}

function openOf(tasks: readonly Task[]): Task | undefined {
  return tasks.find(({ state }) => state.status === 'open')
}

function becauseOf(run: Run, { state, tasks }: StageRunState): string | null {
  if (state.status === 'settled') return explainSettlement(run.plan, state.settlement)
  return state.status === 'awaiting-approval' ? (openOf(tasks)?.because ?? null) : null
}

/** Null until it was its turn: before that, what it reads is not there yet. */
function getsOf(run: Run, planned: PlannedStage, { account }: StageRunState): readonly Field[] | null {
  const turn: Timestamp | null = account.readyAt
  if (turn === null) return null
  const inputs = inputFields(run, planned)
  return inputs.ok ? inputs.value : null
}
