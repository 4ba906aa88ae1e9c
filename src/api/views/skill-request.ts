import type { SkillRequestRow } from '../../engine/skill-request-row.ts'
import type { SkillRequest } from '../contract/skill-requests.ts'
import { iso } from './instants.ts'
import { actorView } from './names.ts'

export function skillRequestView(row: SkillRequestRow): SkillRequest {
  const { id, name, purpose, inputs, outputs, missedAt, by, at, status } = row
  return {
    id,
    name,
    purpose,
    inputs,
    outputs,
    missedAt: missedAt && placeView(missedAt),
    by: actorView(by),
    at: iso(at),
    status,
  }
}

function placeView({ workflow, workflowName, stage, stageName }: NonNullable<SkillRequestRow['missedAt']>) {
  return { workChart: { id: workflow, name: workflowName }, stage: { id: stage, name: stageName } }
}
