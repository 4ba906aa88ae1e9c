import { useHotkeys } from '@mantine/hooks'
import type { TaskDetail } from '../../../api/contract/task-detail.ts'
import { Icon } from '../../icons/icon.tsx'
import { AskAboutTask } from './ask-about-task.tsx'
import { DecisionButtons } from './decision-buttons.tsx'
import { DecisionForm } from './decision-form.tsx'
import { DecisionNotes } from './decision-notes.tsx'
import { DraftNote } from './draft-note.tsx'
import { OpenQuestion } from './open-question.tsx'
import { ReassignTask } from './reassign-task.tsx'
import { useDecision } from './use-decision.ts'
import { WhyHere } from './why-here.tsx'

export interface TaskDecisionProps {
  readonly detail: TaskDetail
  /** Who decides. */
  readonly person: string
}

/** Why it came here, the form, and the answers with what each of them does. */
export function TaskDecision({ detail, person }: TaskDecisionProps) {
  const decision = useDecision(detail, person)
  useSendByKey(() => decision.view.isChanged && decision.send('edit'))
  return (
    <aside className="task-decide" aria-label="Your decision">
      <WhyHere row={detail.row} />
      <DecisionNotes decision={decision} />
      <h2>Answer</h2>
      <DecisionForm decision={decision} />
      <DraftNote {...decision.typing} />
      <DecisionButtons detail={detail} decision={decision} />
      <Question detail={detail} />
      <ReassignTask row={detail.row} />
      <p className="tiny faint row row-top task-decide-promise">
        <Icon name="shield" size="small" />
        <span>
          Your decision counts for exactly what you see. If the answer or the case changes first, you are shown what is
          new and asked again.
        </span>
      </p>
    </aside>
  )
}

function Question({ detail: { row, question } }: { readonly detail: TaskDetail }) {
  return question === null ? <AskAboutTask task={row.id} /> : <OpenQuestion task={row.id} question={question} />
}

/** ⌘↵ or Ctrl+Enter sends what was changed, from within a field too. */
function useSendByKey(send: () => void): void {
  useHotkeys([['mod+Enter', send]], [])
}
