import type { Result } from '../core/basics/result.ts'
import { err } from '../core/basics/result.ts'
import type { PlanReport } from '../core/plan/plan-report.ts'
import type { Drafts } from './drafts.ts'
import type { RunProblem, Workflows } from './workflows.ts'

export interface DraftPlanning {
  readonly drafts: Pick<Drafts, 'open'>
  readonly workflows: Pick<Workflows, 'read' | 'plan'>
}

export interface DraftText {
  readonly workflow: string
  /** What the draft says now, saved or not. */
  readonly text: string
}

/** The plan of a draft, made as that of its file would be. Nothing is saved. */
export async function planDraft(
  { drafts, workflows }: DraftPlanning,
  { workflow, text }: DraftText,
): Promise<Result<PlanReport, RunProblem>> {
  const opened = await drafts.open(workflow)
  if (opened === undefined) return err({ code: 'workflow-unknown', name: workflow })
  const { file, collection } = opened
  return await workflows.plan(workflows.read({ file, collection, text }), {})
}
