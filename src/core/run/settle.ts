import type { JsonObject } from '../basics/json.ts'
import { evaluateCondition, evaluateTemplate } from '../expression/evaluate.ts'
import type { PlannedStage } from '../plan/plan.ts'
import type { Log } from './log.ts'
import { record } from './log.ts'
import { openTask } from './open-task.ts'
import { planIndex, plannedAt, stageIndex } from './plan-index.ts'
import { skipReason } from './readiness.ts'
import type { Run } from './run.ts'
import type { RunOutcome } from './run-event.ts'
import { scopeFor, scopeOfAll } from './scope.ts'
import type { Settlement } from './settlement.ts'
import { stageAt, unsettledCount } from './stage-table.ts'

/** Settles a stage and follows what that makes possible: stages that become ready or are skipped, the run's end. */
export function settle(log: Log, stage: PlannedStage, settlement: Settlement): void {
  record(log, { type: 'stage-settled', stage: stage.id, settlement })
  follow(log, [stage])
  finishIfSettled(log)
}

/** Looks at a stage whose dependencies have all settled, and at those after it that can then go on. */
export function advance(log: Log, stage: PlannedStage): void {
  follow(log, advanceOne(log, stage))
}

function follow(log: Log, settled: PlannedStage[]): void {
  for (let next = settled.pop(); next !== undefined; next = settled.pop()) settled.push(...advanceDependents(log, next))
}

/** Looks at every stage whose dependencies have just settled. Returns those that settled at once. */
function advanceDependents(log: Log, stage: PlannedStage): PlannedStage[] {
  const dependents = planIndex(log.run.plan).dependents.get(stage.id) ?? []
  return dependents.flatMap((index) => {
    const { unsettled, state } = stageAt(log.run.stages, index)
    return unsettled === 0 && state.status === 'pending' ? advanceOne(log, plannedAt(log.run.plan, index)) : []
  })
}

/** Makes a stage ready, or settles it without doing it; returns it if it settled. */
function advanceOne(log: Log, stage: PlannedStage): PlannedStage[] {
  const settlement = settledWithoutDoing(log.run, stage)
  if (settlement === undefined) {
    makeReady(log, stage)
    return []
  }
  record(log, { type: 'stage-settled', stage: stage.id, settlement })
  return [stage]
}

function settledWithoutDoing(run: Run, stage: PlannedStage): Settlement | undefined {
  const skip = skipReason(run, stage)
  if (skip !== undefined) return { outcome: 'skipped', reason: skip }
  if (stage.when === undefined) return undefined
  const condition = evaluateCondition(stage.when, scopeFor(run, stage))
  if (!condition.ok) return { outcome: 'failed', code: 'condition-error', message: condition.error.message }
  return condition.value ? undefined : { outcome: 'skipped', reason: { type: 'condition-false' } }
}

function makeReady(log: Log, stage: PlannedStage): void {
  record(log, { type: 'stage-ready', stage: stage.id })
  if (log.run.phase.type === 'open') askIfNotForMachines(log, stage)
}

/** Stages that no machine here can begin go to a person at once. */
export function askIfNotForMachines(log: Log, stage: PlannedStage): void {
  const { primary } = stage
  if (primary.kind === 'human')
    openTask(log, stage, { reason: 'human-stage', because: 'A person decides this.', to: [primary.ref] })
  if (primary.kind === 'unavailable') openTask(log, stage, { reason: 'no-performer', because: primary.reason })
  if (primary.kind === 'capability' && isInDoubt(log.run, stage))
    openTask(log, stage, { reason: 'unknown-outcome', because: IN_DOUBT })
}

const IN_DOUBT = 'It was being done when the run before was canceled, and nobody knows whether it happened.'

/** Only until a person has said what happened: that begins a new round. */
function isInDoubt({ origin, plan, stages }: Run, { id }: PlannedStage): boolean {
  return origin?.inDoubt.includes(id) === true && stageAt(stages, stageIndex(plan, id)).round === 0
}

/** Ends the run once every stage has settled. */
export function finishIfSettled(log: Log): void {
  if (log.run.phase.type === 'finished' || unsettledCount(log.run.stages) > 0) return
  const outcome = outcomeOf(log.run)
  const outputs = outcome === 'succeeded' ? runOutputs(log.run) : { value: {} }
  record(log, {
    type: 'run-finished',
    outcome: 'problem' in outputs ? 'failed' : outcome,
    outputs: outputs.value,
    ...problemOf(outputs),
  })
}

type RunOutputs = { readonly value: JsonObject } | { readonly value: JsonObject; readonly problem: string }

function problemOf(outputs: RunOutputs): { readonly problem?: string } {
  return 'problem' in outputs ? { problem: outputs.problem } : {}
}

function runOutputs(run: Run): RunOutputs {
  if (Object.keys(run.plan.outputs).length === 0) return { value: {} }
  const resolved = evaluateTemplate(run.plan.outputs, scopeOfAll(run))
  return resolved.ok ? { value: resolved.value as JsonObject } : { value: {}, problem: resolved.error.message }
}

/** Canceled, else failed, else rejected, else succeeded; refusals and failures that were told to continue do not count. */
function outcomeOf(run: Run): RunOutcome {
  if (run.stages.counts.canceled > 0) return 'canceled'
  if (run.stages.counts.failed > 0 && stagesThatStopped(run, 'failed').length > 0) return 'failed'
  if (run.stages.counts.rejected > 0 && stagesThatStopped(run, 'rejected').length > 0) return 'rejected'
  return 'succeeded'
}

/** The stages that ended so and were not told to let the run continue. */
export function stagesThatStopped(run: Run, outcome: 'failed' | 'rejected'): readonly PlannedStage[] {
  return run.plan.stages.filter((stage, index) => {
    const { state } = stageAt(run.stages, index)
    const policy = outcome === 'failed' ? stage.onError : stage.onReject
    return state.status === 'settled' && state.settlement.outcome === outcome && policy !== 'continue'
  })
}
