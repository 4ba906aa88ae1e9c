import type { MissedAt, SkillRequestRow } from '../../engine/skill-request-row.ts'
import { fromJsonText, toJsonText } from './json-text.ts'
import type { SkillRequestColumns } from './tables.ts'

export function toSkillRequestColumns({ inputs, outputs, missedAt, ...row }: SkillRequestRow): SkillRequestColumns {
  return {
    ...row,
    inputs: toJsonText(inputs),
    outputs: toJsonText(outputs),
    workflow: missedAt?.workflow ?? null,
    workflow_name: missedAt?.workflowName ?? null,
    stage: missedAt?.stage ?? null,
    stage_name: missedAt?.stageName ?? null,
  }
}

export function toSkillRequestRow(columns: SkillRequestColumns): SkillRequestRow {
  const { inputs, outputs, workflow, workflow_name, stage, stage_name, ...row } = columns
  return {
    ...row,
    inputs: fromJsonText(inputs),
    outputs: fromJsonText(outputs),
    missedAt: placeOf({ workflow, workflow_name, stage, stage_name }),
  }
}

type Where = Pick<SkillRequestColumns, 'workflow' | 'workflow_name' | 'stage' | 'stage_name'>

/** The four are written together or not at all. */
function placeOf({ workflow, workflow_name, stage, stage_name }: Where): MissedAt | null {
  if (workflow === null || stage === null) return null
  return { workflow, workflowName: workflow_name ?? workflow, stage, stageName: stage_name ?? stage }
}
