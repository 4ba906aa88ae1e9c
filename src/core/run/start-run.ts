import type { Result } from '../basics/result.ts'
import { err, ok } from '../basics/result.ts'
import type { Timestamp } from '../basics/timestamp.ts'
import type { Plan, PlannedStage } from '../plan/plan.ts'
import { inputProblems, withDefaults } from './check-inputs.ts'
import type { Log } from './log.ts'
import { openLog } from './log.ts'
import { stageIndex } from './plan-index.ts'
import type { Refusal } from './refusal.ts'
import type { Run } from './run.ts'
import type { CarriedStage, LaterEvent, RunStarted } from './run-event.ts'
import { advance, finishIfSettled } from './settle.ts'
import type { StageRun } from './stage-run.ts'
import { stageAt, stageTable } from './stage-table.ts'

export type StartEvent = RunStarted & { readonly at: Timestamp }

/** A run's first decision. */
export interface Start {
  readonly run: Run
  readonly events: readonly [StartEvent, ...LaterEvent[]]
  /** The run as each of the events leaves it. */
  readonly states: readonly [Run, ...Run[]]
}

/**
 * Starts a run of a plan: its inputs are completed by their defaults and checked, stages that wait for nothing become
 * ready. `command` is the first fact without its time.
 */
export function startRun(plan: Plan, command: RunStarted, now: Timestamp): Result<Start, Refusal> {
  const inputs = withDefaults(plan, command.inputs)
  const problems = inputProblems(plan, inputs)
  if (problems.length > 0) return err({ code: 'inputs-invalid', problems })
  const started: StartEvent = { ...command, inputs, at: now }
  const first = runOf(plan, started)
  const log = openLog(first, now)
  for (const stage of plan.stages) beginAtOnce(log, stage)
  finishIfSettled(log)
  return ok({ run: log.run, events: [started, ...log.events], states: [first, ...log.states] })
}

/** The run as its first fact leaves it: every stage pending, but for those it takes over. */
export function runOf(plan: Plan, started: StartEvent): Run {
  const { run: id, plan: planDigest, inputs, salt, title, cause, origin, by, at } = started
  const carried = new Map(origin?.carried.map((stage) => [stage.stage, stage]))
  return {
    id,
    version: 1,
    plan,
    planDigest,
    inputs,
    salt,
    ...(title === undefined ? {} : { title }),
    cause,
    ...(origin === undefined ? {} : { origin }),
    startedBy: by,
    startedAt: at,
    phase: { type: 'open' },
    stages: stageTable(plan.stages.map((stage) => firstStageRun(stage, started, carried))),
  }
}

type Carried = ReadonlyMap<string, CarriedStage>

function firstStageRun(stage: PlannedStage, started: StartEvent, carried: Carried): StageRun {
  const taken = carried.get(stage.id)
  return {
    state:
      taken === undefined ? { status: 'pending' } : { status: 'settled', settlement: taken.settlement, at: started.at },
    unsettled: stage.dependsOn.filter((dependency) => !carried.has(dependency)).length,
    attempts: 0,
    round: 0,
    generation: started.origin?.generations[stage.id] ?? 0,
    answer: null,
    outputs: taken?.settlement.outcome === 'succeeded' ? { seq: 1, salt: started.salt, value: taken.outputs } : null,
    checkRequested: false,
    note: null,
    tasks: [],
    spending: [],
    account: {
      readyAt: null,
      begunAt: null,
      attemptsTotal: 0,
      cost: { basis: 'free' },
      models: [],
      prices: [],
      workMs: 0,
      inputsDigest: null,
    },
  }
}

function beginAtOnce(log: Log, stage: PlannedStage): void {
  const { state, unsettled } = stageAt(log.run.stages, stageIndex(log.run.plan, stage.id))
  if (state.status === 'pending' && unsettled === 0) advance(log, stage)
}
