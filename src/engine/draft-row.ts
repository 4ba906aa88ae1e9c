import type { Timestamp } from '../core/basics/timestamp.ts'
import type { DraftWork } from '../core/metrics/draft-work.ts'
import type { ActorId } from '../core/run/ids.ts'
import type { WorkflowId } from '../core/workflow/workflow.ts'

/** Work on a workflow that is not published yet (`drafts`), one for each workflow. */
export interface DraftRow {
  readonly workflow: WorkflowId
  /** From 1; rises with every change, and goes on after the draft has ended: who saw an older one is told. */
  readonly revision: number
  /** Null: it was published or discarded. */
  readonly text: string | null
  readonly collection: string
  readonly file: string
  /** SHA-256 of the text of the file that the work began from; null: there was none. */
  readonly base: string | null
  readonly begunAt: Timestamp
  readonly updatedAt: Timestamp
  readonly by: ActorId
  readonly work: DraftWork
}

/** Questions about work that is not published yet. */
export interface DraftReader {
  /** The newest revision, also where it has ended. Undefined: nobody has worked on this workflow here. */
  readonly findDraft: (workflow: WorkflowId) => Promise<DraftRow | undefined>
  /** By workflow. */
  readonly listDrafts: () => Promise<readonly DraftRow[]>
}
