import type { Reference } from '../workflow/reference.ts'
import { formatReference } from '../workflow/reference.ts'
import type { Effect, Stage } from '../workflow/workflow.ts'
import type { Binding } from './bind-roles.ts'
import type { CatalogEntry } from './catalog.ts'
import { toPerformer } from './performer.ts'
import type { BindingLayer, PlannedPerformer } from './plan.ts'

/** Who does what in one stage. */
export interface Cast {
  readonly primary: CastMember
  /** Those under `tools`, then those of every other named role. */
  readonly tools: readonly CastMember[]
  readonly reviewer?: CastMember
}

export interface CastMember {
  /** The stage's own name for it: `primary`, `tools`, `reviewer`, or another name. */
  readonly role: string
  /** JSON Pointer from the stage on. */
  readonly pointer: string
  readonly layer: BindingLayer
  /** Who it is; a role that nobody has stays a `role:` reference. */
  readonly reference: Reference
  readonly performer: PlannedPerformer
  /** As its contract says; `pure` for what has none here. */
  readonly effect: Effect
  readonly digest?: string
}

/** What casting needs to know beside the stage. */
export interface Casting {
  readonly bindings: ReadonlyMap<string, Binding>
  readonly catalog: ReadonlyMap<string, CatalogEntry>
  /** Whether the project's overrides file names who has this role of this stage. */
  readonly isOverridden: (stage: string, role: string) => boolean
}

/** Finds who does each role of a stage. */
export function castStage(stage: Stage, casting: Casting): Cast {
  const { primary, tools, reviewer, named } = stage.roles
  const member = (role: string, reference: Reference, pointer = `/roles/${role}`) =>
    castMember({ stage: stage.id, role, reference, pointer }, casting)
  return {
    primary: member('primary', primary),
    tools: [
      ...tools.map((tool, index) => member('tools', tool, `/roles/tools/${index}`)),
      ...Object.entries(named).map(([role, reference]) => member(role, reference)),
    ],
    ...(reviewer === undefined ? {} : { reviewer: member('reviewer', reviewer) }),
  }
}

/** Everyone in a cast. */
export function membersOf({ primary, tools, reviewer }: Cast): readonly CastMember[] {
  return reviewer === undefined ? [primary, ...tools] : [primary, ...tools, reviewer]
}

interface Part {
  readonly stage: string
  readonly role: string
  readonly reference: Reference
  readonly pointer: string
}

function castMember({ stage, role, reference: written, pointer }: Part, casting: Casting): CastMember {
  const direct = casting.isOverridden(stage, role) ? 'project overrides' : 'workflow'
  const binding = written.kind === 'role' ? casting.bindings.get(written.name) : undefined
  const { reference, layer } = binding ?? { reference: written, layer: direct }
  const entry = casting.catalog.get(formatReference(reference))
  const capability = entry?.type === 'capability' ? entry : undefined
  return {
    role,
    pointer,
    layer,
    reference,
    performer: toPerformer(reference, capability),
    effect: capability?.effect ?? 'pure',
    ...(capability === undefined ? {} : { digest: capability.digest }),
  }
}
