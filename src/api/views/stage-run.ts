import type { Timestamp } from '../../core/basics/timestamp.ts'
import type { PlannedStage } from '../../core/plan/plan.ts'
import { plannedAt } from '../../core/run/plan-index.ts'
import type { Run } from '../../core/run/run.ts'
import { stageArtifacts } from '../../core/run/stage-artifacts.ts'
import type { StageRun as StageRunState } from '../../core/run/stage-run.ts'
import { statusOf } from '../../core/run/stage-run.ts'
import { allStages, stageAt } from '../../core/run/stage-table.ts'
import type { Task } from '../../core/run/task.ts'
import { sumTokens } from '../../core/run/token-usage.ts'
import { explainSettlement } from '../../core/run/view/explain-settlement.ts'
import { confidenceView, inputFields, outputFields } from '../../core/run/view/task-evidence.ts'
import type { Field } from '../contract/basics.ts'
import type { StageRun } from '../contract/run-detail.ts'
import { iso, isoOrNull } from './instants.ts'
import { actorOrNull, actorView, contextView, performerView } from './names.ts'

/** Every stage of a run; `short`: without what it was given and what it gave. */
export function stageRunViews(run: Run, length: 'short' | 'whole'): readonly StageRun[] {
  const carried = new Set(run.origin?.carried.map(({ stage }) => stage))
  return allStages(run.stages).map((stage, index) => {
    const planned = plannedAt(run.plan, index)
    const values = length === 'whole' ? valuesOf(run, planned, stage) : { gets: null, gives: null }
    return { ...shortView(run, planned, stage), carried: carried.has(planned.id), ...values }
  })
}

/** One stage of a run: what was planned, where it stands, what it was given and what it gave. */
export function stageRunView(run: Run, index: number): StageRun {
  const [planned, stage] = [plannedAt(run.plan, index), stageAt(run.stages, index)]
  const carried = run.origin?.carried.some((each) => each.stage === planned.id) ?? false
  return { ...shortView(run, planned, stage), carried, ...valuesOf(run, planned, stage) }
}

function valuesOf(run: Run, planned: PlannedStage, stage: StageRunState): Pick<StageRun, 'gets' | 'gives'> {
  return { gets: getsOf(run, planned, stage), gives: outputFields(planned, stage) }
}

function shortView(
  run: Run,
  planned: PlannedStage,
  stage: StageRunState,
): Omit<StageRun, 'gets' | 'gives' | 'carried'> {
  return {
    ...plannedPart(planned),
    ...timesOf(stage),
    status: statusOf(stage),
    confidence: confidenceView(planned, stage),
    ...decisionOf(stage),
    task: openTaskOf(stage),
    because: becauseOf(run, stage),
    summary: stage.answer?.answer.summary ?? null,
    artifacts: stageArtifacts(stage),
    tokens: tokensOf(stage),
    cost: stage.account.cost,
  }
}

function tokensOf({ account: { models } }: StageRunState): StageRun['tokens'] {
  const sum = sumTokens(models.map(({ tokens }) => tokens))
  return sum === null ? null : { input: sum.input, output: sum.output }
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
