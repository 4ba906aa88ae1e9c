import type { Rule } from './rule.ts'
import { attemptsOnPerson } from './rules/attempts-on-person.ts'
import { breachOrder } from './rules/breach-order.ts'
import { contextReference } from './rules/context-reference.ts'
import { cronInvalid } from './rules/cron-invalid.ts'
import { cycle } from './rules/cycle.ts'
import { defaultInvalid } from './rules/default-invalid.ts'
import { duplicateTrigger } from './rules/duplicate-trigger.ts'
import { escalationToPerson } from './rules/escalation-to-person.ts'
import { eventPattern } from './rules/event-pattern.ts'
import { expressionBudget } from './rules/expression-budget.ts'
import { expressionInvalid } from './rules/expression-invalid.ts'
import { expressionType } from './rules/expression-type.ts'
import { formAsksSecret } from './rules/form-asks-secret.ts'
import { formWebOnly } from './rules/form-web-only.ts'
import { gateOnEffect } from './rules/gate-on-effect.ts'
import { gateOnPerson } from './rules/gate-on-person.ts'
import { gateOnSubworkflow } from './rules/gate-on-subworkflow.ts'
import { joinOfOne } from './rules/join-of-one.ts'
import { namedRoleWithoutAgent } from './rules/named-role-without-agent.ts'
import { notAnAncestor } from './rules/not-an-ancestor.ts'
import { onSkipWithoutWhen } from './rules/on-skip-without-when.ts'
import { optionalModule } from './rules/optional-module.ts'
import { refusedContinue } from './rules/refused-continue.ts'
import { remindBeforeDeadline } from './rules/remind-before-deadline.ts'
import { retryInterval } from './rules/retry-interval.ts'
import { roleAccepts } from './rules/role-accepts.ts'
import { roleChain } from './rules/role-chain.ts'
import { roleUndeclared } from './rules/role-undeclared.ts'
import { schemaInvalid } from './rules/schema-invalid.ts'
import { timezoneInvalid } from './rules/timezone-invalid.ts'
import { toolsWithoutAgent } from './rules/tools-without-agent.ts'
import { triggerInputInvalid } from './rules/trigger-input-invalid.ts'
import { triggerInputMissing } from './rules/trigger-input-missing.ts'
import { triggerInputType } from './rules/trigger-input-type.ts'
import { triggerInputUnknown } from './rules/trigger-input-unknown.ts'
import { unguardedRead } from './rules/unguarded-read.ts'
import { unknownDependency } from './rules/unknown-dependency.ts'
import { unknownInput } from './rules/unknown-input.ts'
import { unknownOutput } from './rules/unknown-output.ts'
import { unknownStageReference } from './rules/unknown-stage-reference.ts'
import { unusedRole } from './rules/unused-role.ts'
import { workflowCallsItself } from './rules/workflow-calls-itself.ts'
import { workingHours } from './rules/working-hours.ts'

/** Everything `diagnose` looks at. A new rule is one file and one line here. */
export const RULES: readonly Rule[] = [
  attemptsOnPerson,
  breachOrder,
  contextReference,
  cronInvalid,
  cycle,
  defaultInvalid,
  duplicateTrigger,
  escalationToPerson,
  eventPattern,
  expressionBudget,
  expressionInvalid,
  expressionType,
  formAsksSecret,
  formWebOnly,
  gateOnEffect,
  gateOnPerson,
  gateOnSubworkflow,
  joinOfOne,
  namedRoleWithoutAgent,
  notAnAncestor,
  onSkipWithoutWhen,
  optionalModule,
  refusedContinue,
  remindBeforeDeadline,
  retryInterval,
  roleAccepts,
  roleChain,
  roleUndeclared,
  schemaInvalid,
  timezoneInvalid,
  toolsWithoutAgent,
  triggerInputInvalid,
  triggerInputMissing,
  triggerInputType,
  triggerInputUnknown,
  unguardedRead,
  unknownDependency,
  unknownInput,
  unknownOutput,
  unknownStageReference,
  unusedRole,
  workflowCallsItself,
  workingHours,
]
