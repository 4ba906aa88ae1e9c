import type { DraftSummary, OpenDraft, SaveDraftRequest } from '../../api/contract/drafts.ts'
import { RequestFailed } from './http.ts'

/** A change is sent when nothing was changed for so long: at most this is missing after a crash. */
const REST_MS = 600
const RETRY_MS = 3_000

export type SaveState =
  | { readonly type: 'saved'; readonly at: string | null }
  | { readonly type: 'unsaved' }
  /** The server does not answer; it is tried again. */
  | { readonly type: 'unreachable' }
  /** Somebody else has changed it; what is here waits for a decision. */
  | { readonly type: 'rival' }
  | { readonly type: 'refused'; readonly detail: string }

export interface Autosave {
  readonly change: (text: string) => void
  /** Saves now. The revision that says what was changed last; undefined: it could not be saved. */
  readonly flush: () => Promise<number | undefined>
  /** Goes on from the revision that somebody else has written, over what it says. */
  readonly overrule: (revision: number) => Promise<number | undefined>
  readonly stop: () => void
}

export interface AutosaveParts {
  readonly send: (body: SaveDraftRequest) => Promise<DraftSummary>
  readonly told: (state: SaveState) => void
}

/** Sends the newest text, one request after the other. */
export function createAutosave(opened: Pick<OpenDraft, 'text' | 'revision' | 'base'>, parts: AutosaveParts): Autosave {
  let { text: saved, revision } = opened
  let wanted = saved
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: Promise<void> | undefined
  const later = (ms: number): void => {
    clearTimeout(timer)
    timer = setTimeout(() => void run(), ms)
  }
  const sendOnce = async (text: string): Promise<boolean> => {
    try {
      const done = await parts.send({ text, revision, base: opened.base })
      saved = text
      revision = done.revision
      parts.told(wanted === saved ? { type: 'saved', at: done.savedAt } : { type: 'unsaved' })
      return true
    } catch (error) {
      const state = stateOf(error)
      if (state.type === 'unreachable') later(RETRY_MS)
      parts.told(state)
      return false
    }
  }
  const sendAll = async (): Promise<void> => {
    let goesOn = true
    while (goesOn && wanted !== saved) goesOn = await sendOnce(wanted)
    running = undefined
  }
  const run = async (): Promise<void> => {
    clearTimeout(timer)
    running ??= sendAll()
    await running
  }
  const flush = async (): Promise<number | undefined> => {
    await run()
    return wanted === saved ? revision : undefined
  }
  return {
    change: (text) => {
      wanted = text
      if (text === saved) return clearTimeout(timer)
      parts.told({ type: 'unsaved' })
      later(REST_MS)
    },
    flush,
    overrule: (newest) => {
      revision = newest
      return flush()
    },
    stop: () => clearTimeout(timer),
  }
}

function stateOf(error: unknown): SaveState {
  if (!(error instanceof RequestFailed) || error.failure.type !== 'refused') return { type: 'unreachable' }
  const { code, detail } = error.failure.problem
  return code === 'draft-changed' ? { type: 'rival' } : { type: 'refused', detail }
}
