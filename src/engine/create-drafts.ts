import type { Result } from '../core/basics/result.ts'
import { err, ok } from '../core/basics/result.ts'
import { kindOfText } from '../core/edit/code-in-builder.ts'
import type { DraftWork } from '../core/metrics/draft-work.ts'
import { atWork, beginWork, workAfter } from '../core/metrics/draft-work.ts'
import { editDocument } from '../core/workflow/edit-document.ts'
import { freeId, toId } from '../core/workflow/slug.ts'
import type { WorkflowId } from '../core/workflow/workflow.ts'
import type { DraftFile, DraftFileParts } from './draft-file.ts'
import { keepBase, readDraftFile } from './draft-file.ts'
import type { DraftReader, DraftRow } from './draft-row.ts'
import type {
  BeginOrder,
  Draft,
  DraftChange,
  DraftProblem,
  Drafts,
  MergeChange,
  OpenDraft,
  WhichDraft,
} from './drafts.ts'
import type { Engine } from './engine.ts'
import type { Blobs, Clock, Ids, Shelf } from './ports.ts'
import { samplesFile } from './samples.ts'
import type { TriggerReader } from './store.ts'
import type { VersionRow } from './version-row.ts'
import type { Workflows } from './workflows.ts'

export interface DraftsParts {
  readonly workflows: Workflows
  readonly reader: DraftReader & Pick<TriggerReader, 'listVersions'>
  readonly engine: Pick<Engine, 'write'>
  readonly shelf: Shelf
  readonly blobs: Blobs
  readonly clock: Clock
  readonly ids: Pick<Ids, 'sha256'>
}

export function createDrafts(parts: DraftsParts): Drafts {
  return {
    list: async () => (await parts.reader.listDrafts()).filter(isDraft),
    open: (workflow) => open(parts, workflow as WorkflowId),
    begin: (order) => begin(parts, order),
    save: (change) => save(parts, change),
    file: (workflow) => fileOf(parts, workflow as WorkflowId),
    merge: (change) => merge(parts, change),
    discard: (which) => discard(parts, which),
    publish: (which) => publish(parts, which),
  }
}

function isDraft(row: DraftRow | undefined): row is Draft {
  return row !== undefined && row.text !== null
}

async function open(parts: DraftsParts, workflow: WorkflowId): Promise<OpenDraft | undefined> {
  const [row, reading] = await Promise.all([parts.reader.findDraft(workflow), parts.workflows.find(workflow)])
  if (isDraft(row)) return { ...row, draft: row, isFileChanged: await isFileChanged(parts, row) }
  if (reading === undefined) return undefined
  const { text } = reading.source
  const place = parts.shelf.placeFor(workflow, reading.source.file)
  const base = place.file === reading.source.file ? parts.ids.sha256(text) : null
  return { workflow, revision: row?.revision ?? 0, text, ...place, base, isFileChanged: false }
}

/** A file that says what the draft says was written by a publication that was cut short. */
async function isFileChanged({ shelf, ids }: DraftsParts, { file, base, text }: Draft): Promise<boolean> {
  const now = await shelf.read(file)
  return now !== text && (now === undefined ? null : ids.sha256(now)) !== base
}

async function begin(
  parts: DraftsParts,
  { name, text, samples, origin, by }: BeginOrder,
): Promise<Result<Draft, DraftProblem>> {
  const [rows, listed] = await Promise.all([parts.reader.listDrafts(), parts.workflows.list()])
  const taken = new Set<string>([...rows.map((row) => row.workflow), ...listed.map(({ id }) => id)])
  const workflow = freeId(toId(name) || 'workchart', taken) as WorkflowId
  const named = editDocument({ file: 'WORKFLOW.yaml', text: text ?? 'workflow_id:\nname:\nstages: []\n' }, [
    { path: ['workflow_id'], value: workflow },
    { path: ['name'], value: name },
  ])
  if (!named.ok) return err({ code: 'draft-unreadable', message: unreadable(named.error) })
  const place = parts.shelf.placeFor(workflow, undefined)
  if (samples !== undefined) await parts.shelf.write(samplesFile(place.file), samples)
  return await written(parts, newDraft(parts, { workflow, text: named.value, ...place, base: null, by }, origin))
}

function unreadable(error: { readonly code: string; readonly message?: string }): string {
  return error.message ?? 'It is not a document with keys.'
}

async function save(parts: DraftsParts, change: DraftChange): Promise<Result<Draft, DraftProblem>> {
  const { workflow, revision, text, made, by } = change
  const stored = await parts.reader.findDraft(workflow)
  if (isDraft(stored) && isSaved(stored, change)) return ok(stored)
  if ((stored?.revision ?? 0) !== revision) return changed(workflow, stored)
  const now = parts.clock.now()
  const draft = isDraft(stored) ? stored : await beginAgain(parts, change)
  const work = workAfter(draft.work, made, now - draft.updatedAt)
  return await written(parts, { ...draft, revision: revision + 1, text, updatedAt: now, by, work })
}

/** The same change, sent again by whoever did not hear that it was saved. */
function isSaved(stored: Draft, { revision, text, by }: DraftChange): boolean {
  return stored.revision === revision + 1 && stored.text === text && stored.by === by
}

/** Work on a WorkChart that is there already. */
async function beginAgain(parts: DraftsParts, { workflow, text, base, by }: DraftChange): Promise<Draft> {
  const place = parts.shelf.placeFor(workflow, (await parts.workflows.find(workflow))?.source.file)
  const draft = newDraft(parts, { workflow, text, ...place, base, by }, 'file')
  await keepBase(fileParts(parts), draft)
  return draft
}

type Begun = Omit<Draft, 'revision' | 'begunAt' | 'updatedAt' | 'work'>

function newDraft({ clock }: DraftsParts, begun: Begun, origin: DraftWork['origin']): Draft {
  const now = clock.now()
  return { ...begun, revision: 1, begunAt: now, updatedAt: now, work: beginWork(origin) }
}

async function fileOf(parts: DraftsParts, workflow: WorkflowId): Promise<DraftFile | undefined> {
  const row = await parts.reader.findDraft(workflow)
  return isDraft(row) ? await readDraftFile(fileParts(parts), row) : undefined
}

async function merge(parts: DraftsParts, change: MergeChange): Promise<Result<Draft, DraftProblem>> {
  const draft = await seen(parts, change)
  if (!draft.ok) return draft
  const { workflow, file } = draft.value
  const { digest } = await readDraftFile(fileParts(parts), draft.value)
  if (digest !== change.base) return err({ code: 'file-changed', workflow, file })
  const merged = afterMerge(parts, draft.value, change)
  await keepBase(fileParts(parts), merged)
  return await written(parts, merged)
}

/** What comes in from a file was written as text. */
function afterMerge({ clock }: DraftsParts, draft: Draft, { text, base, by }: MergeChange): Draft {
  const now = clock.now()
  const made = text === draft.text ? 'by-gestures' : 'by-hand'
  const work = workAfter(draft.work, made, now - draft.updatedAt)
  return { ...draft, revision: draft.revision + 1, text, base, updatedAt: now, by, work }
}

function fileParts({ shelf, blobs, ids, reader }: DraftsParts): DraftFileParts {
  return { shelf, blobs, ids, versions: reader }
}

async function written<Row extends DraftRow>(
  { engine, reader }: DraftsParts,
  draft: Row,
): Promise<Result<Row, DraftProblem>> {
  if ((await engine.write({ draft })) === 'appended') return ok(draft)
  return changed(draft.workflow, await reader.findDraft(draft.workflow))
}

function changed(workflow: WorkflowId, stored: DraftRow | undefined): Result<never, DraftProblem> {
  return err({ code: 'draft-changed', workflow, revision: stored?.revision ?? 0 })
}

/** The draft that was seen, or why it is not there any more. */
async function seen({ reader }: DraftsParts, { workflow, revision }: WhichDraft): Promise<Result<Draft, DraftProblem>> {
  const stored = await reader.findDraft(workflow)
  if (!isDraft(stored)) return err({ code: 'draft-absent', workflow })
  return stored.revision === revision ? ok(stored) : changed(workflow, stored)
}

async function discard(parts: DraftsParts, which: WhichDraft): Promise<Result<void, DraftProblem>> {
  const draft = await seen(parts, which)
  if (!draft.ok) return draft
  const gone = await written(parts, ended(parts, draft.value, which))
  if (!gone.ok) return gone
  const { file } = draft.value
  if ((await parts.shelf.read(file)) === undefined) await parts.shelf.remove(samplesFile(file))
  return ok(undefined)
}

function ended({ clock }: DraftsParts, draft: Draft, { by }: WhichDraft): DraftRow {
  const now = clock.now()
  const work = atWork(draft.work, now - draft.updatedAt)
  return { ...draft, revision: draft.revision + 1, text: null, updatedAt: now, by, work }
}

async function publish(parts: DraftsParts, which: WhichDraft): Promise<Result<VersionRow, DraftProblem>> {
  const draft = await seen(parts, which)
  if (!draft.ok) return draft
  const { workflow, file, collection, text } = draft.value
  if (kindOfText(text) === 'code') return err({ code: 'code-refused' })
  const reading = parts.workflows.read({ file, text, collection })
  const found = reading.document?.workflow.id ?? workflow
  if (found !== workflow) return err({ code: 'id-changed', workflow, found })
  const settle = () => settled(parts, draft.value, which)
  const published = await parts.workflows.publishText({ reading, by: which.by, settle })
  return published === 'stale' ? changed(workflow, await parts.reader.findDraft(workflow)) : published
}

async function settled(parts: DraftsParts, draft: Draft, which: WhichDraft): Promise<Result<DraftRow, DraftProblem>> {
  const { workflow, file, text } = draft
  if (await isFileChanged(parts, draft)) return err({ code: 'file-changed', workflow, file })
  await parts.shelf.write(file, text)
  return ok(ended(parts, draft, which))
}
