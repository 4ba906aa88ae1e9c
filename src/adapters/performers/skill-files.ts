import type { Result } from '../../core/basics/result.ts'
import { err, ok } from '../../core/basics/result.ts'
import type { PlannedCapability, PlannedFile } from '../../core/plan/plan.ts'
import type { Blobs } from '../../engine/ports.ts'
import type { Refusal } from './attempt-results.ts'

/** The file of a skill at a path, as the run's plan lists it. Nothing outside that list can be reached. */
export function findSkillFile(skill: PlannedCapability, path: string): Result<PlannedFile, Refusal> {
  const file = skill.files.find((candidate) => candidate.path === path)
  if (file !== undefined) return ok(file)
  return err({ code: 'skill-file-missing', message: `"${skill.name}" has no file ${path}. Add it beside SKILL.md.` })
}

/** The text of a planned file. Planning stored its bytes, so their absence is a damaged store, not a user's mistake. */
export async function loadText(blobs: Blobs, file: PlannedFile): Promise<string> {
  return new TextDecoder().decode(await loadBytes(blobs, file))
}

export async function loadBytes(blobs: Blobs, file: PlannedFile): Promise<Uint8Array> {
  const bytes = await blobs.find(file.sha256)
  if (bytes === undefined) throw new Error(`The blob store lost ${file.path} (${file.sha256}).`)
  return bytes
}
