import type { WorkflowDetail } from '../../api/contract/workflows.ts'
import { workflowDetail } from '../../api/contract/workflows.ts'
import type { Result } from '../../core/basics/result.ts'
import { err, ok } from '../../core/basics/result.ts'
import type { CliFailure } from '../cli-failure.ts'
import { usageFailure } from '../cli-failure.ts'
import { isPath } from '../find/name-or-path.ts'
import type { ProjectFlags } from '../find/open-project.ts'
import { projectUse } from '../find/open-project.ts'
import { parsePairs } from '../input/parse-pairs.ts'
import type { InputFlags } from '../input/run-inputs.ts'
import { readRunInputs } from '../input/run-inputs.ts'
import type { Connected, Outcome } from '../session.ts'
import type { JsonOption } from '../tree/options.ts'
import { watchBatch } from '../watch/watch-batch.ts'
import { watchRun } from '../watch/watch-run.ts'
import type { StartOrder } from './start-runs.ts'
import { startRuns } from './start-runs.ts'

export interface RunOptions extends JsonOption, InputFlags, ProjectFlags {
  readonly bind?: readonly string[]
  readonly title?: string
  readonly follow?: true
}

/** Starts runs of what the file says now, and stays until each has ended or waits for a person. */
export async function runWorkflow(session: Connected, name: string, options: RunOptions): Promise<Outcome> {
  if (isPath(name)) return err(notAnId(name))
  const workflow = await session.api.get(`/workflows/${encodeURIComponent(name)}`, workflowDetail)
  if (!workflow.ok) return workflow
  const order = await readOrder(session, workflow.value, options)
  if (!order.ok) return order
  const started = await startRuns(session, name, order.value)
  if (!started.ok) return started
  const [first] = started.value
  if (options.each !== undefined || first === undefined) return await watchBatch(session, started.value, options)
  return await watchRun(session, first, options)
}

async function readOrder(
  session: Connected,
  workflow: WorkflowDetail,
  options: RunOptions,
): Promise<Result<StartOrder, CliFailure>> {
  const bind = parsePairs('--bind', options.bind)
  if (!bind.ok) return bind
  const project = await projectUse(session, options)
  if (!project.ok) return project
  const given = await readRunInputs(session.io, options, workflow.inputs)
  if (!given.ok) return given
  const { title } = options
  return ok({ given: given.value, title, bind: Object.fromEntries(bind.value), project: project.value })
}

function notAnId(name: string): CliFailure {
  return usageFailure(
    'not-an-id',
    `"${name}" is a path, and only what is in a collection can be run.`,
    'Put the file into the folder `workflows` of a collection and give its id.',
  )
}
