import { Button, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { TaskDetail } from '../../../api/contract/task-detail.ts'
import type { RequestFailed } from '../../data/http.ts'
import type { SharedAnswer } from '../../derive/several.ts'
import { sharedAnswers } from '../../derive/several.ts'
import { Icon } from '../../icons/icon.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { ANSWER_ICONS } from '../../words/answers.ts'
import type { SeveralOrders } from './use-several.ts'

export interface SeveralPanelProps {
  /** Those of the chosen that are shown. */
  readonly cases: readonly TaskDetail[]
  readonly count: number
  /** Why one of them could not be shown. */
  readonly failed: RequestFailed | null
  readonly onDecide: (orders: SeveralOrders) => void
}

/** One note, and the answers that all of the chosen tasks offer. */
export function SeveralPanel({ cases, count, failed, onDecide }: SeveralPanelProps) {
  const [note, setNote] = useState('')
  const isShown = cases.length === count
  return (
    <section className="several-panel" aria-label="Your decision">
      {failed === null ? null : <ProblemNote failure={failed.failure} safe="Nothing was decided." />}
      <Textarea
        label={
          <>
            Reason <span className="soft">goes into each receipt</span>
          </>
        }
        rows={2}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      {isShown ? null : (
        <p className="small soft">
          Fetching what is to be decided: {cases.length} of {count}.
        </p>
      )}
      {sharedAnswers(cases).map((answer) => (
        <SharedAnswerButton
          key={answer.type}
          answer={answer}
          count={count}
          isReady={isShown}
          onClick={() => onDecide({ type: answer.type, note, cases })}
        />
      ))}
      <p className="tiny faint row row-top">
        <Icon name="shield" size="small" />
        <span>
          Each decision counts for exactly what is shown here. What changes first is not decided, and you see it.
        </span>
      </p>
    </section>
  )
}

interface SharedAnswerButtonProps {
  readonly answer: SharedAnswer
  readonly count: number
  readonly isReady: boolean
  readonly onClick: () => void
}

/** Effects beyond this many are counted: nobody reads a hundred sentences below a button. */
const EFFECTS_SHOWN_MAX = 3
/** As many names say which kind of task is meant. */
const NAMES_SHOWN_MAX = 3

function SharedAnswerButton({ answer, count, isReady, onClick }: SharedAnswerButtonProps) {
  const { type, label, missing } = answer
  return (
    <div>
      <Button
        variant={type === 'reject' ? 'refuse' : 'default'}
        leftSection={<Icon name={ANSWER_ICONS[type]} />}
        disabled={!isReady || missing.length > 0}
        aria-describedby={`several-${type}`}
        onClick={onClick}
      >
        {label}: {count}
      </Button>
      <div id={`several-${type}`} className="tiny soft">
        {missing.length === 0 ? (
          <Effects effects={answer.effects} />
        ) : (
          `Not offered by ${shortList(missing)}. Take these out to give this answer.`
        )}
      </div>
    </div>
  )
}

function Effects({ effects }: Pick<SharedAnswer, 'effects'>) {
  const others = effects.length - EFFECTS_SHOWN_MAX
  return (
    <>
      {effects.slice(0, EFFECTS_SHOWN_MAX).map((effect) => (
        <p key={effect}>{effect}</p>
      ))}
      {others > 0 ? <p>And {others} other effects: each stands on the page of its task.</p> : null}
    </>
  )
}

function shortList(names: readonly string[]): string {
  const others = names.length - NAMES_SHOWN_MAX
  const shown = names.slice(0, NAMES_SHOWN_MAX).join('; ')
  return others > 0 ? `${shown}; and ${others} more` : shown
}
