import type { Result } from '../core/basics/result.ts'
import type { Timestamp } from '../core/basics/timestamp.ts'
import type { Overrides } from '../core/plan/overrides-file.ts'
import type { PlannedFile } from '../core/plan/plan.ts'
import type { ActorId } from '../core/run/ids.ts'
import type { Manifest } from '../core/trust/manifest.ts'
import type { Reference } from '../core/workflow/reference.ts'
import type { WorkflowId } from '../core/workflow/workflow.ts'
import type { Library, UnusableArtifact } from './ports.ts'

/** A file of a project that could do something, with the bytes that were hashed. */
export interface ProjectFile extends PlannedFile {
  readonly bytes: Uint8Array
}

/** The folders of projects. Every folder is a real path that `locate` gave. */
export interface ProjectFolders {
  /** Where this leads to; undefined: to no folder. */
  readonly locate: (folder: string) => Promise<string | undefined>
  /** What it brings along that could do something, or why that can not be had whole. Undefined: the folder is gone. */
  readonly read: (folder: string) => Promise<Result<readonly ProjectFile[], readonly UnusableArtifact[]> | undefined>
  /**
   * Looks things up as somebody in the project does: its context, and of what else it brings along exactly these bytes;
   * undefined: none of it. The library must not be used once `use` has settled.
   */
  readonly within: <T>(
    project: { readonly folder: string; readonly files: readonly ProjectFile[] | undefined },
    use: (library: Library) => Promise<T>,
  ) => Promise<T>
  /** What the overrides file among these files says after the edit, or a new one. Nothing is written. */
  readonly editOverrides: (
    files: readonly ProjectFile[],
    edit: OverridesEdit,
  ) => Promise<Result<EditedOverrides, OverridesEditProblem>>
  /** Replaces the overrides file as a whole, and gives it as it is now. */
  readonly writeOverrides: (folder: string, text: string) => Promise<ProjectFile>
}

/** Roles of a workflow, or of one of its stages, that a project gives to somebody else. */
export interface OverridesEdit {
  readonly workflow: WorkflowId
  /** Undefined: the roles that the workflow declares. */
  readonly stage: string | undefined
  readonly set: ReadonlyMap<string, Reference>
  readonly remove: readonly string[]
}

export interface EditedOverrides {
  readonly text: string
  /** What the text says. */
  readonly overrides: Overrides
}

export type OverridesEditProblem =
  /** What nobody understands is not changed. */
  | { readonly code: 'overrides-unreadable'; readonly problems: Overrides['problems'] }
  | { readonly code: 'override-absent'; readonly role: string }

/** What people accepted of projects on this machine. */
export interface AcceptedProjects {
  readonly list: () => Promise<readonly AcceptedProject[]>
  readonly find: (id: string) => Promise<AcceptedProject | undefined>
  /** Durable when it resolves; takes the place of what was accepted of the same project before. */
  readonly put: (project: AcceptedProject) => Promise<void>
  /** Forgets what was accepted of it. Durable when it resolves; what is not there need not be removed. */
  readonly remove: (id: string) => Promise<void>
}

export interface AcceptedProject {
  readonly id: string
  /** A real path. */
  readonly folder: string
  readonly manifest: Manifest
  readonly by: ActorId
  readonly at: Timestamp
}
