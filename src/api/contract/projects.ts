import { z } from 'zod'
import { instant, listOf, orNull } from './basics.ts'

const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 digits 0-9 a-f')

/** A project that was named before. Only the command line may trust what is there now for `once`. */
export const projectUse = z
  .strictObject({ id: sha256, trust: z.enum(['stored', 'once']).default('stored') })
  .meta({ id: 'ProjectUse' })

/** How it stands to what a person accepted of it. */
export const standing = z
  .enum(['accepted', 'nothing-to-accept', 'unseen', 'changed', 'unreadable', 'gone'])
  .meta({ id: 'ProjectStanding' })

/** What became of a file since it was accepted; null: it was not there, or is not there any more. */
export const fileChange = z
  .object({
    type: z.enum(['added', 'changed', 'removed']),
    path: z.string(),
    before: z.string().nullable(),
    now: z.string().nullable(),
  })
  .readonly()
  .meta({ id: 'FileChange' })

export const obstacle = z
  .object({ file: z.string(), reason: z.string(), mend: z.string() })
  .readonly()
  .meta({ id: 'Obstacle' })

/** A folder that people work in. */
export const project = z
  .object({
    id: z.string(),
    folder: z.string(),
    standing,
    acceptedAt: orNull(instant),
    /** Names all of `files` at once: an acceptance says what it accepts by this. */
    digest: z.string(),
    /** Every file of it that could do something. */
    files: listOf(z.object({ path: z.string(), sha256: z.string(), size: z.number() }).readonly()),
    changes: listOf(fileChange),
    /** What can not be read: nothing of the project is used until it is mended. */
    obstacles: listOf(obstacle),
  })
  .readonly()
  .meta({ id: 'Project' })

export const projectList = z
  .object({ projects: listOf(project) })
  .readonly()
  .meta({ id: 'ProjectList' })

const diffLine = z
  .object({ mark: z.enum(['same', 'added', 'removed']), line: z.number(), text: z.string() })
  .readonly()
  .meta({ id: 'DiffLine' })

export const projectComparison = z
  .object({
    project,
    /** `lines` holds what changed with three lines around it; null: it is no text. */
    files: listOf(z.object({ change: fileChange, lines: orNull(listOf(diffLine)) }).readonly()),
  })
  .readonly()
  .meta({ id: 'ProjectComparison' })

/** The folder, as an absolute path. */
export const openProjectRequest = z
  .strictObject({ folder: z.string().min(1).max(4_096) })
  .meta({ id: 'OpenProjectRequest' })

export const acceptProjectRequest = z.strictObject({ digest: sha256 }).meta({ id: 'AcceptProjectRequest' })

const role = z.string().min(1).max(64)

export const overrideRequest = z
  .strictObject({
    workflow: z.string().min(1).max(64),
    stage: z.string().min(1).max(64).optional(),
    /** Role to reference. */
    set: z.record(role, z.string().max(500)).default({}),
    remove: z.array(role).max(100).default([]),
  })
  .meta({ id: 'OverrideRequest' })

export const overridden = z.object({ project, text: z.string() }).readonly().meta({ id: 'Overridden' })

export type FileChange = z.infer<typeof fileChange>
export type Obstacle = z.infer<typeof obstacle>
export type Project = z.infer<typeof project>
export type ProjectComparison = z.infer<typeof projectComparison>
export type ProjectUse = z.infer<typeof projectUse>
