import type { GateSetting, Stage } from '../workflow/workflow.ts'
import type { StageWords } from './stage-problem.ts'

/** Below the first nobody ever has enough reviews, above the second nobody would call it a promise. */
const TARGET = { least: 0.001, most: 0.5 }
/** Of what passes, people look at least at this share: else nobody would notice that it has become worse. */
const AUDIT_RATE_LEAST = 0.02

/** What a gate with a target can not promise. */
export function checkTarget(gate: GateSetting, stage: Stage): readonly StageWords[] {
  if (gate.kind !== 'target-error') return []
  const { targetError, auditRate = AUDIT_RATE_LEAST } = gate
  const isTarget = targetError >= TARGET.least && targetError <= TARGET.most
  return [
    ...(isTarget ? [] : [beyondTargets(stage, targetError)]),
    ...(auditRate < AUDIT_RATE_LEAST ? [tooFewAudits(stage, auditRate)] : []),
  ]
}

function beyondTargets({ id }: Stage, target: number): StageWords {
  return {
    code: 'target-out-of-range',
    message: `The gate of the stage \`${id}\` promises a share of ${target} wrong ones, which can not be certified.`,
    help: `Write a \`target_error\` from ${TARGET.least} to ${TARGET.most}, such as 0.05.`,
    pointer: '/gate/target_error',
  }
}

function tooFewAudits({ id }: Stage, rate: number): StageWords {
  return {
    code: 'audit-rate-too-low',
    message: `The gate of the stage \`${id}\` has a share of ${rate} of what passes looked at: nobody would notice in time that it has become worse.`,
    help: `Write an \`audit_rate\` of ${AUDIT_RATE_LEAST} or more, or leave it out.`,
    pointer: '/gate/audit_rate',
  }
}
