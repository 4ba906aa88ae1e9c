import { ownValue } from '../basics/own-value.ts'
import type { Reference } from '../workflow/reference.ts'
import type { Stage, Workflow } from '../workflow/workflow.ts'
import { stageReferences } from './bind-roles.ts'

/** Something that a stage names, itself or through a role whose usual holder it is. */
export interface StageUse {
  /** `kind:name` without a pin. */
  readonly ref: string
  readonly stage: Stage
}

/** What the stages of a WorkChart name, each once for a stage, in the order of the document. */
export function usesIn({ stages, roles }: Workflow): readonly StageUse[] {
  return stages.flatMap((stage) => {
    const named = stageReferences(stage, '').map(([reference]) => refOf(holderOf(reference, roles)))
    return [...new Set(named)].map((ref) => ({ ref, stage }))
  })
}

function holderOf(reference: Reference, roles: Workflow['roles']): Reference {
  const usual = reference.kind === 'role' ? ownValue(roles, reference.name)?.default : undefined
  return usual ?? reference
}

function refOf({ kind, name }: Reference): string {
  return `${kind}:${name}`
}
