import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { timestamp } from '../../core/basics/timestamp.ts'
import type { ActorId } from '../../core/run/ids.ts'
import type { AcceptedProject, AcceptedProjects } from '../../engine/project-ports.ts'
import { writeFileWhole } from '../write-file-whole.ts'
import { ifPresent } from './if-present.ts'

/** Projects of one person; the one that was accepted first gives way, and is asked for again. */
export const ACCEPTED_PROJECTS_MAX = 200

const stored = z.object({
  format: z.literal(1),
  projects: z.array(
    z.object({
      id: z.string(),
      folder: z.string(),
      manifest: z.array(z.object({ path: z.string(), sha256: z.string(), size: z.number() })),
      by: z.string().transform((by) => by as ActorId),
      at: z.number().transform(timestamp),
    }),
  ),
})

/**
 * What people accepted, as one file that is replaced as a whole. Rejects where it can not be read: then nobody knows
 * what was accepted, and nothing counts as accepted. One process owns the file.
 */
export function openAcceptedProjects(path: string): AcceptedProjects {
  let last: Promise<unknown> = Promise.resolve()

  async function list(): Promise<readonly AcceptedProject[]> {
    const text = await ifPresent(() => readFile(path, 'utf8'))
    return text === undefined ? [] : stored.parse(JSON.parse(text)).projects
  }

  /** `now`: what is accepted of the project from now on; empty: nothing. */
  async function replace(wanted: string, now: readonly AcceptedProject[]): Promise<void> {
    const others = (await list()).filter(({ id }) => id !== wanted)
    const projects = [...others, ...now].slice(-ACCEPTED_PROJECTS_MAX)
    await writeFileWhole(path, `${JSON.stringify({ format: 1, projects }, null, 1)}\n`)
  }

  function afterOthers(write: () => Promise<void>): Promise<void> {
    // One after the other: two that are written at the same time must not forget each other.
    const done = last.then(write)
    last = done.catch(() => undefined)
    return done
  }

  return {
    list,
    find: async (wanted) => (await list()).find(({ id }) => id === wanted),
    put: (project) => afterOthers(() => replace(project.id, [project])),
    remove: (id) => afterOthers(() => replace(id, [])),
  }
}
