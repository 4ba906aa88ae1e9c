import { ownValue } from '../basics/own-value.ts'
import { didYouMean } from '../workflow/nearest.ts'
import type { Reference } from '../workflow/reference.ts'
import { formatReference } from '../workflow/reference.ts'
import type { CapabilityKind, RoleSlot, Stage, Workflow } from '../workflow/workflow.ts'
import type { Override } from './overrides.ts'
import type { BindingLayer } from './plan.ts'
import type { PlanProblem, PlanProblemCode } from './plan-report.ts'

/** Who has a role, and which layer decided it. */
export interface Binding {
  readonly reference: Reference
  readonly layer: BindingLayer
}

export interface BoundSlots {
  /** By name of the role: only roles that a stage uses and that are bound rightly. */
  readonly bindings: ReadonlyMap<string, Binding>
  readonly problems: readonly PlanProblem[]
}

export interface BindingRequest {
  /** With the project's overrides in place. */
  readonly workflow: Workflow
  readonly applied: readonly Override[]
  readonly flags: ReadonlyMap<string, Reference>
}

/** Settles each role that a stage points to: run flag, else project overrides, else the role's own default. */
export function bindRoles(request: BindingRequest): BoundSlots {
  const uses = rolesInUse(request.workflow)
  const judged = [...uses].map(([role, pointer]) => ({ role, ...bindRole(role, pointer, request) }))
  const bindings = judged.flatMap(({ role, binding }) => (binding === undefined ? [] : [[role, binding] as const]))
  const found = judged.flatMap(({ problem }) => problem ?? [])
  return { bindings: new Map(bindings), problems: [...checkFlags(request, uses), ...found] }
}

/** Every reference of a stage with the pointer to where it stands, in the order of the document. */
export function stageReferences({ roles }: Stage, pointer: string): readonly (readonly [Reference, string])[] {
  return [
    [roles.primary, `${pointer}/roles/primary`],
    ...roles.tools.map((tool, index) => [tool, `${pointer}/roles/tools/${index}`] as const),
    ...(roles.reviewer === undefined ? [] : [[roles.reviewer, `${pointer}/roles/reviewer`] as const]),
    ...Object.entries(roles.named).map(([name, reference]) => [reference, `${pointer}/roles/${name}`] as const),
  ]
}

/** The roles that stages point to, each with the pointer to its first use. */
function rolesInUse({ stages }: Workflow): ReadonlyMap<string, string> {
  const uses = new Map<string, string>()
  for (const [index, stage] of stages.entries()) {
    for (const [{ kind, name }, pointer] of stageReferences(stage, `/stages/${index}`)) {
      if (kind === 'role' && !uses.has(name)) uses.set(name, pointer)
    }
  }
  return uses
}

function checkFlags({ workflow, flags }: BindingRequest, uses: ReadonlyMap<string, string>): readonly PlanProblem[] {
  return [...flags.keys()].flatMap((role) => {
    if (uses.has(role)) return []
    return Object.hasOwn(workflow.roles, role) ? [flagUnused(role)] : [flagUnknown(role, Object.keys(workflow.roles))]
  })
}

function flagUnused(role: string): PlanProblem {
  return refuse('bind-unused', '', {
    message: `\`--bind ${role}=…\` changes nothing: no stage uses the role \`${role}\`.`,
    help: `Leave it out, or write \`role:${role}\` in a stage of the workflow.`,
  })
}

function flagUnknown(role: string, declared: readonly string[]): PlanProblem {
  return refuse('bind-unknown-role', '', {
    message: `\`--bind ${role}=…\` names a role that the workflow does not declare.`,
    help: didYouMean(
      role,
      declared,
      declared.length === 0 ? 'Leave it out.' : `Its roles are: ${declared.join(', ')}.`,
    ),
  })
}

interface JudgedRole {
  readonly binding?: Binding
  readonly problem?: PlanProblem
}

function bindRole(role: string, pointer: string, request: BindingRequest): JudgedRole {
  const slot = ownValue(request.workflow.roles, role)
  if (slot === undefined) return { problem: undeclared(role, pointer, Object.keys(request.workflow.roles)) }
  const binding = layersOf(role, slot, request).find((layer) => layer !== undefined)
  if (binding === undefined) return { problem: unbound(role, slot) }
  const wrong = checkBinding(role, slot, binding)
  return wrong === undefined ? { binding } : { problem: wrong }
}

/** From the strongest to the weakest. */
function layersOf(role: string, slot: RoleSlot, { applied, flags }: BindingRequest): readonly (Binding | undefined)[] {
  const override = applied.find((each) => each.target === 'role' && each.role === role)
  return [
    bound(flags.get(role), 'run flag'),
    bound(override?.target === 'role' ? override.value : undefined, 'project overrides'),
    bound(slot.default, 'role default'),
  ]
}

function bound(reference: Reference | undefined, layer: BindingLayer): Binding | undefined {
  return reference === undefined ? undefined : { reference, layer }
}

function checkBinding(role: string, slot: RoleSlot, { reference, layer }: Binding): PlanProblem | undefined {
  const { kind } = reference
  const ref = formatReference(reference)
  if (kind === 'role') return refuse('role-chain', `/roles/${role}`, chain(role, ref))
  if (kind === 'ctx') return refuse('not-a-performer', `/roles/${role}`, noPerformer(role, ref))
  if (slot.accepts === undefined || slot.accepts.includes(kind)) return undefined
  return refuse('role-accepts', `/roles/${role}/accepts`, notAccepted(role, `${ref} (${layer})`, slot.accepts))
}

function undeclared(role: string, pointer: string, declared: readonly string[]): PlanProblem {
  return refuse('role-undeclared', pointer, {
    message: `\`role:${role}\` points to a role that the workflow does not declare.`,
    help: didYouMean(role, declared, `Declare \`${role}\` under \`roles\`, or name who does it.`),
  })
}

function unbound(role: string, { accepts }: RoleSlot): PlanProblem {
  return refuse('role-unbound', `/roles/${role}`, {
    message: `Nobody is bound to the role \`${role}\`.`,
    help: `Add \`--bind ${role}=${accepts?.[0] ?? 'human'}:…\`, or give the role a default.`,
  })
}

function chain(role: string, ref: string): Words {
  return {
    message: `The role \`${role}\` is bound to another role, \`${ref}\`.`,
    help: 'Bind it to who does the work.',
  }
}

function noPerformer(role: string, ref: string): Words {
  return {
    message: `The role \`${role}\` is bound to \`${ref}\`, which is context and can not do work.`,
    help: 'Bind it to an agent, a skill, a command or a person.',
  }
}

function notAccepted(role: string, ref: string, accepts: readonly CapabilityKind[]): Words {
  return {
    message: `The role \`${role}\` is bound to ${ref}, and it accepts only: ${accepts.join(', ')}.`,
    help: `Bind another one, or add the kind to \`accepts\`.`,
  }
}

interface Words {
  readonly message: string
  readonly help: string
}

function refuse(code: PlanProblemCode, pointer: string, words: Words): PlanProblem {
  return { code, severity: 'error', ...words, pointer }
}
