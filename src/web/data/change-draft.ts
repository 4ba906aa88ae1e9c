import type { OpenDraft } from '../../api/contract/drafts.ts'
import { record } from '../../core/edit/history.ts'
import { saveDraft } from './drafts.ts'
import { keepHistory, keptWork } from './kept-history.ts'

/** Makes a text the draft, from outside of the builder. What the draft said before is one Undo away in it. */
export async function changeDraft(opened: OpenDraft, text: string): Promise<void> {
  const { id, base } = opened
  const { history } = keptWork(id, opened)
  const { revision } = await saveDraft(id, { text, revision: opened.revision, base, made: 'by-gestures' })
  keepHistory(id, { revision, saved: text, history: record(record(history, opened.text), text) })
}
