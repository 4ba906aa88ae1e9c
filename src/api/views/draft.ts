import { isJsonObject } from '../../core/basics/json.ts'
import { readJson } from '../../core/workflow/edit-document.ts'
import type { Draft, OpenDraft as Open } from '../../engine/drafts.ts'
import type { VersionRow } from '../../engine/version-row.ts'
import type { DraftSummary, OpenDraft } from '../contract/drafts.ts'
import { iso } from './instants.ts'
import { actorView } from './names.ts'

export function draftSummaryView({ workflow, file, text, revision, begunAt, updatedAt, by }: Draft): DraftSummary {
  return {
    id: workflow,
    name: nameIn({ file, text }) ?? workflow,
    revision,
    begunAt: iso(begunAt),
    savedAt: iso(updatedAt),
    by: actorView(by),
  }
}

/** The title, if the text says one. It need not be right otherwise. */
function nameIn(source: { readonly file: string; readonly text: string }): string | undefined {
  const json = readJson(source)
  const name = json.ok && isJsonObject(json.value) ? json.value['name'] : undefined
  return typeof name === 'string' ? name : undefined
}

export function openDraftView(open: Open, published: VersionRow | null): OpenDraft {
  const { workflow, text, revision, base, file, collection, draft, isFileChanged } = open
  return {
    id: workflow,
    text,
    revision,
    base,
    file,
    collection,
    saved: draft === undefined ? null : draftSummaryView(draft),
    fileChanged: isFileChanged,
    publishedVersion: published?.number ?? null,
  }
}
