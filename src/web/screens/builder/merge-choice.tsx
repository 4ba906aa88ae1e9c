import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useId, useMemo, useState } from 'react'
import type { TextsToMerge, Unmergeable } from '../../../core/diff/merge-texts.ts'
import type { Choices, Side } from '../../../core/diff/three-way.ts'
import type { Card } from '../../derive/builder-view.ts'
import { nameOfRef } from '../../derive/builder-view.ts'
import type { ChangesView } from '../../derive/changes-view.ts'
import type { ConflictView, MergeView } from '../../derive/merge-view.ts'
import { mergeView } from '../../derive/merge-view.ts'
import { ChangeList, Sentences } from '../../parts/change-list.tsx'
import { Note } from '../../parts/note.tsx'
import type { ChangeSentence } from '../../words/changes.ts'
import './merge-choice.css'

export interface MergeChoiceProps {
  readonly texts: TextsToMerge
  readonly cards: readonly Card[]
  /** `They changed` */
  readonly theirTitle: string
  /** What happened, and what is safe. */
  readonly headline: ReactNode
  /** Goes on with this text; the work of before is one Undo away. */
  readonly onSettle: (text: string) => void
  readonly isBusy: boolean
}

const NOTHING_CHOSEN: Choices = new Map()

/** Two have changed one document: what fits together is merged with one press, and for the rest a person chooses. */
export function MergeChoice({ texts, cards, theirTitle, headline, onSettle, isBusy }: MergeChoiceProps) {
  const [choices, setChoices] = useState(NOTHING_CHOSEN)
  const view = useMemo(() => mergeView(texts, choices, (ref) => nameOfRef(cards, ref)), [texts, choices, cards])
  const choose = (key: string, side: Side) => setChoices(new Map([...choices, [key, side]]))
  return (
    <div className="merge-choice">
      <Note icon="branch" tone="warm">
        {headline}
        {view.type === 'unmergeable' ? <p>{UNMERGEABLE[view.why]}</p> : <Changes view={view} theirTitle={theirTitle} />}
        {view.type === 'merge' ? <Conflicts conflicts={view.conflicts} choices={choices} onChoose={choose} /> : null}
        <div className="row row-wrap merge-choice-buttons">
          {view.type === 'merge' ? (
            <Button
              variant="filled"
              disabled={view.open > 0}
              loading={isBusy}
              title={view.open > 0 ? 'Choose above first' : 'Both changes stay'}
              onClick={() => onSettle(view.text)}
            >
              {view.conflicts.length === 0 ? 'Merge both' : 'Merge as chosen'}
            </Button>
          ) : null}
          <Button disabled={isBusy} onClick={() => onSettle(texts.mine)}>
            Keep mine, over theirs
          </Button>
          <Button disabled={isBusy} onClick={() => onSettle(texts.theirs)}>
            Take theirs
          </Button>
          <span className="small soft">Undo brings back what you have now.</span>
        </div>
      </Note>
    </div>
  )
}

const UNMERGEABLE = {
  mine: 'Your text can not be read, so the two can not be merged. Mend it in Source, or choose one of them.',
  theirs: 'The other text can not be read, so the two can not be merged. Choose one of them.',
  together: 'Both together are larger than a document may be. Choose one of them.',
} as const satisfies Record<Unmergeable, string>

type Merge = Extract<MergeView, { readonly type: 'merge' }>

interface ChangesProps {
  readonly view: Merge
  readonly theirTitle: string
}

function Changes({ view: { mine, theirs, lostComments }, theirTitle }: ChangesProps) {
  return (
    <>
      {mine === null || theirs === null ? (
        <p>What both began from is not known: what only one of them says stays.</p>
      ) : (
        <div className="merge-choice-sides">
          <Changed title={theirTitle} view={theirs} />
          <Changed title="You changed" view={mine} />
        </div>
      )}
      {lostComments.length === 0 ? null : (
        <p>
          The file keeps their comments. These of yours are left out: <q>{lostComments.join(' ')}</q>
        </p>
      )}
    </>
  )
}

function Changed({ title, view }: { readonly title: string; readonly view: ChangesView }) {
  return (
    <section>
      <h3>{title}</h3>
      <ChangeList view={view} />
    </section>
  )
}

interface ConflictsProps {
  readonly conflicts: readonly ConflictView[]
  readonly choices: Choices
  readonly onChoose: (key: string, side: Side) => void
}

function Conflicts({ conflicts, choices, onChoose }: ConflictsProps) {
  if (conflicts.length === 0) return null
  return (
    <section>
      <h3>Both changed this: which one counts?</h3>
      {conflicts.map(({ key, mine, theirs }, index) => (
        <fieldset key={key} className="merge-choice-conflict" aria-label={`Choice ${index + 1} of ${conflicts.length}`}>
          <Choice
            label="Mine"
            sentences={mine}
            isChosen={choices.get(key) === 'mine'}
            onChoose={() => onChoose(key, 'mine')}
          />
          <Choice
            label="Theirs"
            sentences={theirs}
            isChosen={choices.get(key) === 'theirs'}
            onChoose={() => onChoose(key, 'theirs')}
          />
        </fieldset>
      ))}
    </section>
  )
}

interface ChoiceProps {
  readonly label: string
  readonly sentences: readonly ChangeSentence[]
  readonly isChosen: boolean
  readonly onChoose: () => void
}

function Choice({ label, sentences, isChosen, onChoose }: ChoiceProps) {
  const id = useId()
  return (
    <div className="merge-choice-side" data-chosen={isChosen}>
      <Button
        size="compact-xs"
        variant={isChosen ? 'filled' : 'default'}
        aria-pressed={isChosen}
        aria-describedby={id}
        onClick={onChoose}
      >
        {label}
      </Button>
      <div id={id}>
        <Sentences sentences={sentences} />
      </div>
    </div>
  )
}
