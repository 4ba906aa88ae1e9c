import { basename, dirname } from 'node:path'
import type { Result } from '../../core/basics/result.ts'
import { err, ok } from '../../core/basics/result.ts'
import { parseReference } from '../../core/workflow/reference.ts'
import type { Complaint } from './complaint.ts'
import type { Candidate } from './find-candidates.ts'
import type { ArtifactKind } from './find-roots.ts'

/** Which file has a name already, as people know the file. */
export type NameOwners = Map<string, string>

/**
 * The names an artifact answers to: the one it gives itself where that is a name, else that of its file or folder; and
 * where it stands in a folder of its kind, its path, since collections keep a `code-reviewer` in several folders.
 * Takes the names.
 */
export function nameArtifact(
  { kind, path, source }: Pick<Candidate, 'kind' | 'path' | 'source'>,
  written: string | undefined,
  owners: NameOwners,
): Result<readonly string[], Complaint> {
  const wanted = wantedNames(kind, path, written).filter((name) => isName(kind, name))
  const free = wanted.filter((name) => !owners.has(name))
  for (const name of free) owners.set(name, source)
  if (free.length > 0) return ok(free)
  const [taken] = wanted
  return err(taken === undefined ? NO_NAME : nameTaken(`${kind}:${taken}`, owners.get(taken) ?? ''))
}

/** The name it is listed by while nothing else has it. */
export function listedName({ kind, path }: Pick<Candidate, 'kind' | 'path'>, written: string | undefined): string {
  const [name = ''] = wantedNames(kind, path, written)
  return name
}

/** The best first. */
function wantedNames(kind: ArtifactKind, path: string, written: string | undefined): readonly string[] {
  if (kind === 'skill') return [firstName(kind, [written, basename(dirname(path))])]
  if (kind === 'ctx') return [path.replace(/\.(?:md|json|ya?ml)$/i, '')]
  const whole = path.replace(/\.md$/i, '')
  const name = firstName(kind, [written, basename(whole)])
  return whole.includes('/') ? [name, whole] : [name]
}

/** The first that is a name and no path; else the last, which then is refused. */
function firstName(kind: ArtifactKind, names: readonly [string | undefined, string]): string {
  const [written, fallback] = names
  return written !== undefined && !written.includes('/') && isName(kind, written) ? written : fallback
}

function isName(kind: ArtifactKind, name: string): boolean {
  const parsed = parseReference(`${kind}:${name}`)
  return parsed.ok && parsed.value.name === name
}

const NO_NAME: Complaint = {
  reason: 'Neither it nor its file has a name that a workflow can write.',
  mend: 'Use letters, digits, ".", "_" and "-" only, and begin with a letter or digit.',
}

function nameTaken(ref: string, owner: string): Complaint {
  return { reason: `\`${ref}\` is already ${owner}.`, mend: 'Rename one of the two.' }
}
