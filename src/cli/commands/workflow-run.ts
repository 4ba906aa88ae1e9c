import type { WorkflowDetail } from '../../api/contract/workflows.ts'
import { workflowDetail } from '../../api/contract/workflows.ts'
import type { Result } from '../../core/basics/result.ts'
import { err, ok } from '../../core/basics/result.ts'
import type { CliFailure } from '../cli-failure.ts'
import { isPath, notAnId } from '../find/name-or-path.ts'
import type { ProjectFlags } from '../find/open-project.ts'
import { projectUse } from '../find/open-project.ts'
import { parsePairs } from '../input/parse-pairs.ts'
import type { InputFlags } from '../input/run-inputs.ts'
import { readRunInputs } from '../input/run-inputs.ts'
import type { RowFlags } from '../input/run-rows.ts'
import { findStrayFlag, readRows } from '../input/run-rows.ts'
import { readSavedPlan } from '../input/saved-plan.ts'
import type { Connected, Outcome } from '../session.ts'
import type { JsonOption } from '../tree/options.ts'
import { watchBatch } from '../watch/watch-batch.ts'
import { watchRun } from '../watch/watch-run.ts'
import type { StartOrder } from './start-runs.ts'
import { startRuns } from './start-runs.ts'
import { printRowCheck } from './workflow-check-rows.ts'

export interface RunOptions extends JsonOption, InputFlags, RowFlags, ProjectFlags {
  readonly bind?: readonly string[]
  /** The file of a saved plan. */
  readonly plan?: string
  readonly title?: string
  readonly follow?: true
}

/** Starts runs of what the file says now, and stays until each has ended or waits for a person. */
export async function runWorkflow(session: Connected, name: string, options: RunOptions): Promise<Outcome> {
  if (isPath(name)) return err(notAnId(name))
  const stray = findStrayFlag(options)
  if (stray !== undefined) return err(stray)
  const { rows: file, titles } = options
  if (file !== undefined && options.check)
    return await printRowCheck(session, { workflow: name, file, titles }, options)
  const workflow = await session.api.get(`/workflows/${encodeURIComponent(name)}`, workflowDetail)
  if (!workflow.ok) return workflow
  const order = await readOrder(session, workflow.value, options)
  if (!order.ok) return order
  const started = await startRuns(session, name, order.value)
  if (!started.ok) return started
  const [first] = started.value
  if (options.each !== undefined || file !== undefined || first === undefined)
    return await watchBatch(session, started.value, options)
  return await watchRun(session, first, options)
}

async function readOrder(
  session: Connected,
  workflow: WorkflowDetail,
  options: RunOptions,
): Promise<Result<StartOrder, CliFailure>> {
  const { io } = session
  const how = options.plan === undefined ? bindings(options.bind) : await readSavedPlan(io, options.plan, workflow)
  if (!how.ok) return how
  const project = await projectUse(session, options)
  if (!project.ok) return project
  const given = await readGiven(session, workflow, options)
  if (!given.ok) return given
  return ok({ given: given.value, title: options.title, ...how.value, project: project.value })
}

async function readGiven(session: Connected, { summary, inputs }: WorkflowDetail, options: RunOptions) {
  const { rows: file, titles } = options
  if (file === undefined) return await readRunInputs(session.io, options, inputs)
  return await readRows(session, { workflow: summary.id, file, titles }, options)
}

function bindings(pairs: readonly string[] | undefined): Result<Pick<StartOrder, 'bind'>, CliFailure> {
  const bind = parsePairs('--bind', pairs)
  return bind.ok ? ok({ bind: Object.fromEntries(bind.value) }) : bind
}
