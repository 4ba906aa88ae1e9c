import type { Reference } from '../workflow/reference.ts'
import type { Workflow } from '../workflow/workflow.ts'
import type { CatalogEntry } from './catalog.ts'
import type { Overrides } from './overrides-file.ts'

/** Everything a plan depends on. The workflow has passed `diagnose` without an error. */
export interface PlanRequest {
  readonly workflow: Workflow
  /** SHA-256 of the canonical document. */
  readonly workflowDigest: string
  /** What `referencesToResolve` named and the library found, by `formatReference` of the reference. */
  readonly catalog: ReadonlyMap<string, CatalogEntry>
  /** The run's own bindings, by role: `--bind reviewer=agent:strict-reviewer`. */
  readonly bindings: ReadonlyMap<string, Reference>
  readonly overrides?: Overrides
  /** Where a missing context module would be created, for people: `collections/default/context`. */
  readonly contextFolder: string
  /** Lower-case hexadecimal SHA-256 of UTF-8 text. */
  readonly sha256: (text: string) => string
}
