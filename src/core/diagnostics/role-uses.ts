import { childPointer } from '../basics/json-pointer.ts'
import type { Reference } from '../workflow/reference.ts'
import type { Stage, Workflow } from '../workflow/workflow.ts'

/** Someone a stage names, and where. */
export interface RoleUse {
  readonly role: string
  readonly reference: Reference
  readonly pointer: string
}

export function roleUses({ stages }: Workflow): readonly RoleUse[] {
  return stages.flatMap((stage, index) => stageRoleUses(stage, `/stages/${index}`))
}

function stageRoleUses({ roles }: Stage, pointer: string): readonly RoleUse[] {
  const at = `${pointer}/roles`
  return [
    { role: 'primary', reference: roles.primary, pointer: `${at}/primary` },
    ...roles.tools.map((reference, index) => ({ role: 'tools', reference, pointer: `${at}/tools/${index}` })),
    ...(roles.reviewer === undefined
      ? []
      : [{ role: 'reviewer', reference: roles.reviewer, pointer: `${at}/reviewer` }]),
    ...Object.entries(roles.named).map(([role, reference]) => ({ role, reference, pointer: childPointer(at, role) })),
  ]
}
