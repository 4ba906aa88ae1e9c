import type { StageRun, StageStatus } from './stage-run.ts'
import { statusOf } from './stage-run.ts'

/** Stages a chunk holds: a change copies one chunk and the list of chunks, so both stay near √10,000. */
const CHUNK_SIZE = 128

export type StageCounts = Readonly<Record<StageStatus, number>>

/**
 * The stages of a run by their index in the plan. A change costs the same however many stages there are (two short
 * copies), and the stages that something may happen to are found without a look at the others.
 */
export interface StageTable {
  readonly counts: StageCounts
  readonly chunks: readonly Chunk[]
}

interface Chunk {
  readonly stages: readonly StageRun[]
  /** Stages that are neither pending nor settled. */
  readonly active: number
}

const NO_STAGES: StageCounts = {
  pending: 0,
  ready: 0,
  running: 0,
  'backing-off': 0,
  'awaiting-approval': 0,
  succeeded: 0,
  failed: 0,
  rejected: 0,
  skipped: 0,
  canceled: 0,
}

export function stageTable(stages: readonly StageRun[]): StageTable {
  const chunks: Chunk[] = []
  for (let from = 0; from < stages.length; from += CHUNK_SIZE)
    chunks.push(chunkOf(stages.slice(from, from + CHUNK_SIZE)))
  return { counts: stages.reduce((counts, stage) => counted(counts, statusOf(stage)), NO_STAGES), chunks }
}

/** Throws where there is no such index: indexes come from the plan. */
export function stageAt(table: StageTable, index: number): StageRun {
  const stage = table.chunks[Math.floor(index / CHUNK_SIZE)]?.stages[index % CHUNK_SIZE]
  if (stage === undefined) throw new Error(`No stage at ${index}`)
  return stage
}

export function withStageAt(table: StageTable, index: number, stage: StageRun): StageTable {
  const before = stageAt(table, index)
  const counts = moved(table.counts, statusOf(before), statusOf(stage))
  const chunks = table.chunks.with(Math.floor(index / CHUNK_SIZE), replaced(table, index, stage))
  return { counts, chunks }
}

function replaced(table: StageTable, index: number, stage: StageRun): Chunk {
  const chunk = table.chunks[Math.floor(index / CHUNK_SIZE)] as Chunk
  const active = chunk.active - activity(stageAt(table, index)) + activity(stage)
  return { stages: chunk.stages.with(index % CHUNK_SIZE, stage), active }
}

/** Indexes of the stages that are ready, running, backing off or awaiting approval, in the plan's order. */
export function activeStages(table: StageTable): readonly number[] {
  return table.chunks.flatMap((chunk, at) => (chunk.active === 0 ? [] : activeIn(chunk, at * CHUNK_SIZE)))
}

function activeIn(chunk: Chunk, offset: number): number[] {
  return chunk.stages.flatMap((stage, index) => (activity(stage) === 1 ? [offset + index] : []))
}

/** Every stage in the plan's order. */
export function allStages(table: StageTable): readonly StageRun[] {
  return table.chunks.flatMap((chunk) => chunk.stages)
}

/** Stages that have not settled. */
export function unsettledCount({ counts }: StageTable): number {
  return counts.pending + counts.ready + counts.running + counts['backing-off'] + counts['awaiting-approval']
}

function chunkOf(stages: readonly StageRun[]): Chunk {
  return { stages, active: stages.reduce((sum, stage) => sum + activity(stage), 0) }
}

function activity(stage: StageRun): 0 | 1 {
  return stage.state.status === 'pending' || stage.state.status === 'settled' ? 0 : 1
}

function moved(counts: StageCounts, from: StageStatus, to: StageStatus): StageCounts {
  return from === to ? counts : { ...counts, [from]: counts[from] - 1, [to]: counts[to] + 1 }
}

function counted(counts: StageCounts, status: StageStatus): StageCounts {
  return { ...counts, [status]: counts[status] + 1 }
}
