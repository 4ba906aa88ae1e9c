import type { JsonObject } from '../basics/json.ts'
import type { Plan } from '../plan/plan.ts'
import type { Run, RunPhase } from './run.ts'
import type { RunEvent } from './run-event.ts'
import type { StageRun, StoredAnswer, StoredOutputs } from './stage-run.ts'
import { allStages, stageTable } from './stage-table.ts'
import type { StartEvent } from './start-run.ts'
import { runOf } from './start-run.ts'
import type { Task } from './task.ts'

/** Raised whenever `evolve` gives another run for the same history: older snapshots are then discarded. */
export const CORE_VERSION = 1

/**
 * A run without its plan, its inputs and its payloads: those stay in the facts that brought them, and `seq` says which.
 * Plain JSON.
 */
export interface Snapshot {
  readonly coreVersion: number
  readonly version: number
  readonly phase: RunPhase
  readonly stages: readonly StageRun[]
}

const NOTHING: JsonObject = {}

export function toSnapshot(run: Run): Snapshot {
  const { version, phase } = run
  return { coreVersion: CORE_VERSION, version, phase, stages: allStages(run.stages).map(withoutPayloads) }
}

/** The numbers of the facts whose payloads a snapshot needs, in order. The first fact is always needed and not listed. */
export function payloadFacts(snapshot: Snapshot): readonly number[] {
  const seqs = new Set(snapshot.stages.flatMap(payloadsOf))
  seqs.delete(1)
  return [...seqs].sort((left, right) => left - right)
}

export interface SnapshotSources {
  readonly plan: Plan
  readonly started: StartEvent
  /** Throws where the history lacks it. */
  readonly factAt: (seq: number) => RunEvent
}

/** The run that a snapshot was taken of, its payloads put back. */
export function fromSnapshot(snapshot: Snapshot, { plan, started, factAt }: SnapshotSources): Run {
  const first = runOf(plan, started)
  const carried = allStages(first.stages)
  const stages = snapshot.stages.map((stage, index) => withPayloads(stage, carried[index]?.outputs ?? null, factAt))
  return { ...first, version: snapshot.version, phase: snapshot.phase, stages: stageTable(stages) }
}

function withoutPayloads(stage: StageRun): StageRun {
  return {
    ...stage,
    answer: stage.answer === null ? null : withOutputs(stage.answer, NOTHING),
    outputs: stage.outputs === null ? null : { ...stage.outputs, value: NOTHING },
    tasks: stage.tasks.map((task) => withWritten(task, NOTHING)),
  }
}

function payloadsOf({ answer, outputs, tasks }: StageRun): number[] {
  const written = tasks.flatMap(({ state }) =>
    state.status === 'answered' && state.answer.type === 'edit' ? [state.seq] : [],
  )
  return [...(answer === null ? [] : [answer.seq]), ...(outputs === null ? [] : [outputs.seq]), ...written]
}

function withPayloads(stage: StageRun, carried: StoredOutputs | null, factAt: (seq: number) => RunEvent): StageRun {
  const valueAt = (seq: number): JsonObject => (seq === 1 ? (carried?.value ?? NOTHING) : outputsIn(factAt(seq)))
  return {
    ...stage,
    answer: stage.answer === null ? null : withOutputs(stage.answer, valueAt(stage.answer.seq)),
    outputs: stage.outputs === null ? null : { ...stage.outputs, value: valueAt(stage.outputs.seq) },
    tasks: stage.tasks.map((task) =>
      task.state.status === 'answered' ? withWritten(task, valueAt(task.state.seq)) : task,
    ),
  }
}

function withOutputs(stored: StoredAnswer, outputs: JsonObject): StoredAnswer {
  return { ...stored, answer: { ...stored.answer, outputs } }
}

function withWritten(task: Task, outputs: JsonObject): Task {
  const { state } = task
  if (state.status !== 'answered' || state.answer.type !== 'edit') return task
  return { ...task, state: { ...state, answer: { ...state.answer, outputs } } }
}

/** The outputs a fact brought: an attempt's, a person's, or none. */
function outputsIn(event: RunEvent): JsonObject {
  if (event.type === 'attempt-answered') return event.answer.outputs
  return event.type === 'task-answered' && event.answer.type === 'edit' ? event.answer.outputs : NOTHING
}
