import type { Timestamp } from '../basics/timestamp.ts'
import type { MemoryItem, MemorySource } from '../memory/memory-item.ts'
import { plannedAt, stageIndex } from './plan-index.ts'
import type { Run } from './run.ts'
import type { StageEvent } from './run-event.ts'
import { stageAt } from './stage-table.ts'

/**
 * The ids of what a succeeded stage wants remembered. Whoever works them out again gets the same: made of the run, the
 * stage, its generation and the place in the answer, they never name a second item.
 */
export function foundMemoryIds(run: Run, index: number): readonly string[] {
  const { state, answer, generation } = stageAt(run.stages, index)
  if (state.status !== 'settled' || state.settlement.outcome !== 'succeeded') return []
  const stage = plannedAt(run.plan, index).id
  return (answer?.answer.memory ?? []).map((_, place) => `${run.id}.${stage}.${generation}.${place + 1}`)
}

/** What the fact made known: candidates, where a stage has succeeded with something to remember. */
export function foundMemory(run: Run, event: StageEvent, sha256: (text: string) => string): readonly MemoryItem[] {
  if (event.type !== 'stage-settled') return []
  const index = stageIndex(run.plan, event.stage)
  const notes = stageAt(run.stages, index).answer?.answer.memory ?? []
  const ids = foundMemoryIds(run, index)
  return notes.flatMap(({ type, content, confidence, anchors }, place): readonly MemoryItem[] => {
    const id = ids[place]
    if (id === undefined) return []
    return [
      {
        id,
        revision: 1,
        venture: run.plan.workflow.venture ?? null,
        type,
        content,
        contentSha256: sha256(content),
        confidence,
        status: 'candidate',
        anchors,
        sources: [sourceOf(run, index, { id, at: event.at })],
        createdAt: event.at,
        updatedAt: event.at,
        decision: null,
      },
    ]
  })
}

function sourceOf(run: Run, index: number, { id, at }: { readonly id: string; readonly at: Timestamp }): MemorySource {
  const { workflow } = run.plan
  const stage = plannedAt(run.plan, index)
  return {
    id,
    run: run.id,
    workflow: workflow.id,
    workflowName: workflow.name,
    stage: stage.id,
    stageName: stage.name,
    performer: stage.primary.ref,
    model: stageAt(run.stages, index).answer?.answer.model?.name ?? null,
    at,
  }
}
