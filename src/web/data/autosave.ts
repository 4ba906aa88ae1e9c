import type { DraftSummary, OpenDraft, SaveDraftRequest } from '../../api/contract/drafts.ts'
import type { Made } from '../../core/metrics/draft-work.ts'
import { RequestFailed } from './http.ts'

/** A change is sent so long after it, with those made meanwhile: at most this is missing after a crash. */
const SAVE_MS = 600
const RETRY_MS = 3_000

export type SaveState =
  | { readonly type: 'saved'; readonly at: string | null }
  | { readonly type: 'unsaved' }
  /** The server does not answer; it is tried again. */
  | { readonly type: 'unreachable' }
  /** The session is over; it is tried again, for another page of this browser may begin one. */
  | { readonly type: 'signed-out' }
  /** Somebody else has changed it; what is here waits for a decision. */
  | { readonly type: 'rival' }
  | { readonly type: 'refused'; readonly detail: string }

export interface Autosave {
  readonly change: (text: string) => void
  /** The next change was written as text. */
  readonly byHand: () => void
  /** Saves now. The revision that says what was changed last; undefined: it could not be saved. */
  readonly flush: () => Promise<number | undefined>
  /** What the server has, as far as is known here: what a rival's text and this one both began from. */
  readonly known: () => Pick<OpenDraft, 'text' | 'revision'>
  /** Goes on from what somebody else has written: what is wanted here is saved over it. */
  readonly overrule: (newest: Newest) => Promise<number | undefined>
  readonly stop: () => void
}

/** What the server has now, though it was not sent from here. */
type Newest = Pick<OpenDraft, 'text' | 'revision' | 'base' | 'saved'>

export interface AutosaveParts {
  readonly send: (body: SaveDraftRequest) => Promise<DraftSummary>
  readonly told: (state: SaveState) => void
}

/** What the server has, and what it is to have. Changes in place. */
interface Work extends AutosaveParts {
  saved: string
  wanted: string
  revision: number
  base: string | null
  /** What was sent last, where nobody knows whether the server has it: sent again, it is saved at most once. */
  unheard?: string | undefined
  /** How what was not sent yet was made: one change as text makes all of it so. */
  made: Made
  timer?: ReturnType<typeof setTimeout> | undefined
  running?: Promise<void> | undefined
}

/** Sends the newest text, one request after the other. */
export function createAutosave(opened: Pick<OpenDraft, 'text' | 'revision' | 'base'>, parts: AutosaveParts): Autosave {
  const { text, revision, base } = opened
  const work: Work = { ...parts, saved: text, wanted: text, revision, base, made: 'by-gestures' }
  return {
    change: (next) => change(work, next),
    byHand: () => {
      work.made = 'by-hand'
    },
    flush: () => flush(work),
    known: () => ({ text: work.saved, revision: work.revision }),
    overrule: (newest) => overrule(work, newest),
    stop: () => rest(work),
  }
}

function overrule(work: Work, { text, revision, base, saved }: Newest): Promise<number | undefined> {
  Object.assign(work, { saved: text, revision, base, unheard: undefined })
  if (work.wanted === text) work.told({ type: 'saved', at: saved?.savedAt ?? null })
  return flush(work)
}

function change(work: Work, text: string): void {
  work.wanted = text
  if (isHeard(work)) rest(work)
  else {
    work.told({ type: 'unsaved' })
    if (work.timer === undefined) runLater(work, SAVE_MS)
  }
}

/** The server is known to have what is wanted. */
function isHeard({ unheard, wanted, saved }: Work): boolean {
  return unheard === undefined && wanted === saved
}

async function flush(work: Work): Promise<number | undefined> {
  await run(work)
  return isHeard(work) ? work.revision : undefined
}

function rest(work: Work): void {
  clearTimeout(work.timer)
  work.timer = undefined
}

function runLater(work: Work, ms: number): void {
  rest(work)
  work.timer = setTimeout(() => void run(work), ms)
}

async function run(work: Work): Promise<void> {
  rest(work)
  if (!isHeard(work)) work.running ??= sendAll(work)
  await work.running
}

async function sendAll(work: Work): Promise<void> {
  let goesOn = true
  while (goesOn && !isHeard(work)) goesOn = await sendOnce(work, work.unheard ?? work.wanted)
  work.running = undefined
}

/** Says whether the server has taken it. */
async function sendOnce(work: Work, text: string): Promise<boolean> {
  const { revision, base, made, send, told } = work
  work.made = 'by-gestures'
  try {
    const done = await send({ text, revision, base, made })
    work.unheard = undefined
    work.saved = text
    work.revision = done.revision
    told(work.wanted === text ? { type: 'saved', at: done.savedAt } : { type: 'unsaved' })
    return true
  } catch (error) {
    if (made === 'by-hand') work.made = made
    const state = stateOf(error)
    const isTriedAgain = state.type === 'unreachable' || state.type === 'signed-out'
    work.unheard = isTriedAgain ? text : undefined
    if (isTriedAgain) runLater(work, RETRY_MS)
    told(state)
    return false
  }
}

function stateOf(error: unknown): SaveState {
  if (!(error instanceof RequestFailed)) return { type: 'unreachable' }
  const { failure } = error
  if (failure.type !== 'refused') return failure
  const { code, detail } = failure.problem
  return code === 'draft-changed' ? { type: 'rival' } : { type: 'refused', detail }
}
