import type { ContextPolicy, GateSetting, Stage, StageDefaults, Workflow } from '../workflow/workflow.ts'
import { checkOverride } from './check-override.ts'
import type { Override } from './overrides.ts'
import type { Overrides } from './overrides-file.ts'
import type { PlanProblem } from './plan-report.ts'

/** A workflow as a project wants it. */
export interface OverriddenWorkflow {
  /** With every override in place except those of roles, which are one layer of several. */
  readonly workflow: Workflow
  readonly applied: readonly Override[]
  readonly problems: readonly PlanProblem[]
}

/** Puts a project's overrides into a workflow: maps merge, lists replace. What is wrong with one leaves it out. */
export function applyOverrides(workflow: Workflow, overrides: Overrides | undefined): OverriddenWorkflow {
  const judged = (overrides?.workflows.get(workflow.id) ?? []).map((override) => ({
    override,
    problem: checkOverride(override, workflow),
  }))
  const applied = judged.flatMap(({ override, problem }) => (problem === undefined ? [override] : []))
  const found = judged.flatMap(({ problem }) => problem ?? [])
  const problems = [...(overrides?.problems ?? []), ...found]
  return { workflow: applied.length === 0 ? workflow : withOverrides(workflow, applied), applied, problems }
}

function withOverrides(workflow: Workflow, applied: readonly Override[]): Workflow {
  const byStage = groupByStage(applied)
  const own = applied.filter((override) => stageOf(override) === undefined).reduce(withWorkflowOverride, workflow)
  const withOne = (stage: Stage, override: Override) => withStageOverride(stage, override, own.defaults)
  return { ...own, stages: workflow.stages.map((stage) => (byStage.get(stage.id) ?? []).reduce(withOne, stage)) }
}

function groupByStage(applied: readonly Override[]): ReadonlyMap<string, readonly Override[]> {
  const groups = new Map<string, Override[]>()
  for (const override of applied) {
    const stage = stageOf(override)
    if (stage === undefined) continue
    const group = groups.get(stage)
    if (group === undefined) groups.set(stage, [override])
    else group.push(override)
  }
  return groups
}

function stageOf(override: Override): string | undefined {
  return 'stage' in override ? override.stage : undefined
}

function withWorkflowOverride(workflow: Workflow, override: Override): Workflow {
  if (override.target === 'input') return withInputDefault(workflow, override)
  if (override.target === 'threshold') {
    const { defaults } = workflow
    return { ...workflow, defaults: { ...defaults, gate: withThreshold(defaults.gate, override.value) } }
  }
  return withContext(workflow, override)
}

function withInputDefault(workflow: Workflow, override: Override & { readonly target: 'input' }): Workflow {
  const inputs = Object.entries(workflow.inputs).map(([name, input]) =>
    name === override.input ? [name, { ...input, required: false, default: override.value }] : [name, input],
  )
  return { ...workflow, inputs: Object.fromEntries(inputs) }
}

function withStageOverride(stage: Stage, override: Override, defaults: StageDefaults): Stage {
  if (override.target === 'stage-tools') return { ...stage, roles: { ...stage.roles, tools: override.value } }
  if (override.target === 'stage-role') return withStageRole(stage, override)
  if (override.target === 'threshold') {
    return { ...stage, gate: withThreshold(stage.gate ?? defaults.gate, override.value) }
  }
  return withContext(stage, override)
}

/** How the answer is measured stays as its author wants it. */
function withThreshold(gate: GateSetting | undefined, threshold: number): GateSetting {
  return { ...gate, kind: 'threshold', threshold }
}

function withStageRole(stage: Stage, { role, value }: Override & { readonly target: 'stage-role' }): Stage {
  if (role === 'primary' || role === 'reviewer') return { ...stage, roles: { ...stage.roles, [role]: value } }
  return { ...stage, roles: { ...stage.roles, named: { ...stage.roles.named, [role]: value } } }
}

const NO_CONTEXT: ContextPolicy = { modules: [], optional: [] }

/** Changes nothing for a role: its binding is settled when all its layers are known. */
function withContext<T extends { readonly contextPolicy?: ContextPolicy }>(owner: T, override: Override): T {
  const policy = owner.contextPolicy ?? NO_CONTEXT
  switch (override.target) {
    case 'context-modules':
      return { ...owner, contextPolicy: { ...policy, modules: override.value } }
    case 'context-optional':
      return { ...owner, contextPolicy: { ...policy, optional: override.value } }
    case 'context-budget':
      return { ...owner, contextPolicy: { ...policy, budgetTokens: override.value } }
    default:
      return owner
  }
}
