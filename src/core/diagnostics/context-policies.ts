import type { ContextPolicy, Workflow } from '../workflow/workflow.ts'

/** Every context policy of a workflow, its own first, with the pointer to it. */
export function contextPolicies({ contextPolicy, stages }: Workflow): readonly (readonly [ContextPolicy, string])[] {
  const places: readonly (readonly [ContextPolicy | undefined, string])[] = [
    [contextPolicy, '/context_policy'],
    ...stages.map((stage, index) => [stage.contextPolicy, `/stages/${index}/context_policy`] as const),
  ]
  return places.flatMap(([policy, pointer]) => (policy === undefined ? [] : [[policy, pointer] as const]))
}
