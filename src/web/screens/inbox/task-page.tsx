import { useMediaQuery } from '@mantine/hooks'
import type { TaskDetail } from '../../../api/contract/task-detail.ts'
import { useSession } from '../../data/session.ts'
import { judgedConfidence } from '../../derive/judged-confidence.ts'
import { Loaded } from '../../parts/loaded.tsx'
import { Note } from '../../parts/note.tsx'
import { PHONE } from './layout-width.ts'
import { TaskAnswered } from './task-answered.tsx'
import { TaskBarred } from './task-barred.tsx'
import { TaskDecision } from './task-decision.tsx'
import { TaskDecisionPhone } from './task-decision-phone.tsx'
import { TaskEarlier } from './task-earlier.tsx'
import { TaskEvidence } from './task-evidence.tsx'
import { TaskHead } from './task-head.tsx'
import { TaskHistory } from './task-history.tsx'
import { TaskOutcome } from './task-outcome.tsx'

/** A task: first everything there is to know, then the decision. */
export function TaskPage({ detail }: { readonly detail: TaskDetail }) {
  return (
    <div className="task-page">
      <div className="task-read">
        <TaskHead detail={detail} />
        <h2 className="hidden-visually">What there is to know</h2>
        <TaskEvidence detail={detail} />
        {detail.isBlind ? <BlindNote /> : null}
        {detail.answered === null ? null : (
          <TaskAnswered
            task={detail.row.id}
            answered={detail.answered}
            confidence={judgedConfidence(detail.answered, detail.row)}
          />
        )}
        <TaskEarlier task={detail.row.id} />
        <TaskHistory history={detail.history} />
      </div>
      <Decision detail={detail} />
    </div>
  )
}

/** People find an answer right more often than it is once they have seen it. */
function BlindNote() {
  return (
    <Note icon="seal">
      <b>You answer first.</b> What the AI answered is shown once you have, so that it can not sway you. Whether the two
      say the same goes into how far it can be trusted.
    </Note>
  )
}

function Decision({ detail }: { readonly detail: TaskDetail }) {
  const { barred } = detail
  const isPhone = useMediaQuery(PHONE, false, { getInitialValueInEffect: false })
  const session = useSession()
  if (detail.row.status !== 'open') return <TaskOutcome detail={detail} />
  if (barred !== null) return <TaskBarred detail={detail} because={barred} />
  return (
    <Loaded query={session} what="who you are">
      {({ actor: { id } }) =>
        isPhone ? <TaskDecisionPhone detail={detail} person={id} /> : <TaskDecision detail={detail} person={id} />
      }
    </Loaded>
  )
}
