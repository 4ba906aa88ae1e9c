import type { CatalogEntry } from '../core/plan/catalog.ts'
import { makePlan } from '../core/plan/make-plan.ts'
import type { PlanReport } from '../core/plan/plan-report.ts'
import { referencesToResolve } from '../core/plan/references-to-resolve.ts'
import type { Reference } from '../core/workflow/reference.ts'
import { formatReference } from '../core/workflow/reference.ts'
import type { Workflow } from '../core/workflow/workflow.ts'
import type { Library } from './ports.ts'

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

/** Looks up everything a workflow names and plans it. The bytes of what was found are in the blob store afterwards. */
export async function planWorkflow(
  library: Library,
  { workflow, digest, collection, contextFolder, bindings }: PlanOrder,
): Promise<PlanReport> {
  const overrides = await library.overrides(workflow.id)
  const references = referencesToResolve(workflow, bindings, overrides)
  const entries = await Promise.all(references.map((reference) => library.resolve(reference, collection)))
  const catalog = new Map<string, CatalogEntry>()
  for (const [index, reference] of references.entries()) {
    const entry = entries[index]
    if (entry !== undefined) catalog.set(formatReference(reference), entry)
  }
  return makePlan({
    workflow,
    workflowDigest: digest,
    catalog,
    bindings,
    ...(overrides === undefined ? {} : { overrides }),
    contextFolder,
  })
}
