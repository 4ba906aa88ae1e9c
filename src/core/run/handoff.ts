import type { JsonObject } from '../basics/json.ts'
import type { StageId } from '../workflow/workflow.ts'
import { foundMemoryIds } from './found-memory.ts'
import { plannedAt, stageIndex } from './plan-index.ts'
import type { Run } from './run.ts'
import { stageArtifacts } from './stage-artifacts.ts'
import type { StageRun } from './stage-run.ts'
import { statusOf } from './stage-run.ts'
import { stageAt } from './stage-table.ts'

/** What one stage passes on to those after it (`workcharts.handoff/1`). */
export function handoffFrom(run: Run, id: StageId): JsonObject {
  const index = stageIndex(run.plan, id)
  const stage = stageAt(run.stages, index)
  const answer = stage.answer?.answer
  const { context } = plannedAt(run.plan, index)
  return {
    schema: 'workcharts.handoff/1',
    run: run.id,
    from: id,
    outcome: statusOf(stage),
    ...(answer?.summary === undefined ? {} : { summary: answer.summary }),
    outputs: stage.outputs?.value ?? {},
    confidence: confidenceOf(stage),
    artifacts: stageArtifacts(stage).map(({ name, mediaType, size, sha256 }) => ({
      name,
      media_type: mediaType,
      size,
      sha256,
    })),
    memory_ids: {
      used: context.modules.flatMap(({ memoryIds }) => memoryIds ?? []),
      produced: foundMemoryIds(run, index),
    },
    context: context.modules.map(({ ref, sha256, tokens }) => ({ ref, sha256, tokens })),
    ...(context.packSha256 === undefined ? {} : { context_sha256: context.packSha256 }),
  }
}

function confidenceOf(stage: StageRun): JsonObject {
  const { state } = stage
  if (state.status !== 'settled' || state.settlement.outcome !== 'succeeded') return { value: null, source: 'none' }
  return { value: state.settlement.confidence, source: state.settlement.source }
}
