import type { Result } from '../core/basics/result.ts'
import type { Timestamp } from '../core/basics/timestamp.ts'
import type { Override } from '../core/plan/overrides.ts'
import type { PlanProblem, PlanReport } from '../core/plan/plan-report.ts'
import type { ActorId } from '../core/run/ids.ts'
import type { DiffLine } from '../core/trust/diff-lines.ts'
import type { FileChange, Standing } from '../core/trust/judge-trust.ts'
import type { Manifest } from '../core/trust/manifest.ts'
import type { ProjectEffect } from '../core/trust/project-effect.ts'
import type { Library, UnusableArtifact } from './ports.ts'
import type { OverridesEdit } from './project-ports.ts'
import type { RunProblem } from './workflows.ts'

/**
 * Folders that people work in, which may change who does what in shared workflows. A project is known by an id; its folder
 * is named once, by its owner's command line, and never by any other request.
 */
export interface Projects {
  /** Gets to know a folder until the program ends. Nothing of it is accepted by that. */
  readonly open: (folder: string) => Promise<Result<Project, ProjectProblem>>
  /** Those of which something was accepted, by folder. */
  readonly list: () => Promise<readonly Project[]>
  /** What is different between what was accepted and what is there, as text. */
  readonly compare: (id: string) => Promise<Result<ProjectComparison, ProjectProblem>>
  /** Accepts exactly what the person saw: refused where the project has changed since. */
  readonly accept: (order: AcceptOrder) => Promise<Result<Project, ProjectProblem>>
  /** Takes back what was accepted: nothing of it counts from now on. Runs that have begun go on as they were planned. */
  readonly revoke: (id: string) => Promise<Result<Project, ProjectProblem>>
  /** Makes a plan with what is accepted of the project, and says what the rest of it would change. */
  readonly planWithin: (use: ProjectUse, plan: PlanWith) => Promise<Result<PlanWithin, ProjectProblem | RunProblem>>
  /** Changes the overrides file. Where the project was as accepted, so it is afterwards. */
  readonly override: (order: OverrideOrder) => Promise<Result<Overridden, ProjectProblem | RunProblem>>
}

export interface Project {
  /** SHA-256 of the folder's real path. */
  readonly id: string
  readonly folder: string
  readonly standing: ProjectStanding
  /** What it brings along now; empty where that can not be read. */
  readonly manifest: Manifest
  /** SHA-256 of `manifestText`: what an acceptance names. */
  readonly digest: string
  readonly acceptedAt: Timestamp | null
}

type ProjectStanding =
  | Standing
  /** A part of it can not be had, so nothing of it is used. */
  | { readonly type: 'unreadable'; readonly obstacles: readonly UnusableArtifact[] }
  | { readonly type: 'gone' }

export interface ProjectComparison {
  readonly project: Project
  readonly files: readonly FileComparison[]
}

export interface FileComparison {
  readonly change: FileChange
  /** Changed lines and three around them; null: it is no text. */
  readonly lines: readonly DiffLine[] | null
}

export interface AcceptOrder {
  readonly id: string
  /** Of what the person saw. */
  readonly digest: string
  readonly by: ActorId
}

export interface ProjectUse {
  readonly id: string
  /** `once`: what is there now counts as accepted for this one plan. */
  readonly trust: 'stored' | 'once'
}

export type PlanWith = (library: Library) => Promise<Result<PlanReport, RunProblem>>

/** A plan made in a project. */
export interface PlanWithin {
  readonly report: PlanReport
  readonly project: Project
  readonly use: UseOfProject
}

export type UseOfProject =
  | { readonly type: 'applied' }
  /** Nobody has accepted it, and it would change nothing of this workflow. */
  | { readonly type: 'without-effect' }
  /** `effect` undefined: a part of it can not be had, so nobody knows what it would change. */
  | { readonly type: 'held-back'; readonly effect: ProjectEffect | undefined }

export interface OverrideOrder extends Omit<OverridesEdit, 'workflow'> {
  readonly id: string
  readonly workflow: string
  readonly by: ActorId
}

export interface Overridden {
  readonly project: Project
  readonly text: string
  /** Those of the workflow. */
  readonly overrides: readonly Override[]
}

export type ProjectProblem =
  | { readonly code: 'folder-unknown'; readonly folder: string }
  | { readonly code: 'project-unknown'; readonly id: string }
  | { readonly code: 'project-gone'; readonly folder: string }
  | { readonly code: 'project-unreadable'; readonly obstacles: readonly UnusableArtifact[] }
  /** It is not what the person saw. */
  | { readonly code: 'project-changed'; readonly folder: string }
  | { readonly code: 'nothing-to-accept'; readonly folder: string }
  | { readonly code: 'nothing-accepted'; readonly folder: string }
  | { readonly code: 'overrides-invalid'; readonly problems: readonly PlanProblem[] }
  | { readonly code: 'override-absent'; readonly role: string }
