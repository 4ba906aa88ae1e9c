import type { Reference } from '../workflow/reference.ts'
import { formatReference } from '../workflow/reference.ts'
import type { Workflow } from '../workflow/workflow.ts'
import { applyOverrides } from './apply-overrides.ts'
import { bindRoles, stageReferences } from './bind-roles.ts'
import type { Overrides } from './overrides-file.ts'

/**
 * Everything that must be looked up before `makePlan`: performers, tools, reviewers and context modules, each once,
 * after bindings and overrides. People and roles need no looking up.
 */
export function referencesToResolve(
  workflow: Workflow,
  flags: ReadonlyMap<string, Reference>,
  overrides?: Overrides,
): readonly Reference[] {
  const { workflow: effective, applied } = applyOverrides(workflow, overrides)
  const { bindings } = bindRoles({ workflow: effective, applied, flags })
  const policies = [effective.contextPolicy, ...effective.stages.map((stage) => stage.contextPolicy)]
  const all = [
    ...effective.stages.flatMap((stage) => stageReferences(stage, '').map(([reference]) => reference)),
    ...[...bindings.values()].map(({ reference }) => reference),
    ...policies.flatMap((policy) => policy?.modules ?? []),
  ]
  const artifacts = all.filter(({ kind }) => kind !== 'human' && kind !== 'role')
  return [...new Map(artifacts.map((reference) => [formatReference(reference), reference])).values()]
}
