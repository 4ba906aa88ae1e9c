import type { Result } from '../core/basics/result.ts'
import { err, ok } from '../core/basics/result.ts'
import type { ActorId } from '../core/run/ids.ts'
import { notYetExecuted } from '../core/workflow/not-yet-executed.ts'
import type { WorkflowDocument } from '../core/workflow/workflow-document.ts'
import type { Desk } from './desk.ts'
import type { ChangedTriggers } from './publish-triggers.ts'
import { disarmTriggers, publishTriggers } from './publish-triggers.ts'
import { publishedVersion } from './published-version.ts'
import type { TriggerRow } from './trigger-row.ts'
import type { VersionMade, VersionRow } from './version-row.ts'
import type { PublishTextOrder, RunProblem, WorkflowReading } from './workflows.ts'

/** Publishes what the file says. */
export async function publish(desk: Desk, name: string, by: ActorId): Promise<Result<VersionRow, RunProblem>> {
  const reading = await desk.find(name)
  if (reading === undefined) return err({ code: 'workflow-unknown', name })
  const document = await publishable(desk, reading)
  if (!document.ok) return document
  const publishing = await prepare(desk, { reading, document: document.value, by, made: null })
  if (publishing.published !== undefined) return err({ code: 'already-published', version: publishing.published })
  const { version, changed } = publishing
  if ((await desk.engine.write({ version, ...changed })) === 'stale') throw new Error(RIVAL)
  return ok(version)
}

const RIVAL = 'Another process published this WorkChart at the same time'

/**
 * Publishes a text that its file does not say yet. `settle` puts it there, once it is known that it can be published; the
 * draft that it gives is written in one transaction with the version. `stale`: somebody changed the draft meanwhile.
 */
export async function publishText<E>(
  desk: Desk,
  { reading, by, settle }: PublishTextOrder<E>,
): Promise<Result<VersionRow, RunProblem | E> | 'stale'> {
  const document = await publishable(desk, reading)
  if (!document.ok) return document
  const settled = await settle()
  if (!settled.ok) return settled
  const { begunAt, work } = settled.value
  const publishing = await prepare(desk, { reading, document: document.value, by, made: { begunAt, work } })
  const { version, changed, published } = publishing
  const news = published === undefined ? { version, ...changed } : {}
  const outcome = await desk.engine.write({ ...news, draft: settled.value })
  return outcome === 'stale' ? outcome : ok(published ?? version)
}

/** The document, unless it has a problem, can not be planned, or asks for what is not carried out yet. */
async function publishable(desk: Desk, reading: WorkflowReading): Promise<Result<WorkflowDocument, RunProblem>> {
  const report = await desk.plan(reading, {})
  if (!report.ok) return report
  const { document } = reading
  if (document === undefined) throw new Error('A planned document was read')
  const unexecuted = notYetExecuted(document, 'error')
  if (unexecuted.length > 0) return err({ code: 'not-yet-executed', problems: unexecuted })
  if (report.value.plan === undefined) return err({ code: 'plan-incomplete', report: report.value })
  return ok(document)
}

interface Publishing {
  readonly reading: WorkflowReading
  readonly document: WorkflowDocument
  readonly by: ActorId
  readonly made: VersionMade | null
}

interface Prepared {
  readonly version: VersionRow
  readonly changed: ChangedTriggers
  /** The published version, where it says the same. */
  readonly published?: VersionRow
}

async function prepare(desk: Desk, publishing: Publishing): Promise<Prepared> {
  const { workflow } = publishing.document
  const versions = await desk.reader.listVersions(workflow.id)
  const published = publishedVersion(versions)
  const version = nextVersion(desk, publishing, versions)
  const changed = await publishTriggers(workflow, {
    ...desk,
    digest: version.digest,
    now: version.at,
    position: await desk.reader.headPosition(),
    stored: await storedTriggers(desk, workflow.id),
  })
  return { version, changed, ...(published?.digest === version.digest ? { published } : {}) }
}

function nextVersion(
  { clock }: Desk,
  { reading, document, by, made }: Publishing,
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
    made,
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
    made: null,
  }
  const stored = await storedTriggers(desk, published.workflow)
  const changed = await disarmTriggers({ reader: desk.reader, now: version.at }, stored)
  if ((await desk.engine.write({ version, ...changed })) === 'stale') throw new Error(RIVAL)
  return ok(version)
}

async function storedTriggers({ reader }: Desk, workflow: VersionRow['workflow']): Promise<readonly TriggerRow[]> {
  return (await reader.listTriggers()).filter((row) => row.workflow === workflow)
}
