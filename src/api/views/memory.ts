import type { MemoryItem, MemorySource } from '../../core/memory/memory-item.ts'
import { countTokens } from '../../core/plan/tokens.ts'
import type { MemoryItem as MemoryView } from '../contract/memory.ts'
import { iso } from './instants.ts'
import { actorView } from './names.ts'

export function memoryView(item: MemoryItem): MemoryView {
  const { contentSha256: _, sources, createdAt, updatedAt, decision, ...same } = item
  return {
    ...same,
    sources: sources.map(sourceView),
    tokens: countTokens(item.content),
    createdAt: iso(createdAt),
    updatedAt: iso(updatedAt),
    decision: decision && { ...decision, by: actorView(decision.by), at: iso(decision.at) },
  }
}

function sourceView({ run, workflow, workflowName, stage, stageName, performer, model, at }: MemorySource) {
  return {
    run,
    workChart: { id: workflow, name: workflowName },
    stage: { id: stage, name: stageName },
    performer,
    model,
    at: iso(at),
  }
}
