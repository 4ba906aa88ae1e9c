import { assertNever } from '../basics/assert-never.ts'
import type { Json } from '../basics/json.ts'
import { ownValue } from '../basics/own-value.ts'
import type { Reference } from '../workflow/reference.ts'
import { formatReference } from '../workflow/reference.ts'
import type { ContextPolicy, GateSetting, Stage, Workflow } from '../workflow/workflow.ts'
import type { Override } from './overrides.ts'

/** What the workflow itself says where an override says something else; null where it says nothing. */
export function valueBefore(override: Override, workflow: Workflow): Json {
  switch (override.target) {
    case 'role':
      return referenceText(ownValue(workflow.roles, override.role)?.default)
    case 'input':
      return ownValue(workflow.inputs, override.input)?.default ?? null
    case 'stage-role':
      return referenceText(roleOf(findStage(workflow, override.stage), override.role))
    case 'stage-tools':
      return referenceTexts(findStage(workflow, override.stage)?.roles.tools)
    case 'context-modules':
      return referenceTexts(policyOf(workflow, override.stage)?.modules)
    case 'context-optional':
      return referenceTexts(policyOf(workflow, override.stage)?.optional)
    case 'context-budget':
      return policyOf(workflow, override.stage)?.budgetTokens ?? null
    case 'threshold':
      return thresholdOf(gateOf(workflow, override.stage))
    default:
      return assertNever(override)
  }
}

/** What an override says, spelled as its file does. */
export function overrideValue(override: Override): Json {
  switch (override.target) {
    case 'role':
    case 'stage-role':
      return formatReference(override.value)
    case 'stage-tools':
    case 'context-modules':
    case 'context-optional':
      return override.value.map(formatReference)
    case 'input':
    case 'context-budget':
    case 'threshold':
      return override.value
    default:
      return assertNever(override)
  }
}

function findStage({ stages }: Workflow, id: string): Stage | undefined {
  return stages.find((stage) => stage.id === id)
}

function roleOf(stage: Stage | undefined, role: string): Reference | undefined {
  if (role === 'primary' || role === 'reviewer') return stage?.roles[role]
  return ownValue(stage?.roles.named ?? {}, role)
}

function policyOf(workflow: Workflow, stage: string | undefined): ContextPolicy | undefined {
  return (stage === undefined ? workflow : findStage(workflow, stage))?.contextPolicy
}

/** Without a stage: the gate of `defaults`. A stage without one of its own has that too. */
function gateOf(workflow: Workflow, stage: string | undefined): GateSetting | undefined {
  const own = stage === undefined ? undefined : findStage(workflow, stage)?.gate
  return own ?? workflow.defaults.gate
}

function thresholdOf(gate: GateSetting | undefined): number | null {
  return gate?.kind === 'threshold' ? gate.threshold : null
}

function referenceText(reference: Reference | undefined): string | null {
  return reference === undefined ? null : formatReference(reference)
}

function referenceTexts(references: readonly Reference[] = []): Json {
  return references.length === 0 ? null : references.map(formatReference)
}
