import type { Json, JsonObject } from '../basics/json.ts'
import type { Result } from '../basics/result.ts'
import { ok } from '../basics/result.ts'
import type { ExpressionError } from '../expression/evaluate.ts'
import { evaluateTemplate } from '../expression/evaluate.ts'
import type { ExpressionScope } from '../expression/scope.ts'
import type { Plan } from '../plan/plan.ts'

/** What a trigger gives a run: its literals, and its expressions worked out on the event, where there is one. */
export function triggerInputs(
  plan: Pick<Plan, 'workflow'>,
  inputs: Readonly<Record<string, Json>>,
  event?: JsonObject,
): Result<JsonObject, ExpressionError> {
  const given = evaluateTemplate(inputs, triggerScope(plan, event))
  return given.ok ? ok(given.value as JsonObject) : given
}

/** What the expressions of a trigger may read. No run is there yet. */
export function triggerScope({ workflow }: Pick<Plan, 'workflow'>, event?: JsonObject): ExpressionScope {
  const { id, name, digest } = workflow
  const base = { inputs: {}, stages: {}, run: {}, workflow: { id, name, digest } }
  return event === undefined ? base : { ...base, event }
}
