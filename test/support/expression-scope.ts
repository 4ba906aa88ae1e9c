import type { JsonObject } from '../../src/core/basics/json.ts'
import type { ExpressionScope, StageView } from '../../src/core/expression/scope.ts'

/** A scope in which only what a test names is there. */
export function aScope(given: Partial<ExpressionScope> = {}): ExpressionScope {
  return {
    inputs: {},
    stages: {},
    run: { id: 'run-1', title: 'A run', started_at: '2026-10-20T09:00:00.000Z' },
    workflow: { id: 'refunds', name: 'Refunds', digest: 'abc' },
    ...given,
  }
}

export function aStage(outputs: JsonObject, given: Partial<StageView> = {}): StageView {
  return { outputs, outcome: 'succeeded', confidence: 0.9, decision: null, ...given }
}
