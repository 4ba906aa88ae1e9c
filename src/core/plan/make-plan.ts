import { batchesOf, dependenciesOf } from '../workflow/dependencies.ts'
import { formatReference } from '../workflow/reference.ts'
import type { StageId, Workflow } from '../workflow/workflow.ts'
import { applyOverrides } from './apply-overrides.ts'
import { bindRoles } from './bind-roles.ts'
import type { Casting, CastMember } from './cast-stage.ts'
import { castStage, membersOf } from './cast-stage.ts'
import { checkContext } from './check-context.ts'
import { checkGates } from './check-gates.ts'
import { checkLeaks } from './check-leaks.ts'
import { checkRegistered } from './check-registered.ts'
import type { Override } from './overrides.ts'
import type { Plan, PlannedStage } from './plan.ts'
import type { MissingPerformer, PlanReport, UsedBinding } from './plan-report.ts'
import type { PlanRequest } from './plan-request.ts'
import type { CastStage } from './plan-stage.ts'
import { planStage } from './plan-stage.ts'
import { outputsOf } from './stage-outputs.ts'
import { valueBefore } from './value-before.ts'

/**
 * The dry run: who will do each stage with what, with every name resolved and every default applied, and all that is
 * wrong with it at once. What has no performer here is no problem: a person does it, and the report says so.
 */
export function makePlan(request: PlanRequest): PlanReport {
  const { catalog, contextFolder, sha256 } = request
  const { workflow, applied, problems: overrideProblems } = applyOverrides(request.workflow, request.overrides)
  const { bindings, problems: roleProblems } = bindRoles({ workflow, applied, flags: request.bindings })
  const stages = castStages(workflow, { bindings, catalog, isOverridden: lookupIn(applied) })
  const dependencies = dependenciesOf(workflow)
  const outputs = new Map(stages.map((each) => [each.stage.id, each.outputs]))
  const planned = stages.map((each) => planStage(each, { workflow, dependencies, catalog, outputs, sha256 }))
  const plannedStages = planned.map((each) => each.planned)
  const batches = batchesOf(dependencies)
  const problems = [
    ...overrideProblems,
    ...checkRegistered(applied, catalog),
    ...roleProblems,
    ...planned.flatMap((each) => each.problems),
    ...checkContext({ workflow, catalog, contextFolder }),
    ...checkLeaks(plannedStages, batches),
    ...checkGates(plannedStages, batches),
  ]
  const plan = toPlan(request, workflow, plannedStages)
  return {
    ...(problems.some(({ severity }) => severity === 'error') ? {} : { plan }),
    stages: plan.stages,
    problems,
    ...(workflow.budget === undefined ? {} : { budget: workflow.budget }),
    batches,
    bindings: stages.flatMap(usedBindings),
    overrides: applied.map((override) => ({ ...override, before: valueBefore(override, request.workflow) })),
    missing: stages.flatMap(missingPerformers),
    texts: [...new Set(planned.flatMap((each) => each.texts))],
  }
}

function castStages(workflow: Workflow, casting: Casting): readonly CastStage[] {
  return workflow.stages.map((stage, index) => {
    const cast = castStage(stage, casting)
    return { stage, index, cast, outputs: outputsOf(stage, cast, casting.catalog) }
  })
}

function lookupIn(applied: readonly Override[]): Casting['isOverridden'] {
  const overridden = new Set(applied.flatMap(roleKey))
  return (stage, role) => overridden.has(`${stage} ${role}`)
}

function roleKey(override: Override): readonly string[] {
  if (override.target === 'stage-tools') return [`${override.stage} tools`]
  return override.target === 'stage-role' ? [`${override.stage} ${override.role}`] : []
}

function toPlan(request: PlanRequest, workflow: Workflow, stages: readonly PlannedStage[]): Plan {
  const { id, name, venture, inputs, outputs, budget } = workflow
  const { workflowDigest: digest } = request
  return {
    schema: 'workcharts.plan/1',
    workflow: { id, name: name ?? id, ...(venture === undefined ? {} : { venture }), digest },
    inputs,
    stages,
    ...(budget === undefined ? {} : { budget }),
    outputs,
  }
}

function usedBindings({ stage, cast }: CastStage): readonly UsedBinding[] {
  return membersOf(cast).map(({ role, reference, layer }) => ({
    stage: stage.id,
    role,
    ref: formatReference(reference),
    layer,
  }))
}

function missingPerformers({ stage, cast }: CastStage): readonly MissingPerformer[] {
  return membersOf(cast).flatMap((member) => missingPerformer(stage.id, member))
}

function missingPerformer(stage: StageId, { role, performer }: CastMember): readonly MissingPerformer[] {
  return performer.kind === 'unavailable' ? [{ stage, role, ref: performer.ref, reason: performer.reason }] : []
}
