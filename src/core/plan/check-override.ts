import { assertNever } from '../basics/assert-never.ts'
import { ownValue } from '../basics/own-value.ts'
import { validateJson } from '../schema/validate-json.ts'
import { didYouMean } from '../workflow/nearest.ts'
import type { GateSetting, Stage, Workflow } from '../workflow/workflow.ts'
import type { Override, ThresholdOverride } from './overrides.ts'
import type { PlanProblem, PlanProblemCode } from './plan-report.ts'

/** What is wrong with one override of this workflow, if anything. */
export function checkOverride(override: Override, workflow: Workflow): PlanProblem | undefined {
  switch (override.target) {
    case 'role':
      return checkRole(override, workflow)
    case 'input':
      return checkInput(override, workflow)
    case 'stage-role':
      return checkStage(override, override.stage, workflow) ?? checkStageRole(override, workflow)
    case 'stage-tools':
      return checkStage(override, override.stage, workflow)
    case 'context-modules':
    case 'context-optional':
    case 'context-budget':
      return override.stage === undefined ? undefined : checkStage(override, override.stage, workflow)
    case 'threshold':
      return checkThreshold(override, workflow)
    default:
      return assertNever(override)
  }
}

function checkRole(override: Override & { readonly target: 'role' }, { id, roles }: Workflow): PlanProblem | undefined {
  if (Object.hasOwn(roles, override.role)) return undefined
  return problem(override, 'override-role-unknown', {
    message: `The workflow \`${id}\` declares no role \`${override.role}\`.`,
    help: didYouMean(override.role, Object.keys(roles), 'Remove the line, or declare the role in the workflow.'),
  })
}

function checkInput(override: Override & { readonly target: 'input' }, workflow: Workflow): PlanProblem | undefined {
  const input = ownValue(workflow.inputs, override.input)
  if (input === undefined) {
    return problem(override, 'override-input-unknown', {
      message: `The workflow \`${workflow.id}\` has no input \`${override.input}\`.`,
      help: didYouMean(override.input, Object.keys(workflow.inputs), 'Remove the line.'),
    })
  }
  const [wrong] = validateJson(input.schema, override.value)
  if (wrong === undefined) return undefined
  return problem(override, 'override-value', {
    message: `The default of the input \`${override.input}\` does not fit its schema: ${wrong.message}.`,
    help: 'Write a value that the workflow accepts.',
  })
}

function checkStage(override: Override, stage: string, { id, stages }: Workflow): PlanProblem | undefined {
  if (stages.some((known) => known.id === stage)) return undefined
  return problem(override, 'override-stage-unknown', {
    message: `The workflow \`${id}\` has no stage \`${stage}\`.`,
    help: didYouMean(
      stage,
      stages.map((known) => known.id),
      'Remove the table, or name a stage of the workflow.',
    ),
  })
}

function checkStageRole(
  override: Override & { readonly target: 'stage-role' },
  { stages }: Workflow,
): PlanProblem | undefined {
  const named = stages.flatMap((stage) => (stage.id === override.stage ? Object.keys(stage.roles.named) : []))
  const roles = ['primary', 'reviewer', ...named]
  if (roles.includes(override.role)) return undefined
  return problem(override, 'override-role-unknown', {
    message: `The stage \`${override.stage}\` has no role \`${override.role}\`.`,
    help: didYouMean(override.role, [...roles, 'tools'], 'Remove the line, or add the role to the workflow.'),
  })
}

function checkThreshold(override: ThresholdOverride, workflow: Workflow): PlanProblem | undefined {
  const { stage: id } = override
  if (id === undefined) return checkRaise(override, workflow.defaults.gate)
  const stage = workflow.stages.find((known) => known.id === id)
  return stage === undefined ? checkStage(override, id, workflow) : checkRaise(override, gateOf(stage, workflow))
}

function gateOf(stage: Stage, { defaults }: Workflow): GateSetting | undefined {
  return stage.gate ?? defaults.gate
}

function checkRaise(override: ThresholdOverride, gate: GateSetting | undefined): PlanProblem | undefined {
  if (gate === undefined || gate.kind === 'none') return undefined
  if (gate.kind === 'threshold' && override.value >= gate.threshold) return undefined
  const now = gate.kind === 'threshold' ? `${gate.threshold}` : `a target error of ${gate.targetError}`
  return problem(override, 'threshold-lowered', {
    message: `An overrides file may only raise a threshold, and ${override.value} does not raise ${now}.`,
    help: gate.kind === 'threshold' ? `Write ${gate.threshold} or more.` : 'Change the gate in the workflow itself.',
  })
}

function problem(
  { at }: Override,
  code: PlanProblemCode,
  words: { readonly message: string; readonly help: string },
): PlanProblem {
  return { code, severity: 'error', ...words, pointer: '', at }
}
