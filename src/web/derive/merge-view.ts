import type { TextsToMerge, Unmergeable } from '../../core/diff/merge-texts.ts'
import { mergeTexts } from '../../core/diff/merge-texts.ts'
import type { Choices } from '../../core/diff/three-way.ts'
import type { ChangeNames, ChangeSentence } from '../words/changes.ts'
import { changeSentence } from '../words/changes.ts'
import type { ChangesView } from './changes-view.ts'
import { changesView, namesIn } from './changes-view.ts'

/** Two texts that somebody has to make one of. */
export type MergeView =
  | { readonly type: 'unmergeable'; readonly why: Unmergeable }
  | {
      readonly type: 'merge'
      readonly text: string
      /** What each has changed; null: what both began from is not known. */
      readonly mine: ChangesView | null
      readonly theirs: ChangesView | null
      readonly conflicts: readonly ConflictView[]
      /** How many are not chosen yet. */
      readonly open: number
      readonly lostComments: readonly string[]
    }

export interface ConflictView {
  readonly key: string
  readonly mine: readonly ChangeSentence[]
  readonly theirs: readonly ChangeSentence[]
}

export function mergeView(texts: TextsToMerge, choices: Choices, refName: ChangeNames['ref']): MergeView {
  const merged = mergeTexts(texts, choices)
  if (!merged.ok) return { type: 'unmergeable', why: merged.error }
  const { text, conflicts, lostComments } = merged.value
  const names = namesIn(sourcesOf(texts), refName)
  return {
    type: 'merge',
    text,
    mine: sinceBase(texts, texts.mine, refName),
    theirs: sinceBase(texts, texts.theirs, refName),
    conflicts: conflicts.map(({ key, mine, theirs }) => ({
      key,
      mine: mine.map((change) => changeSentence(change, names)),
      theirs: theirs.map((change) => changeSentence(change, names)),
    })),
    open: conflicts.filter(({ key }) => !choices.has(key)).length,
    lostComments,
  }
}

function sinceBase({ file, base }: TextsToMerge, text: string, refName: ChangeNames['ref']): ChangesView | null {
  return base === null ? null : changesView({ file, text: base }, { file, text }, refName)
}

function sourcesOf({ file, base, mine, theirs }: TextsToMerge) {
  return [mine, theirs, base ?? ''].map((text) => ({ file, text }))
}
