import type { Result } from '../core/basics/result.ts'
import { err, ok } from '../core/basics/result.ts'
import type { ActorId } from '../core/run/ids.ts'
import { notYetExecuted } from '../core/workflow/not-yet-executed.ts'
import type { WorkflowDocument } from '../core/workflow/workflow-document.ts'
import { armTriggers, disarmTriggers } from './arm-triggers.ts'
import type { Desk } from './desk.ts'
import { publishedVersion } from './published-version.ts'
import type { TriggerRow, VersionRow } from './store.ts'
import type { RunProblem, WorkflowReading } from './workflows.ts'

/** Publishes what the file says: refused while it has a problem, can not be planned, or asks for what is not carried out yet. */
export async function publish(desk: Desk, name: string, by: ActorId): Promise<Result<VersionRow, RunProblem>> {
  const reading = await desk.find(name)
  if (reading === undefined) return err({ code: 'workflow-unknown', name })
  const report = await desk.plan(reading, {})
  if (!report.ok) return report
  const { document } = reading
  if (document === undefined) throw new Error('A planned document was read')
  const unexecuted = notYetExecuted(document, 'error')
  if (unexecuted.length > 0) return err({ code: 'not-yet-executed', problems: unexecuted })
  if (report.value.plan === undefined) return err({ code: 'plan-incomplete', report: report.value })
  return await writeVersion(desk, { reading, document, by })
}

interface Publishing {
  readonly reading: WorkflowReading
  readonly document: WorkflowDocument
  readonly by: ActorId
}

async function writeVersion(
  desk: Desk,
  { reading, document, by }: Publishing,
): Promise<Result<VersionRow, RunProblem>> {
  const { workflow } = document
  const versions = await desk.reader.listVersions(workflow.id)
  const published = publishedVersion(versions)
  const version = nextVersion(desk, { reading, document, by }, versions)
  if (published?.digest === version.digest) return err({ code: 'already-published', version: published })
  const triggers = armTriggers(workflow, {
    digest: version.digest,
    now: version.at,
    stored: await storedTriggers(desk, workflow.id),
  })
  await write(desk, { version, triggers })
  return ok(version)
}

function nextVersion(
  { clock }: Desk,
  { reading, document, by }: Publishing,
  versions: readonly VersionRow[],
): VersionRow {
  const { workflow } = document
  const { collection, file, text } = reading.source
  return {
    workflow: workflow.id,
    number: nextNumber(versions),
    digest: reading.digest ?? '',
    name: workflow.name ?? workflow.id,
    collection,
    file,
    text,
    status: 'published',
    at: clock.now(),
    by,
  }
}

export function nextNumber(versions: readonly VersionRow[]): number {
  return Math.max(0, ...versions.map((version) => version.number)) + 1
}

/** Takes a workflow off the lists and disarms its schedules. */
export async function archive(desk: Desk, name: string, by: ActorId): Promise<Result<VersionRow, RunProblem>> {
  const reading = await desk.find(name)
  const workflow = reading?.document?.workflow.id ?? name
  const versions = await desk.reader.listVersions(workflow as VersionRow['workflow'])
  const published = publishedVersion(versions)
  if (published === null)
    return err(reading === undefined ? { code: 'workflow-unknown', name } : { code: 'not-published', name })
  const version: VersionRow = {
    ...published,
    number: nextNumber(versions),
    status: 'archived',
    at: desk.clock.now(),
    by,
  }
  await write(desk, { version, triggers: disarmTriggers(await storedTriggers(desk, published.workflow)) })
  return ok(version)
}

async function storedTriggers({ reader }: Desk, workflow: VersionRow['workflow']): Promise<readonly TriggerRow[]> {
  return (await reader.listTriggers()).filter((row) => row.workflow === workflow)
}

async function write(
  { engine }: Desk,
  rows: { readonly version: VersionRow; readonly triggers: readonly TriggerRow[] },
): Promise<void> {
  if ((await engine.write(rows)) === 'stale')
    throw new Error('Another process published this WorkChart at the same time')
}
