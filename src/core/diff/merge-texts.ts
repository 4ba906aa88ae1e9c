import type { Json } from '../basics/json.ts'
import type { Result } from '../basics/result.ts'
import { err, ok } from '../basics/result.ts'
import { commentsIn } from '../workflow/comments.ts'
import { editDocument, readJson } from '../workflow/edit-document.ts'
import type { Conflict } from './conflict.ts'
import { editsBetween } from './edits-between.ts'
import { mergeDocuments } from './merge-documents.ts'
import type { Choices, Side } from './three-way.ts'

export interface TextsToMerge {
  readonly file: string
  /** What both began from; null: nobody knows, or there was nothing. Then what only one of them says stays. */
  readonly base: string | null
  readonly mine: string
  readonly theirs: string
}

export interface MergedText {
  /** Where nothing is chosen yet, it says what mine says. */
  readonly text: string
  readonly conflicts: readonly Conflict[]
  /** Comments of mine that the text does not carry. */
  readonly lostComments: readonly string[]
}

/** Whose text can not be read; or both together are more than a document may be. */
export type Unmergeable = Side | 'together'

/** Their text with my changes made in it, so that their comments, key order and layout stay. */
export function mergeTexts(texts: TextsToMerge, choices: Choices): Result<MergedText, Unmergeable> {
  const { file, base, mine, theirs } = texts
  const [own, other] = [readJson({ file, text: mine }), readJson({ file, text: theirs })]
  if (!own.ok) return err('mine')
  if (!other.ok) return err('theirs')
  if (base === theirs) return ok({ text: mine, conflicts: [], lostComments: [] })
  const three = { base: jsonOr(file, base), mine: own.value, theirs: other.value }
  const { document, conflicts } = mergeDocuments(three, choices)
  const text = editDocument({ file, text: theirs }, editsBetween(other.value, document))
  if (!text.ok || !readJson({ file, text: text.value }).ok) return err('together')
  return ok({ text: text.value, conflicts, lostComments: lostComments(texts, text.value) })
}

/** A base that can not be read says as little as none. */
function jsonOr(file: string, text: string | null): Json {
  const json = text === null ? undefined : readJson({ file, text })
  return json?.ok === true ? json.value : {}
}

function lostComments({ file, base, mine }: TextsToMerge, merged: string): readonly string[] {
  const there = [...commentsIn({ file, text: base ?? '' }), ...commentsIn({ file, text: merged })]
  return commentsIn({ file, text: mine }).filter((comment) => !there.includes(comment))
}
