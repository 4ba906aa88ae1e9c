import type { EscalationSetting, Workflow } from '../workflow/workflow.ts'

/** Every escalation of a workflow, the default one first, with the pointer to it. */
export function escalations({ defaults, stages }: Workflow): readonly (readonly [EscalationSetting, string])[] {
  const places: readonly (readonly [EscalationSetting | undefined, string])[] = [
    [defaults.escalation, '/defaults/escalation'],
    ...stages.map(({ escalation }, index) => [escalation, `/stages/${index}/escalation`] as const),
  ]
  return places.flatMap(([setting, pointer]) => (setting === undefined ? [] : [[setting, pointer] as const]))
}
