import { amountWords } from '../../core/budget/words.ts'
import type { Forecast } from '../../core/forecast/forecast.ts'
import { askedFirst } from '../../core/plan/asked-first.ts'
import { keptOut } from '../../core/plan/kept-out.ts'
import type { AppliedOverride } from '../../core/plan/overrides.ts'
import type { Plan, PlannedStage as Planned } from '../../core/plan/plan.ts'
import type { PlanProblem as Problem, PlanReport as Report } from '../../core/plan/plan-report.ts'
import { overrideValue } from '../../core/plan/value-before.ts'
import type { BudgetAmount, StageId } from '../../core/workflow/workflow.ts'
import { hoursWords } from '../../core/working-time/hours-words.ts'
import type { PlannedOverride, PlanProblem, PlanReport, SavedPlan } from '../contract/plan.ts'
import type { PlannedStage } from '../contract/planned-stage.ts'
import { actorView, contextView, performerView } from './names.ts'

/** The dry run as it travels, with what receipts say of it. It was made in no project; whoever made it in one adds that. */
export function planReportView(workflow: string, report: Report, past: Forecast): PlanReport {
  const stages = new Map(report.stages.map((stage) => [stage.id, stage]))
  return {
    workflow,
    ready: report.plan !== undefined,
    stages: report.stages.map((stage) => plannedStageView(stage, stages)),
    problems: report.problems.map(planProblemView),
    batches: report.batches,
    bindings: report.bindings,
    missing: report.missing,
    overrides: report.overrides.map(overrideView),
    project: null,
    budget: { run: budgetWords(report.budget?.run), day: budgetWords(report.budget?.day) },
    contextTokens: report.stages.reduce((sum, stage) => sum + stage.context.usedTokens, 0),
    consequences: report.stages.flatMap(consequencesOf),
    forecast: past,
  }
}

function budgetWords(amount: BudgetAmount | undefined): string | null {
  return amount === undefined ? null : amountWords(amount)
}

export function savedPlanView(workflow: string, bind: SavedPlan['bind'], plan: Plan): SavedPlan {
  // A plan is plain JSON; its own type has no index signature.
  return { schema: 'workcharts.saved-plan/1', workflow, bind, plan: plan as unknown as SavedPlan['plan'] }
}

/** Who reviews a stage is in it like any other. */
function consequencesOf({ id, primary, tools, reviewer }: Planned): PlanReport['consequences'] {
  const everyone = [primary, ...tools, ...(reviewer === undefined ? [] : [reviewer])]
  return everyone
    .filter((performer) => performer.kind === 'capability')
    .filter(({ effect, reaches }) => effect !== 'pure' || reaches !== undefined)
    .map(({ ref, effect, reaches = null }) => ({ stage: id, ref, effect, reaches }))
}

type Stages = ReadonlyMap<StageId, Planned>

function plannedStageView(stage: Planned, stages: Stages): PlannedStage {
  const { id, name, dependsOn, join, boundBy, effect, timeoutMs, retry, onError, onReject } = stage
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
    ...gateView(stage),
    effect,
    escalation: escalationView(stage, stages),
    context: contextView(stage.context),
    budget: budgetWords(stage.budget),
    timeoutMs,
    attemptsMax: retry.maximumAttempts,
    onError,
    onReject,
    inputs: stage.inputs ?? null,
    outputs: stage.outputs ?? null,
  }
}

function escalationView(stage: Planned, stages: Stages): PlannedStage['escalation'] {
  const { to, slaMs, remindMs, onBreach, calendar, priority } = stage.escalation
  return {
    to,
    first: askedFirst(stage).map(actorView),
    priority: priority ?? 'normal',
    keptOut: keptOut(stage, stages) ?? null,
    slaMs,
    remindMs: remindMs ?? null,
    workingHours: calendar === undefined ? null : hoursWords(calendar),
    onBreach,
  }
}

function gateView({ gate }: Planned): Pick<PlannedStage, 'threshold' | 'target' | 'samples' | 'reviewBetween'> {
  if (gate.kind === 'none') return { threshold: null, target: null, samples: null, reviewBetween: null }
  const measures = { samples: gate.samples ?? null, reviewBetween: gate.reviewBetween ?? null }
  return gate.kind === 'threshold'
    ? { threshold: gate.threshold, target: null, ...measures }
    : { threshold: null, target: gate.target, ...measures }
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
