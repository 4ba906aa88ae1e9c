import type { PlannedStage } from '../../api/contract/planned-stage.ts'

/** Who decided that somebody does a stage. */
export const LAYERS = {
  'run flag': 'decided for this run',
  'project overrides': 'decided by the project',
  workflow: 'decided by the WorkChart',
  'role default': 'the usual choice of the WorkChart',
} as const satisfies Record<PlannedStage['boundBy'], string>
