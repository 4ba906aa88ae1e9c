import { known } from '../basics/known.ts'
import type { Manifest } from './manifest.ts'

/** How a project stands to what a person accepted of it. */
export type Standing =
  | { readonly type: 'accepted' }
  /** It brings along nothing that could do anything. */
  | { readonly type: 'nothing-to-accept' }
  /** Nobody has accepted anything of it. */
  | { readonly type: 'unseen'; readonly changes: readonly FileChange[] }
  /** It is not what was accepted any more, so nothing of it counts as accepted. */
  | { readonly type: 'changed'; readonly changes: readonly FileChange[] }

/** What became of a file. `before` and `now` are the SHA-256 of its bytes. */
export type FileChange =
  | { readonly type: 'added'; readonly path: string; readonly now: string }
  | { readonly type: 'changed'; readonly path: string; readonly before: string; readonly now: string }
  | { readonly type: 'removed'; readonly path: string; readonly before: string }

/** One byte of one file is enough to ask again. `accepted` undefined: never. */
export function judgeTrust(accepted: Manifest | undefined, now: Manifest): Standing {
  if (accepted === undefined && now.length === 0) return { type: 'nothing-to-accept' }
  const changes = changesBetween(accepted ?? [], now)
  if (accepted === undefined) return { type: 'unseen', changes }
  return changes.length === 0 ? { type: 'accepted' } : { type: 'changed', changes }
}

/** In the order of paths. */
function changesBetween(before: Manifest, now: Manifest): readonly FileChange[] {
  const [old, current] = [hashesOf(before), hashesOf(now)]
  const paths = [...new Set([...old.keys(), ...current.keys()])].sort()
  return paths.flatMap((path) => changeOf(path, old.get(path), current.get(path)))
}

function hashesOf(manifest: Manifest): ReadonlyMap<string, string> {
  return new Map(manifest.map(({ path, sha256 }) => [path, sha256]))
}

function changeOf(path: string, before: string | undefined, now: string | undefined): readonly FileChange[] {
  if (before === now) return []
  if (now === undefined) return [{ type: 'removed', path, before: known(before) }]
  return [before === undefined ? { type: 'added', path, now } : { type: 'changed', path, before, now }]
}
