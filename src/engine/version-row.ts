import type { Timestamp } from '../core/basics/timestamp.ts'
import type { DraftWork } from '../core/metrics/draft-work.ts'
import type { ActorId } from '../core/run/ids.ts'
import type { WorkflowId } from '../core/workflow/workflow.ts'

/** A published or run version of a workflow (`workchart_versions`). */
export interface VersionRow {
  readonly workflow: WorkflowId
  /** From 1, counted per workflow. */
  readonly number: number
  readonly digest: string
  readonly name: string
  readonly collection: string
  readonly file: string
  readonly text: string
  readonly status: 'published' | 'unpublished' | 'archived'
  readonly at: Timestamp
  readonly by: ActorId
  /** What the builder did for it; null: it was taken from the file as it stood. */
  readonly made: VersionMade | null
}

/** A version that the builder made, without its text. */
export type MadeVersion = Pick<VersionRow, 'workflow' | 'at' | 'by'> & { readonly made: VersionMade }

export interface VersionMade {
  readonly begunAt: Timestamp
  readonly work: DraftWork
}
