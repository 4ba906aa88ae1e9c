import type { Result } from '../core/basics/result.ts'
import { err, ok } from '../core/basics/result.ts'
import type { Plan } from '../core/plan/plan.ts'
import type { PlanReport } from '../core/plan/plan-report.ts'
import type { Reference } from '../core/workflow/reference.ts'
import { parseReference } from '../core/workflow/reference.ts'
import type { WorkflowId } from '../core/workflow/workflow.ts'
import type { Desk, WorkflowsParts } from './desk.ts'
import type { PlanningParts } from './planning.ts'
import { planWorkflow } from './planning.ts'
import { archive, publish, publishText } from './publish.ts'
import { decidedVersions, publishedVersion } from './published-version.ts'
import { createSourceReader, errorsIn } from './read-source.ts'
import { runWorkflow } from './run-workflow.ts'
import type { TriggerRow } from './trigger-row.ts'
import type { VersionRow } from './version-row.ts'
import type { RunProblem, WorkflowReading, WorkflowSummary, Workflows } from './workflows.ts'

export function createWorkflows(parts: WorkflowsParts): Workflows {
  const reader = createSourceReader(parts.ids.sha256)
  const read: Workflows['read'] = ({ file, text, collection = '' }) =>
    reader({ name: nameOf(file), collection, file, contextFolder: `collections/${collection}/context`, text })
  const desk: Desk = {
    ...parts,
    read,
    readFile: ({ path: _, ...source }) => reader(source),
    find: (name) => find(desk, name),
    plan: (reading, bind, library = parts.library) => planReading({ ...parts, library }, reading, bind),
  }
  return {
    list: () => list(desk),
    find: desk.find,
    read,
    plan: desk.plan,
    run: (order) => runWorkflow(desk, order),
    publish: (name, by) => publish(desk, name, by),
    publishText: (order) => publishText(desk, order),
    archive: (name, by) => archive(desk, name, by),
    planPublished: (id) => planPublished(desk, id),
    planFor: (trigger) => planForTrigger(desk, trigger),
  }
}

/** `collections/default/workflows/refund-requests.yaml` and `…/refund-requests/WORKFLOW.yaml` are both `refund-requests`. */
function nameOf(file: string): string {
  const parts = file.split('/')
  const last = file.slice(file.lastIndexOf('/') + 1).replace(/\.(?:ya?ml|json)$/, '')
  return last === 'WORKFLOW' ? (parts.at(-2) ?? last) : last
}

async function list(desk: Desk): Promise<readonly WorkflowSummary[]> {
  const [files, versions, triggers] = await Promise.all([
    desk.library.listWorkflows(),
    desk.reader.listVersions(null),
    desk.reader.listTriggers(),
  ])
  const summaries = files.map((file) => summaryOf(desk.readFile(file), { versions, triggers }))
  return firstOfEach(summaries).filter(({ id }) => !isArchived(versions, id))
}

/** Of several documents with one id the first is the one that `find` finds: the user's own before what is shipped. */
function firstOfEach(summaries: readonly WorkflowSummary[]): readonly WorkflowSummary[] {
  const ids = new Set<string>()
  return summaries.filter(({ id }) => !ids.has(id) && ids.add(id))
}

function isArchived(versions: readonly VersionRow[], id: VersionRow['workflow']): boolean {
  return decidedVersions(versions.filter((version) => version.workflow === id))[0]?.status === 'archived'
}

interface Rows {
  readonly versions: readonly VersionRow[]
  readonly triggers: readonly TriggerRow[]
}

function summaryOf(reading: WorkflowReading, { versions, triggers }: Rows): WorkflowSummary {
  const workflow = reading.document?.workflow
  const id = (workflow?.id ?? reading.source.name) as WorkflowSummary['id']
  const published = publishedVersion(versions.filter((version) => version.workflow === id))
  return {
    id,
    name: workflow?.name ?? id,
    description: workflow?.description ?? null,
    venture: workflow?.venture ?? null,
    collection: reading.source.collection,
    file: reading.source.file,
    stages: workflow?.stages.length ?? 0,
    errors: errorsIn(reading.problems).length,
    published,
    changedSincePublished: published !== null && published.digest !== reading.digest,
    triggers: triggers.filter((trigger) => trigger.workflow === id && trigger.enabled),
  }
}

/** By the id the document gives itself, else by the name of its file. */
async function find({ library, readFile }: Desk, name: string): Promise<WorkflowReading | undefined> {
  const readings = (await library.listWorkflows()).map(readFile)
  return (
    readings.find((reading) => reading.document?.workflow.id === name) ??
    readings.find((reading) => reading.source.name === name)
  )
}

async function planReading(
  parts: PlanningParts,
  reading: WorkflowReading,
  bind: Readonly<Record<string, string>>,
): Promise<Result<PlanReport, RunProblem>> {
  const errors = errorsIn(reading.problems)
  const { document, digest } = reading
  if (errors.length > 0 || document === undefined || digest === undefined)
    return err({ code: 'workflow-invalid', problems: errors })
  const bindings = parseBindings(bind)
  if (!bindings.ok) return bindings
  const { workflow } = document
  return ok(await planWorkflow(parts, { ...reading.source, workflow, digest, bindings: bindings.value }))
}

function parseBindings(bind: Readonly<Record<string, string>>): Result<ReadonlyMap<string, Reference>, RunProblem> {
  const bindings = new Map<string, Reference>()
  for (const [role, text] of Object.entries(bind)) {
    const reference = parseReference(text)
    if (!reference.ok) return err({ code: 'binding-invalid', role, text })
    bindings.set(role, reference.value)
  }
  return ok(bindings)
}

async function planPublished(desk: Desk, id: WorkflowId): Promise<Result<Plan, RunProblem>> {
  const version = publishedVersion(await desk.reader.listVersions(id))
  return version === null ? err({ code: 'not-published', name: id }) : await planVersion(desk, version)
}

async function planVersion(desk: Desk, version: VersionRow): Promise<Result<Plan, RunProblem>> {
  const report = await desk.plan(desk.read(version), {})
  if (!report.ok) return report
  const { plan } = report.value
  return plan === undefined ? err({ code: 'plan-incomplete', report: report.value }) : ok(plan)
}

async function planForTrigger(desk: Desk, { workflow, digest }: TriggerRow): Promise<Result<Plan, string>> {
  const version = publishedVersion(await desk.reader.listVersions(workflow))
  if (version === null || version.digest !== digest) return err('Its WorkChart is no longer published.')
  const plan = await planVersion(desk, version)
  return plan.ok ? plan : err(whyNoPlan(plan.error))
}

function whyNoPlan(problem: RunProblem): string {
  if (problem.code !== 'plan-incomplete') return 'The published version can not be read any more.'
  return problem.report.problems
    .flatMap(({ severity, message, help }) => (severity === 'error' ? [`${message} ${help}`] : []))
    .join(' ')
}
