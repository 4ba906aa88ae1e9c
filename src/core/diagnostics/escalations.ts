import type { EscalationSetting, Workflow } from '../workflow/workflow.ts'

/** Every escalation of a workflow, the default one first, with the pointer to it. */
export function escalations(workflow: Workflow): readonly (readonly [EscalationSetting, string])[] {
  return escalationsInForce(workflow).map(({ own, pointer }) => [own, pointer])
}

export interface EscalationInForce {
  /** As it is written there. */
  readonly own: EscalationSetting
  /** With what holds for all stages where it says nothing of its own. */
  readonly whole: EscalationSetting
  readonly pointer: string
}

/** Every escalation that is written, the default one first. */
export function escalationsInForce({ defaults, stages }: Workflow): readonly EscalationInForce[] {
  const common = defaults.escalation
  const ofStages = stages.flatMap(({ escalation: own }, index) =>
    own === undefined ? [] : [{ own, whole: { ...common, ...own }, pointer: `/stages/${index}/escalation` }],
  )
  return common === undefined
    ? ofStages
    : [{ own: common, whole: common, pointer: '/defaults/escalation' }, ...ofStages]
}
