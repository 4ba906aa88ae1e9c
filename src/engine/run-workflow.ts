import type { Result } from '../core/basics/result.ts'
import { err, ok } from '../core/basics/result.ts'
import { driftBetween } from '../core/plan/drift.ts'
import type { Plan } from '../core/plan/plan.ts'
import { inputProblems, withDefaults } from '../core/run/check-inputs.ts'
import type { Run } from '../core/run/run.ts'
import type { Desk } from './desk.ts'
import { nextNumber } from './publish.ts'
import type { VersionRow } from './version-row.ts'
import type { RunOrder, RunProblem } from './workflows.ts'
import { RUNS_AT_ONCE_MAX } from './workflows.ts'

/** Starts a run for each set of inputs. All of them are checked before the first is started. */
export async function runWorkflow(desk: Desk, order: RunOrder): Promise<Result<readonly Run[], RunProblem>> {
  if (order.each.length > RUNS_AT_ONCE_MAX)
    return err({ code: 'too-many-runs', runs: order.each.length, runsMax: RUNS_AT_ONCE_MAX })
  const report = order.report === undefined ? await desk.plan(order.reading, order.bind) : ok(order.report)
  if (!report.ok) return report
  const { plan } = report.value
  if (plan === undefined) return err({ code: 'plan-incomplete', report: report.value })
  const drifts = order.saved === undefined ? [] : driftBetween(order.saved, plan)
  if (drifts.length > 0) return err({ code: 'plan-drifted', drifts })
  const refused = firstRefused(plan, order)
  if (refused !== undefined) return err(refused)
  await recordVersion(desk, order, plan)
  return await startEach(desk, order, plan)
}

function firstRefused(plan: Plan, { each }: RunOrder): RunProblem | undefined {
  for (const [index, { inputs }] of each.entries()) {
    const problems = inputProblems(plan, withDefaults(plan, inputs))
    if (problems.length > 0) return { code: 'start-refused', refusal: { code: 'inputs-invalid', problems }, index }
  }
  return undefined
}

/** What a file said when it was run is kept, also where it was never published. */
async function recordVersion({ reader, engine, clock }: Desk, { reading, by }: RunOrder, plan: Plan): Promise<void> {
  const { id: workflow, name, digest } = plan.workflow
  const versions = await reader.listVersions(workflow)
  if (versions.some((known) => known.digest === digest)) return
  const { collection, file, text } = reading.source
  const version: VersionRow = {
    workflow,
    number: nextNumber(versions),
    digest,
    name,
    collection,
    file,
    text,
    status: 'unpublished',
    at: clock.now(),
    by,
    made: null,
  }
  await engine.write({ version })
}

async function startEach(
  { engine }: Desk,
  { each, by }: RunOrder,
  plan: Plan,
): Promise<Result<readonly Run[], RunProblem>> {
  const started = await Promise.all(
    each.map(({ id, inputs, title }) =>
      engine.start({ id, plan, inputs, by, cause: { type: 'manual' }, ...(title === undefined ? {} : { title }) }),
    ),
  )
  const runs: Run[] = []
  for (const [index, result] of started.entries()) {
    if (!result.ok) return err({ code: 'start-refused', refusal: result.error, index })
    runs.push(result.value)
  }
  return ok(runs)
}
