import type { History } from '../../core/edit/history.ts'
import { beginHistory } from '../../core/edit/history.ts'

/** Browsers give a page about five million characters: one WorkChart takes at most a fifth of them. */
const CHARACTERS_MAX = 1_000_000

interface Kept {
  /** What the draft on the server was when this was kept. */
  readonly revision: number
  readonly history: History
}

/**
 * What this browser remembers of the work on a draft: the way back, and what the server had not heard of when the page
 * was closed. Only where nobody else has changed it since.
 */
export function keptHistory(id: string, opened: { readonly text: string; readonly revision: number }): History {
  const kept = readKept(id)
  if (kept === undefined) return beginHistory(opened.text)
  const { history } = kept
  if (history.present === opened.text) return history
  return kept.revision === opened.revision ? history : beginHistory(opened.text)
}

export function keepHistory(id: string, kept: Kept): void {
  const { past, present } = kept.history
  let [from, characters] = [past.length, present.length]
  while (from > 0 && characters + (past[from - 1] ?? '').length <= CHARACTERS_MAX) {
    from -= 1
    characters += (past[from] ?? '').length
  }
  const history: History = { past: past.slice(from), present, future: [] }
  try {
    localStorage.setItem(keyOf(id), JSON.stringify({ ...kept, history }))
  } catch {
    // Without room the way back ends with the page; the draft itself is on the server.
    localStorage.removeItem(keyOf(id))
  }
}

export function forgetHistory(id: string): void {
  localStorage.removeItem(keyOf(id))
}

function readKept(id: string): Kept | undefined {
  const text = localStorage.getItem(keyOf(id))
  if (text === null) return undefined
  try {
    const kept = JSON.parse(text) as Kept
    return Array.isArray(kept.history.past) && typeof kept.history.present === 'string' ? kept : undefined
  } catch {
    return undefined
  }
}

function keyOf(id: string): string {
  return `workcharts.draft.${id}`
}
