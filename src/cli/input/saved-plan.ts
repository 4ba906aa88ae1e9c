import type { SavedPlan } from '../../api/contract/plan.ts'
import { savedPlan } from '../../api/contract/plan.ts'
import type { WorkflowDetail } from '../../api/contract/workflows.ts'
import type { Result } from '../../core/basics/result.ts'
import { err, ok } from '../../core/basics/result.ts'
import type { CliFailure } from '../cli-failure.ts'
import { usageFailure } from '../cli-failure.ts'
import type { CliIo } from '../cli-io.ts'
import { readJsonObject } from './read-json.ts'

/** What `workflow plan --save` wrote: the plan, and who fills which role in it. */
export async function readSavedPlan(
  io: CliIo,
  path: string,
  { summary }: Pick<WorkflowDetail, 'summary'>,
): Promise<Result<Pick<SavedPlan, 'bind' | 'plan'>, CliFailure>> {
  const object = await readJsonObject(io, path)
  if (!object.ok) return object
  const saved = savedPlan.safeParse(object.value)
  if (!saved.success) return err(notAPlan(path))
  const { workflow, bind, plan } = saved.data
  return workflow === summary.id ? ok({ bind, plan }) : err(ofAnother(path, workflow, summary.id))
}

function notAPlan(path: string): CliFailure {
  const help = 'Write one with `workcharts workflow plan <name> --save <file>`.'
  return usageFailure('not-a-plan', `${path} holds no saved plan.`, help)
}

function ofAnother(path: string, saved: string, asked: string): CliFailure {
  const message = `${path} is a plan of "${saved}", and "${asked}" was to be run.`
  return usageFailure('plan-of-another', message, `Run it with: workcharts workflow run ${saved} --plan ${path}`)
}
