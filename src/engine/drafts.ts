import type { Result } from '../core/basics/result.ts'
import type { Made } from '../core/metrics/draft-work.ts'
import type { ActorId } from '../core/run/ids.ts'
import type { WorkflowId } from '../core/workflow/workflow.ts'
import type { DraftFile } from './draft-file.ts'
import type { DraftRow } from './draft-row.ts'
import type { VersionRow } from './version-row.ts'
import type { RunProblem } from './workflows.ts'

/** Work on WorkCharts that is not published yet. It never touches what triggers run before it is published. */
export interface Drafts {
  readonly list: () => Promise<readonly Draft[]>
  /** What to work on: the draft, or else what the file says. Undefined: neither is there. */
  readonly open: (workflow: string) => Promise<OpenDraft | undefined>
  /** A new WorkChart under a free id made from its name. */
  readonly begin: (order: BeginOrder) => Promise<Result<Draft, DraftProblem>>
  readonly save: (change: DraftChange) => Promise<Result<Draft, DraftProblem>>
  /** What the draft meets in its file. Undefined: nobody works on it. */
  readonly file: (workflow: string) => Promise<DraftFile | undefined>
  /** Saves a draft into which the file, as `base` says it is now, was merged: from now on it is based on that. */
  readonly merge: (change: MergeChange) => Promise<Result<Draft, DraftProblem>>
  /** Takes the draft away. The file and the published version stay. */
  readonly discard: (which: WhichDraft) => Promise<Result<void, DraftProblem>>
  /** Writes the draft into its file and makes it the published version. */
  readonly publish: (which: WhichDraft) => Promise<Result<VersionRow, DraftProblem>>
}

/** A draft that has not ended. */
export type Draft = DraftRow & { readonly text: string }

export interface OpenDraft {
  readonly workflow: WorkflowId
  /** 0: nobody has worked on it yet. */
  readonly revision: number
  readonly text: string
  readonly collection: string
  readonly file: string
  readonly base: string | null
  /** Undefined: there is no draft, this is the file. */
  readonly draft?: Draft
  /** The file says something that the work did not begin from. */
  readonly isFileChanged: boolean
}

export interface BeginOrder {
  readonly name: string
  /** What it begins with; undefined: without stages. Its id and name are written into it. */
  readonly text: string | undefined
  readonly origin: 'blank' | 'template'
  /** Sample rows as CSV, which come to stand beside it. */
  readonly samples?: string
  readonly by: ActorId
}

export interface WhichDraft {
  readonly workflow: WorkflowId
  /** The one that was seen. */
  readonly revision: number
  readonly by: ActorId
}

export interface DraftChange extends WhichDraft {
  readonly made: Made
  readonly text: string
  /** What the file said when the work began, as SHA-256; null: there was none. */
  readonly base: string | null
}

/** `base`: what the file says that was merged. */
export type MergeChange = Omit<DraftChange, 'made'>

/** Why a draft was not changed or published. Nothing was written. */
export type DraftProblem =
  | RunProblem
  /** There is nothing to publish or to discard. */
  | { readonly code: 'draft-absent'; readonly workflow: WorkflowId }
  /** Somebody else has changed it since. */
  | { readonly code: 'draft-changed'; readonly workflow: WorkflowId; readonly revision: number }
  /** The file was edited since the work began. */
  | { readonly code: 'file-changed'; readonly workflow: WorkflowId; readonly file: string }
  /** The document calls itself something else than it did. */
  | { readonly code: 'id-changed'; readonly workflow: WorkflowId; readonly found: string }
  /** It carries code. */
  | { readonly code: 'code-refused' }
  | { readonly code: 'draft-unreadable'; readonly message: string }
