import { calendar } from './calendar-shape.ts'
import { jsonSchema, listOf, setOf } from './collection-shapes.ts'
import { duration, positiveDuration } from './duration-shape.ts'
import { gate } from './gate-shape.ts'
import { BACKOFF_COEFFICIENT_MAX, CONTEXT_TOKENS_MAX, RETRY_ATTEMPTS_MAX } from './limits.ts'
import { referenceOf } from './name-shapes.ts'
import { defaulted, optional, record, required } from './record-shape.ts'
import { choice, number, text, trueOrFalse, wholeNumber } from './scalar-shapes.ts'
import type { Shape } from './shape.ts'
import type { ContextPolicy, EscalationSetting, OnError, RetrySetting, StageDefaults } from './workflow.ts'
import { TASK_PRIORITIES } from './workflow.ts'

const module = referenceOf('ctx')
const person = referenceOf('human')

export const contextPolicy: Shape<ContextPolicy> = record({
  modules: defaulted('modules', setOf(module), []),
  optional: defaulted('optional', setOf(module), []),
  budgetTokens: optional('budget_tokens', wholeNumber({ minimum: 1, maximum: CONTEXT_TOKENS_MAX })),
})

export const escalation: Shape<EscalationSetting> = record({
  to: optional('to', setOf(person)),
  slaMs: optional('sla', positiveDuration),
  remindMs: optional('remind', positiveDuration),
  onBreach: optional(
    'on_breach',
    listOf(record({ afterMs: required('after', duration), to: required('to', setOf(person)) })),
  ),
  form: optional('form', jsonSchema),
  instructions: optional('instructions', text),
  fourEyes: optional('four_eyes', trueOrFalse),
  priority: optional('priority', choice(TASK_PRIORITIES)),
  calendar: optional('calendar', calendar),
})

export const retry: Shape<RetrySetting> = record({
  maximumAttempts: optional('maximum_attempts', wholeNumber({ minimum: 1, maximum: RETRY_ATTEMPTS_MAX })),
  initialIntervalMs: optional('initial_interval', duration),
  backoffCoefficient: optional('backoff_coefficient', number({ minimum: 1, maximum: BACKOFF_COEFFICIENT_MAX })),
  maximumIntervalMs: optional('maximum_interval', duration),
  nonRetryable: optional('non_retryable', setOf(text)),
})

export const onError: Shape<OnError> = choice(['escalate', 'fail', 'continue'])

export const stageDefaults: Shape<StageDefaults> = record({
  gate: optional('gate', gate),
  escalation: optional('escalation', escalation),
  timeoutMs: optional('timeout', positiveDuration),
  retry: optional('retry', retry),
  onError: optional('on_error', onError),
})
