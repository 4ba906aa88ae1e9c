import type { AppliedOverride } from '../../core/plan/overrides.ts'
import type { PlannedStage as Planned } from '../../core/plan/plan.ts'
import type { PlanProblem as Problem, PlanReport as Report } from '../../core/plan/plan-report.ts'
import { overrideValue } from '../../core/plan/value-before.ts'
import type { PlannedOverride, PlannedProject, PlanProblem, PlanReport } from '../contract/plan.ts'
import type { PlannedStage } from '../contract/planned-stage.ts'
import { contextView, performerView } from './names.ts'

/** The dry run as it travels. `project` null: it was made in none. */
export function planReportView(workflow: string, report: Report, project: PlannedProject | null = null): PlanReport {
  return {
    workflow,
    ready: report.plan !== undefined,
    stages: report.stages.map(plannedStageView),
    problems: report.problems.map(planProblemView),
    batches: report.batches,
    bindings: report.bindings,
    missing: report.missing,
    overrides: report.overrides.map(overrideView),
    project,
    contextTokens: report.stages.reduce((sum, stage) => sum + stage.context.usedTokens, 0),
  }
}

function plannedStageView(stage: Planned): PlannedStage {
  const { id, name, dependsOn, join, boundBy, gate, effect, timeoutMs, retry, onError, onReject, escalation } = stage
  return {
    id,
    name,
    description: stage.description ?? null,
    instructions: stage.instructions ?? null,
    dependsOn,
    join,
    when: stage.when ?? null,
    optional: stage.onSkip === 'continue',
    performer: performerView(stage.primary),
    boundBy,
    tools: stage.tools.map(performerView),
    reviewer: stage.reviewer === undefined ? null : performerView(stage.reviewer),
    threshold: gate.kind === 'threshold' ? gate.threshold : null,
    effect,
    escalation: { to: escalation.to, slaMs: escalation.slaMs, onBreach: escalation.onBreach },
    context: contextView(stage.context),
    timeoutMs,
    attemptsMax: retry.maximumAttempts,
    onError,
    onReject,
    inputs: stage.inputs ?? null,
    outputs: stage.outputs ?? null,
  }
}

export function planProblemView({ code, severity, stage, message, help, pointer, at }: Problem): PlanProblem {
  return { code, severity, stage: stage ?? null, message, help, pointer, at: at ?? null }
}

export function overrideView(override: AppliedOverride): PlannedOverride {
  const { target, before, at } = override
  return {
    target,
    stage: 'stage' in override ? (override.stage ?? null) : null,
    name: nameIn(override),
    before,
    value: overrideValue(override),
    layer: 'project overrides',
    file: at.file,
    line: at.line,
    column: at.column,
  }
}

function nameIn(override: AppliedOverride): string | null {
  if ('role' in override) return override.role
  return 'input' in override ? override.input : null
}
