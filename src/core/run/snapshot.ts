import type { JsonObject } from '../basics/json.ts'
import type { Plan } from '../plan/plan.ts'
import type { Run, RunPhase } from './run.ts'
import type { RunEvent } from './run-event.ts'
import type { StageRun, StoredAnswer } from './stage-run.ts'
import { allStages, stageAt, stageTable } from './stage-table.ts'
import type { StartEvent } from './start-run.ts'
import { runOf } from './start-run.ts'
import type { Task } from './task.ts'

/** Raised whenever `evolve` gives another run for the same history: older snapshots are then discarded. */
export const CORE_VERSION = 6

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
  const outputsAt: OutputsAt = (seq) => outputsIn(factAt(seq))
  const stages = snapshot.stages.map((stage, index) => {
    const before = stageAt(first.stages, index)
    return wasTakenOver(before) ? before : withPayloads(stage, outputsAt)
  })
  return { ...first, version: snapshot.version, phase: snapshot.phase, stages: stageTable(stages) }
}

/** Such a stage never changes, and the first fact holds its outputs. */
function wasTakenOver({ state }: StageRun): boolean {
  return state.status === 'settled'
}

type OutputsAt = (seq: number) => JsonObject

function withoutPayloads(stage: StageRun): StageRun {
  return {
    ...stage,
    answer: stage.answer === null ? null : withOutputs(stage.answer, NOTHING),
    outputs: stage.outputs === null ? null : { ...stage.outputs, value: NOTHING },
    tasks: stage.tasks.map((task) => withWritten(task, () => NOTHING)),
  }
}

function payloadsOf({ answer, outputs, tasks }: StageRun): number[] {
  const written = tasks.flatMap(({ state }) =>
    state.status === 'answered' && state.answer.type === 'edit' ? [state.seq] : [],
  )
  return [...(answer === null ? [] : [answer.seq]), ...(outputs === null ? [] : [outputs.seq]), ...written]
}

function withPayloads(stage: StageRun, outputsAt: OutputsAt): StageRun {
  return {
    ...stage,
    answer: stage.answer === null ? null : withOutputs(stage.answer, outputsAt(stage.answer.seq)),
    outputs: stage.outputs === null ? null : { ...stage.outputs, value: outputsAt(stage.outputs.seq) },
    tasks: stage.tasks.map((task) => withWritten(task, outputsAt)),
  }
}

function withOutputs(stored: StoredAnswer, outputs: JsonObject): StoredAnswer {
  return { ...stored, answer: { ...stored.answer, outputs } }
}

/** Only an edit carries outputs: the facts of other answers are not asked for. */
function withWritten(task: Task, outputsAt: OutputsAt): Task {
  const { state } = task
  if (state.status !== 'answered' || state.answer.type !== 'edit') return task
  return { ...task, state: { ...state, answer: { ...state.answer, outputs: outputsAt(state.seq) } } }
}

/** The outputs a fact brought: an attempt's, a person's, or none. */
function outputsIn(event: RunEvent): JsonObject {
  if (event.type === 'attempt-answered') return event.answer.outputs
  return event.type === 'task-answered' && event.answer.type === 'edit' ? event.answer.outputs : NOTHING
}
