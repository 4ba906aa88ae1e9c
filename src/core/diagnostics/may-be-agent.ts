import { ownValue } from '../basics/own-value.ts'
import type { Reference } from '../workflow/reference.ts'
import type { Workflow } from '../workflow/workflow.ts'

/** Whether an agent does it, or may once its role is bound. Only agents use tools. */
export function mayBeAgent({ kind, name }: Reference, { roles }: Workflow): boolean {
  if (kind !== 'role') return kind === 'agent'
  return ownValue(roles, name)?.accepts?.includes('agent') ?? true
}
