import { assertNever } from '../../core/basics/assert-never.ts'

/** Why a data folder was not opened. Nothing in it was changed. */
export type OpenRefusal =
  /** Whoever may swap the folder or a file of it for another decides what is read and written. */
  | { readonly code: 'is-a-link'; readonly path: string }
  | { readonly code: 'not-a-folder'; readonly path: string }
  | { readonly code: 'owned-by-another'; readonly path: string }
  | { readonly code: 'open-to-others'; readonly path: string }
  /** `problem` is the system's code (EACCES, ENOSPC, …) or what SQLite says. */
  | { readonly code: 'folder-unusable'; readonly path: string; readonly problem: string }
  /** `pid` is the process that has it; null: not known yet, it has only just started. */
  | { readonly code: 'folder-in-use'; readonly path: string; readonly pid: number | null }
  | { readonly code: 'sqlite-too-old'; readonly found: string; readonly needed: string }
  | { readonly code: 'database-newer'; readonly path: string; readonly found: number; readonly known: number }
  | { readonly code: 'database-foreign'; readonly path: string }
  | { readonly code: 'database-unreadable'; readonly path: string; readonly problem: string }

/** What happened and what to do next, as sentences for the person who started the program. */
export function explainOpenRefusal(refusal: OpenRefusal): string {
  switch (refusal.code) {
    case 'is-a-link':
    case 'not-a-folder':
    case 'owned-by-another':
    case 'open-to-others':
    case 'folder-unusable':
    case 'folder-in-use':
      return explainFolder(refusal)
    case 'sqlite-too-old':
      return `This Node.js brings SQLite ${refusal.found}, which can damage a database. Use a Node.js with SQLite ${refusal.needed} or newer.`
    case 'database-newer':
      return `"${refusal.path}" was written by a newer WorkCharts (format ${refusal.found}; this one knows ${refusal.known}). Update WorkCharts, or use another data folder.`
    case 'database-foreign':
      return `"${refusal.path}" belongs to another program. Use another data folder.`
    case 'database-unreadable':
      return `"${refusal.path}" can not be read as a database (${refusal.problem}). Put a backup in its place, or use another data folder.`
    default:
      return assertNever(refusal)
  }
}

type FolderRefusal = Extract<
  OpenRefusal,
  { readonly code: 'is-a-link' | 'not-a-folder' | 'owned-by-another' | 'open-to-others' | `folder-${string}` }
>

function explainFolder(refusal: FolderRefusal): string {
  switch (refusal.code) {
    case 'is-a-link':
      return `"${refusal.path}" is a link. Name the place it leads to instead.`
    case 'not-a-folder':
      return `"${refusal.path}" is not a folder. Use another data folder.`
    case 'owned-by-another':
      return `"${refusal.path}" belongs to another user. Use a data folder of your own.`
    case 'open-to-others':
      return `Other users can open "${refusal.path}". Run: chmod 700 "${refusal.path}"`
    case 'folder-unusable':
      return `"${refusal.path}" can not be used (${refusal.problem}). Free some space or mend its permissions, or use another data folder.`
    case 'folder-in-use':
      return `${holder(refusal.pid)} uses the data folder "${refusal.path}". Stop it first, or use another data folder.`
    default:
      return assertNever(refusal)
  }
}

function holder(pid: number | null): string {
  return pid === null ? 'Another WorkCharts process' : `Another WorkCharts process (${pid})`
}
