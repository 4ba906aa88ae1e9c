import type { Context } from 'hono'
import type { Result } from '../../core/basics/result.ts'
import { err, ok } from '../../core/basics/result.ts'
import { forecast } from '../../core/forecast/forecast.ts'
import type { PlanReport as Report } from '../../core/plan/plan-report.ts'
import type { WorkflowId } from '../../core/workflow/workflow.ts'
import type { PlanWithin } from '../../engine/projects.ts'
import type { WorkflowReading } from '../../engine/workflows.ts'
import type { ApiParts } from '../api-parts.ts'
import type { PlannedProject, PlanReport } from '../contract/plan.ts'
import type { ProjectUse } from '../contract/projects.ts'
import type { ApiEnv } from '../posture/authenticate.ts'
import { fromProjectProblem, heldBack } from '../problems/from-project-problem.ts'
import type { ApiProblem } from '../problems/refuse.ts'
import { newestReceipts } from '../views/newest-receipts.ts'
import { planReportView } from '../views/plan-report.ts'
import { plannedProjectView } from '../views/project.ts'
import { countStalls, spentProblems } from '../views/stalls.ts'

export interface PlanIn {
  readonly reading: WorkflowReading
  readonly bind: Readonly<Record<string, string>>
  readonly project?: ProjectUse | undefined
}

export interface Planned {
  readonly report: Report
  /** Absent: it was made in no project. */
  readonly within?: PlanWithin
}

/** The plan as it would be made in a project. What is accepted for one call is accepted by the command line alone. */
export async function planIn(
  c: Context<ApiEnv>,
  { workflows, projects }: ApiParts,
  { reading, bind, project }: PlanIn,
): Promise<Result<Planned, ApiProblem>> {
  if (project === undefined) {
    const report = await workflows.plan(reading, bind)
    return report.ok ? ok({ report: report.value }) : err(fromProjectProblem(report.error))
  }
  if (project.trust === 'once' && c.get('via') !== 'terminal') return err(TRUST_FOR_COMMAND_LINE)
  const within = await projects.planWithin(project, (library) => workflows.plan(reading, bind, library))
  return within.ok ? ok({ report: within.value.report, within: within.value }) : err(fromProjectProblem(within.error))
}

/** The plan to run: refused where somebody has to accept the project first. */
export async function planToRun(
  c: Context<ApiEnv>,
  parts: ApiParts,
  order: PlanIn,
): Promise<Result<Report, ApiProblem>> {
  const planned = await planIn(c, parts, order)
  if (!planned.ok) return planned
  const { report, within } = planned.value
  return within?.use.type === 'held-back' ? err(heldBack(within)) : ok(report)
}

/** The plan as it travels, with what receipts say of it. */
export async function withPast(parts: ApiParts, workflow: string, planned: Planned): Promise<PlanReport> {
  const [receipts, counts] = await Promise.all([
    newestReceipts(parts.reader, workflow),
    countStalls(parts, workflow as WorkflowId),
  ])
  const report = planReportView(workflow, planned.report, forecast(planned.report.stages, receipts))
  return { ...report, problems: [...report.problems, ...spentProblems(counts)], project: projectOf(planned) }
}

function projectOf({ within }: Planned): PlannedProject | null {
  return within === undefined ? null : plannedProjectView(within)
}

export const TRUST_FOR_COMMAND_LINE: ApiProblem = {
  code: 'for-command-line',
  detail: 'Projects are named and accepted by the command line only. Type `workcharts trust accept` in the project.',
}
