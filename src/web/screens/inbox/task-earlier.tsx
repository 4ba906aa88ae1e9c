import { Link } from '@tanstack/react-router'
import type { EarlierDecision, EarlierDecisions } from '../../../api/contract/earlier-decisions.ts'
import { ROLE_WORDS } from '../../../core/people/role-words.ts'
import { useEarlierDecisions } from '../../data/tasks.ts'
import { actorNameFirst } from '../../derive/task-words.ts'
import { Icon } from '../../icons/icon.tsx'
import { Confidence } from '../../parts/confidence.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { Moment } from '../../parts/moment.tsx'
import { PlainText } from '../../parts/plain-text.tsx'
import { ANSWER_ICONS, DECIDED } from '../../words/answers.ts'
import { TaskSection } from './task-section.tsx'
import './task-earlier.css'

/** What people decided about the same stage before. */
export function TaskEarlier({ task }: { readonly task: string }) {
  const earlier = useEarlierDecisions(task)
  return (
    <Loaded query={earlier} what="earlier decisions">
      {(decisions) => (
        <TaskSection title="Earlier decisions" count={decisions.latest.length}>
          <EarlierBody decisions={decisions} />
        </TaskSection>
      )}
    </Loaded>
  )
}

function EarlierBody({ decisions: { latest, overall } }: { readonly decisions: EarlierDecisions }) {
  if (latest.length === 0) {
    return <p className="small soft">Nobody has decided this stage before, as far as you may see.</p>
  }
  return (
    <>
      <p className="small">{overall ?? 'Nobody has decided this stage in the last 90 days.'}</p>
      <ul className="task-earlier">
        {latest.map((decision) => (
          <EarlierItem key={decision.task} decision={decision} />
        ))}
      </ul>
    </>
  )
}

function EarlierItem({ decision }: { readonly decision: EarlierDecision }) {
  const { task, runTitle, by, role, at, answer, note, confidence, threshold } = decision
  return (
    <li>
      <Icon name={ANSWER_ICONS[answer]} size="small" />
      <span className="grow">
        <b>{actorNameFirst(by)}</b>
        {role === null ? '' : ` (${ROLE_WORDS[role]})`} {DECIDED[answer]}
        {note === '' ? null : (
          <span className="soft pre-line">
            : “<PlainText text={note} />”
          </span>
        )}
      </span>
      {confidence === null ? null : (
        <Confidence value={confidence} threshold={threshold} source="reported" size="mini" />
      )}
      <Link to="/inbox/$taskId" params={{ taskId: task }} className="task-earlier-case">
        {runTitle === null ? <Moment at={at} /> : <PlainText text={runTitle} />}
      </Link>
      {runTitle === null ? null : (
        <span className="faint">
          <Moment at={at} />
        </span>
      )}
    </li>
  )
}
