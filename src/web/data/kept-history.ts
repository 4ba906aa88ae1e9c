import type { History } from '../../core/edit/history.ts'
import { beginHistory } from '../../core/edit/history.ts'

/** Browsers give a page about five million characters: one WorkChart takes at most a fifth of them. */
const CHARACTERS_MAX = 1_000_000

interface Kept {
  /** What the draft on the server was when this was kept. */
  readonly revision: number
  /** What it said then, where that is something else than the present. */
  readonly saved?: string
  readonly history: History
}

/** What a page begins with. */
export interface KeptWork {
  readonly history: History
  /** What the work on the page began from: the draft as it is, or as it was before somebody else has changed it. */
  readonly from: { readonly text: string; readonly revision: number }
}

/**
 * What this browser remembers of the work on a draft: the way back, and what the server had not heard of when the page
 * was closed. Where somebody else has changed the draft since, what was not heard of still begins from what it did.
 */
export function keptWork(id: string, opened: KeptWork['from']): KeptWork {
  const kept = readKept(id)
  if (kept === undefined) return { history: beginHistory(opened.text), from: opened }
  const { history, revision, saved } = kept
  if (history.present === opened.text || revision === opened.revision) return { history, from: opened }
  if (isOwnSave(history, revision, opened)) return { history, from: opened }
  if (saved === undefined) return { history: beginHistory(opened.text), from: opened }
  return { history, from: { text: saved, revision } }
}

/** It was saved from here, and the answer did not arrive before the page was closed. */
function isOwnSave({ past }: History, revision: number, opened: KeptWork['from']): boolean {
  return opened.revision === revision + 1 && past.includes(opened.text)
}

/** Kept for this tab, and for whichever is opened next: two tabs with one draft do not take each other's work away. */
export function keepHistory(id: string, { revision, saved, history: whole }: Required<Kept>): void {
  const { past, present } = whole
  let [from, characters] = [past.length, present.length + saved.length]
  while (from > 0 && characters + (past[from - 1] ?? '').length <= CHARACTERS_MAX) {
    from -= 1
    characters += (past[from] ?? '').length
  }
  keep(id, { revision, saved, history: { past: past.slice(from), present, future: [] } })
}

/** From now on the server has this: what somebody else changes later is changed after it. */
export function keepSaved(id: string, { revision, text }: KeptWork['from']): void {
  const kept = readKept(id)
  if (kept !== undefined) keep(id, { revision, saved: text, history: kept.history })
}

export function forgetHistory(id: string): void {
  for (const storage of storages()) storage.removeItem(keyOf(id))
}

function storages(): readonly Storage[] {
  return [sessionStorage, localStorage]
}

function keep(id: string, { revision, saved, history }: Required<Kept>): void {
  const text = JSON.stringify({ revision, ...(saved === history.present ? {} : { saved }), history })
  for (const storage of storages()) {
    try {
      storage.setItem(keyOf(id), text)
    } catch {
      // Without room the way back ends with the page; the draft itself is on the server.
      storage.removeItem(keyOf(id))
    }
  }
}

function readKept(id: string): Kept | undefined {
  const text = sessionStorage.getItem(keyOf(id)) ?? localStorage.getItem(keyOf(id))
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
