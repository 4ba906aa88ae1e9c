import type { PlanReport } from '../../api/contract/plan.ts'
import { planReport, savedPlan } from '../../api/contract/plan.ts'
import type { Result } from '../../core/basics/result.ts'
import { err, ok } from '../../core/basics/result.ts'
import type { CliFailure } from '../cli-failure.ts'
import { unwritable } from '../cli-failure.ts'
import type { ExitCode } from '../exit-code.ts'
import { EXIT } from '../exit-code.ts'
import { isPath, notAnId } from '../find/name-or-path.ts'
import type { ProjectFlags } from '../find/open-project.ts'
import { projectUse } from '../find/open-project.ts'
import { parsePairs } from '../input/parse-pairs.ts'
import { readText } from '../input/read-json.ts'
import type { Connected, Outcome } from '../session.ts'
import { mermaidGraph } from '../show/mermaid-graph.ts'
import { planLines } from '../show/plan-lines.ts'
import type { JsonOption } from '../tree/options.ts'

export interface PlanOptions extends JsonOption, ProjectFlags {
  readonly bind?: readonly string[]
  readonly graph?: 'mermaid'
  /** The file that the plan is written to. */
  readonly save?: string
}

export async function planWorkflow(session: Connected, typed: string, options: PlanOptions): Promise<Outcome> {
  const { screen } = session
  const { graph, json, save } = options
  if (save !== undefined) return await writePlan(session, typed, { ...options, save })
  const planned = await readPlan(session, typed, options)
  if (!planned.ok) return planned
  const report = planned.value
  if (json) screen.json('plan', report)
  else if (graph === 'mermaid') screen.exact(mermaidGraph(report))
  else screen.print(...planLines(report))
  return ok(exitOf(report))
}

/** A plan that leaves out what somebody has to accept first is not the plan of this project. */
function exitOf({ ready, project }: PlanReport): ExitCode {
  if (!ready) return EXIT.invalid
  return project?.use === 'held-back' ? EXIT.refused : EXIT.ok
}

/** Nothing is written where the plan has errors: nobody could run it. */
async function writePlan(
  session: Connected,
  name: string,
  { bind: pairs, save, ...flags }: PlanOptions & { readonly save: string },
): Promise<Outcome> {
  const { api, io, screen } = session
  if (isPath(name)) return err(notAnId(name))
  const bind = parsePairs('--bind', pairs)
  if (!bind.ok) return bind
  const project = await projectUse(session, flags)
  if (!project.ok) return project
  const body = { bind: Object.fromEntries(bind.value), project: project.value }
  const plan = await api.post(`/workflows/${encodeURIComponent(name)}/plan/save`, { body, schema: savedPlan })
  if (!plan.ok) return plan
  const written = await io.writeFile(save, `${JSON.stringify(plan.value, null, 2)}\n`)
  if (!written.ok) return err(unwritable(save, written.error))
  screen.note(`The plan is in ${save}. Run it with: workcharts workflow run ${name} --plan ${save}`)
  return ok(EXIT.ok)
}

async function readPlan(
  session: Connected,
  typed: string,
  { bind: pairs, ...flags }: PlanOptions,
): Promise<Result<PlanReport, CliFailure>> {
  const bind = parsePairs('--bind', pairs)
  if (!bind.ok) return bind
  const project = await projectUse(session, flags)
  if (!project.ok) return project
  const { api, io } = session
  const order = { bind: Object.fromEntries(bind.value), project: project.value }
  if (!isPath(typed))
    return api.post(`/workflows/${encodeURIComponent(typed)}/plan`, { body: order, schema: planReport })
  const text = await readText(io, typed)
  return text.ok
    ? api.post('/workflows/plan', { body: { ...order, file: typed, text: text.value }, schema: planReport })
    : text
}
