import type { Context } from 'hono'
import { callerRole } from '../../core/people/caller.ts'
import { isInVenture } from '../../core/people/in-venture.ts'
import { roleToward } from '../../core/people/standing.ts'
import type { Run } from '../../core/run/run.ts'
import type { Task } from '../../core/run/task.ts'
import { audienceOf } from '../../core/run/task.ts'
import type { TaskFilter } from '../../engine/store.ts'
import type { WorkflowReading } from '../../engine/workflows.ts'
import type { ApiProblem } from '../problems/refuse.ts'
import type { ApiEnv } from './authenticate.ts'
import { callerStanding } from './caller.ts'

/** What of all work a caller sees, for questions to the store. */
export function withinVentures(c: Context<ApiEnv>): Pick<TaskFilter, 'ventures'> {
  const { ventures } = c.get('caller')
  return ventures === null ? {} : { ventures }
}

/** Whether nothing is kept from the caller for its venture. */
export function seesAll(c: Context<ApiEnv>): boolean {
  return c.get('caller').ventures === null
}

/** The tasks a caller sees: all of their ventures for those who oversee tasks, else what is addressed to them. */
export function ownTasks(c: Context<ApiEnv>): Pick<TaskFilter, 'ventures' | 'to'> {
  const { overseer, names } = callerStanding(c)
  return { ...withinVentures(c), ...(overseer === null ? { to: names } : {}) }
}

/** Whether a caller sees the work of this run. */
export function seesRun(c: Context<ApiEnv>, { plan }: Pick<Run, 'plan'>): boolean {
  return isInVenture(plan.workflow.venture, c.get('caller'))
}

/** Whether a caller sees this WorkChart. */
export function seesWorkflow(c: Context<ApiEnv>, { document }: Pick<WorkflowReading, 'document'>): boolean {
  return isInVenture(document?.workflow.venture, c.get('caller'))
}

/** Whether a caller may make this what all of its venture start: a WorkChart that is shared needs whoever answers for it. */
export function mayShare(c: Context<ApiEnv>, { document }: Pick<WorkflowReading, 'document'>): boolean {
  return document?.workflow.venture === undefined || callerRole('work:share', c.get('caller')) !== undefined
}

/** Whether a caller sees a task: it is addressed to them, they were asked about it, or they oversee all. */
export function seesTask(c: Context<ApiEnv>, task: Task): boolean {
  return roleToward(audienceOf(task), callerStanding(c)) !== undefined
}

export const NOT_TO_SHARE: ApiProblem = {
  code: 'not-allowed',
  detail: 'This WorkChart belongs to a venture, and so to others too. Ask an Ops Manager to publish it.',
}
