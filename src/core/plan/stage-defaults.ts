import { SLA_USUAL_MS } from '../workflow/limits.ts'
import { formatReference } from '../workflow/reference.ts'
import type { EscalationSetting, OnError, Stage, StageDefaults } from '../workflow/workflow.ts'
import type { PlannedEscalation, PlannedPerformer, RetryPolicy } from './plan.ts'

/** A machine that takes longer for one attempt has hung: half an hour. */
const STAGE_TIMEOUT_MS = 30 * 60 * 1_000
/** Whoever looks into the inbox first. */
const ESCALATION_TO = 'human:anyone'
/** Three tries over seconds outlast a hiccup of a service without hiding an outage. */
const RETRY_DEFAULT: RetryPolicy = {
  maximumAttempts: 3,
  initialIntervalMs: 1_000,
  backoffCoefficient: 2,
  maximumIntervalMs: 5 * 60 * 1_000,
  nonRetryable: [],
}

/** Each setting on its own: the stage's, else the workflow's default, else the product's. */
export function retryOf(stage: Stage, defaults: StageDefaults): RetryPolicy {
  return { ...RETRY_DEFAULT, ...defaults.retry, ...stage.retry }
}

/** Each setting on its own: the stage's, else the workflow's default, else anyone within four hours. */
export function escalationOf(stage: Stage, defaults: StageDefaults): PlannedEscalation {
  const setting: EscalationSetting = { ...defaults.escalation, ...stage.escalation }
  const { to, slaMs, onBreach, form, instructions, fourEyes, priority, calendar, remindMs } = setting
  return {
    to: to?.map(formatReference) ?? [ESCALATION_TO],
    slaMs: slaMs ?? SLA_USUAL_MS,
    ...(remindMs === undefined ? {} : { remindMs }),
    onBreach: (onBreach ?? []).map((step) => ({ afterMs: step.afterMs, to: step.to.map(formatReference) })),
    ...(form === undefined ? {} : { form }),
    ...(instructions === undefined ? {} : { instructions }),
    ...(fourEyes === true ? { decidedBy: 'another-person' } : {}),
    ...(priority === undefined || priority === 'normal' ? {} : { priority }),
    ...(calendar === undefined ? {} : { calendar }),
  }
}

/**
 * Per attempt. People have a deadline instead, unless the stage itself sets a limit for them; where a person only stands
 * in for what is not here, the limit was not meant for them.
 */
export function timeoutOf(stage: Stage, primary: PlannedPerformer, defaults: StageDefaults): number | null {
  if (primary.kind === 'unavailable') return null
  if (primary.kind === 'human') return stage.timeoutMs ?? null
  return stage.timeoutMs ?? defaults.timeoutMs ?? STAGE_TIMEOUT_MS
}

/** After the last attempt. A person who ran out of time is not escalated to a person: such a stage fails. */
export function onErrorOf(stage: Stage, primary: PlannedPerformer, defaults: StageDefaults): OnError {
  const onError = stage.onError ?? defaults.onError ?? 'escalate'
  return primary.kind === 'human' && onError === 'escalate' ? 'fail' : onError
}
