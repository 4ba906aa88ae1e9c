import { Button } from '@mantine/core'
import { useState } from 'react'
import type { TaskDetail } from '../../../api/contract/task-detail.ts'
import type { OfferedButton } from '../../derive/offered-buttons.ts'
import { offeredButtons } from '../../derive/offered-buttons.ts'
import { Icon } from '../../icons/icon.tsx'
import { answerLookOf } from '../../words/answers.ts'
import { AnswerButton } from './decision-buttons.tsx'
import { DecisionForm } from './decision-form.tsx'
import { DecisionNotes } from './decision-notes.tsx'
import { DraftNote } from './draft-note.tsx'
import { OpenQuestion } from './open-question.tsx'
import type { TaskDecisionProps } from './task-decision.tsx'
import type { Decision } from './use-decision.ts'
import { useDecision } from './use-decision.ts'
import { WhyHere } from './why-here.tsx'

/** The same decision where there is little room: the answers at the lower edge, the form once somebody wants to edit. */
export function TaskDecisionPhone({ detail, person }: TaskDecisionProps) {
  const decision = useDecision(detail, person)
  const [isOpenAtFirst] = useState(detail.answered === null || hasDraft(decision))
  const [isEditing, setEditing] = useState(isOpenAtFirst)
  const wasOpened = isEditing && !isOpenAtFirst
  const { isChanged } = decision.view
  const buttons = offeredButtons({ task: detail, isChanged, editEffect: decision.editEffect })
  return (
    <aside className="decision-phone-area" aria-label="Your decision">
      <div className="decision-phone-form">
        <WhyHere row={detail.row} />
        <DecisionNotes decision={decision} />
        {detail.question === null ? null : <OpenQuestion task={detail.row.id} question={detail.question} />}
        {isEditing ? (
          <div ref={wasOpened ? scrollHere : null}>
            <DecisionForm decision={decision} />
            <DraftNote {...decision.typing} />
          </div>
        ) : null}
      </div>
      <div className="decision-phone">
        <Effects buttons={buttons} detail={detail} isEditing={isEditing} />
        <div className="decision-phone-buttons">
          {buttons.map((button) =>
            button.type === 'edit' && !isEditing ? (
              <EditButton key="edit" onEdit={() => setEditing(true)} />
            ) : (
              <AnswerButton
                key={button.type}
                button={button}
                label={answerLookOf(detail, button.type).short}
                decision={decision}
              />
            ),
          )}
        </div>
      </div>
    </aside>
  )
}

/** What was typed before the page was left must be seen before anything is decided. */
function hasDraft({ view, note }: Decision): boolean {
  return view.isChanged || note !== ''
}

/** The form opens above the buttons, which would else hide that it is there. */
function scrollHere(form: HTMLElement | null): void {
  form?.scrollIntoView({ block: 'center' })
}

interface EffectsProps {
  readonly buttons: readonly OfferedButton[]
  readonly detail: TaskDetail
  readonly isEditing: boolean
}

function Effects({ buttons, detail, isEditing }: EffectsProps) {
  return (
    <p className="tiny soft">
      {buttons.map(({ type, effect }) => (
        <span key={type} id={`effect-${type}`}>
          <b className="decision-phone-name">{answerLookOf(detail, type).short}</b>:{' '}
          {type === 'edit' && !isEditing ? 'you change it first.' : effect}{' '}
        </span>
      ))}
    </p>
  )
}

function EditButton({ onEdit }: { readonly onEdit: () => void }) {
  return (
    <Button leftSection={<Icon name="edit" />} onClick={onEdit} aria-describedby="effect-edit">
      Edit
    </Button>
  )
}
