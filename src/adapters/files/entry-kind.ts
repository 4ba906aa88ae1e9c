import type { Dirent } from 'node:fs'
import { realpath, stat } from 'node:fs/promises'
import { sep } from 'node:path'

/** What stands at a path, or why it is neither a file nor a folder that may be looked at. */
export type EntryKind = 'file' | 'folder' | { readonly reason: string; readonly mend: string }

/** Follows a symbolic link only to what is inside `root`. */
export function entryKind(entry: Dirent, path: string, root: string): EntryKind | Promise<EntryKind> {
  return entry.isSymbolicLink() ? linkKind(path, root) : plainKind(entry)
}

/** What a path leads to, links on the way to it included. */
export async function linkKind(path: string, root: string): Promise<EntryKind> {
  const [target, inside] = await Promise.all([path, root].map((each) => realpath(each).catch(() => undefined)))
  if (target === undefined)
    return { reason: 'It is a link to nothing.', mend: 'Remove it, or restore what it points to.' }
  if (target !== inside && !target.startsWith(`${inside}${sep}`)) {
    return { reason: 'It is a link to a place outside this folder.', mend: 'Copy what it points to into the folder.' }
  }
  return plainKind(await stat(target))
}

function plainKind(found: Pick<Dirent, 'isFile' | 'isDirectory'>): EntryKind {
  if (found.isFile()) return 'file'
  return found.isDirectory() ? 'folder' : { reason: 'It is neither a file nor a folder.', mend: 'Remove it.' }
}
