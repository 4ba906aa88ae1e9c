import type { CatalogEntry } from '../core/plan/catalog.ts'
import { makePlan } from '../core/plan/make-plan.ts'
import type { PlanReport } from '../core/plan/plan-report.ts'
import { referencesToResolve } from '../core/plan/references-to-resolve.ts'
import type { Reference } from '../core/workflow/reference.ts'
import { formatReference } from '../core/workflow/reference.ts'
import type { Workflow } from '../core/workflow/workflow.ts'
import type { MemoryReader } from './memory-row.ts'
import type { Blobs, Ids, Library } from './ports.ts'
import { recall, withMemory } from './recall.ts'

export interface PlanningParts {
  readonly library: Library
  readonly reader: Pick<MemoryReader, 'listMemory'>
  readonly blobs: Blobs
  readonly ids: Pick<Ids, 'sha256'>
}

export interface PlanOrder {
  readonly workflow: Workflow
  /** SHA-256 of the canonical document. */
  readonly digest: string
  readonly collection: string
  /** Where a missing context module would be created. */
  readonly contextFolder: string
  /** The run's own bindings, by role. */
  readonly bindings: ReadonlyMap<string, Reference>
}

/**
 * Looks up everything a workflow names and plans it. The bytes of what was found, and the texts that were put together
 * from memory, are in the blob store afterwards: a run gets what was planned, whatever is decided about memory later.
 */
export async function planWorkflow(
  { library, reader, blobs, ids }: PlanningParts,
  { workflow, digest, collection, contextFolder, bindings }: PlanOrder,
): Promise<PlanReport> {
  const overrides = await library.overrides(workflow.id)
  const references = referencesToResolve(workflow, bindings, overrides)
  const entries = await Promise.all(references.map((reference) => library.resolve(reference, collection)))
  const found = new Map<string, CatalogEntry>()
  for (const [index, reference] of references.entries()) {
    const entry = entries[index]
    if (entry !== undefined) found.set(formatReference(reference), entry)
  }
  const report = makePlan({
    workflow,
    workflowDigest: digest,
    catalog: await remembering(reader, found, workflow.venture ?? null),
    bindings,
    ...(overrides === undefined ? {} : { overrides }),
    contextFolder,
    sha256: ids.sha256,
  })
  for (const text of report.texts) await blobs.put(new TextEncoder().encode(text))
  return report
}

async function remembering(
  reader: PlanningParts['reader'],
  catalog: ReadonlyMap<string, CatalogEntry>,
  venture: string | null,
): Promise<ReadonlyMap<string, CatalogEntry>> {
  const isAsked = [...catalog.values()].some((entry) => entry.type === 'context' && entry.memory !== undefined)
  if (!isAsked) return catalog
  const known = await recall(reader, venture)
  return new Map([...catalog].map(([ref, entry]) => [ref, withMemory(entry, known)]))
}
