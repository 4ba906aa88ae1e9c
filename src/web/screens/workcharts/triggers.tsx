import { Link } from '@tanstack/react-router'
import type { Trigger } from '../../../api/contract/triggers.ts'
import { startsWords } from '../../derive/trigger-words.ts'
import { BothClocks } from '../../parts/both-clocks.tsx'
import { Card } from '../../parts/card.tsx'
import { Empty } from '../../parts/empty.tsx'
import { State } from '../../parts/state.tsx'
import { TRIGGER_STATES } from '../../words/triggers.ts'

export interface TriggersProps {
  readonly triggers: readonly Trigger[]
  readonly isPublished: boolean
}

/** What starts it on its own, and when next. */
export function Triggers({ triggers, isPublished }: TriggersProps) {
  return (
    <Card title="How it starts">
      {triggers.length === 0 ? (
        <Empty title="By hand">
          {isPublished
            ? 'Its published version has no schedule.'
            : 'A schedule in its file begins to count once it is published.'}
        </Empty>
      ) : (
        <ul className="card-rows">
          {triggers.map((trigger) => (
            <TriggerRow key={trigger.id} trigger={trigger} />
          ))}
        </ul>
      )}
    </Card>
  )
}

function TriggerRow({ trigger: { id, starts, state, next } }: { readonly trigger: Trigger }) {
  return (
    <li>
      <div className="row">
        <Link to="/triggers/$triggerId" params={{ triggerId: id }} className="name-link grow">
          {startsWords(starts)}
        </Link>
        <State look={TRIGGER_STATES[state]} />
      </div>
      <p className="small soft">{starts.type === 'schedule' ? starts.timezone : 'An event'}</p>
      {starts.type === 'event' || next.length === 0 ? null : (
        <ul className="small num" aria-label="Next starts">
          {next.map((instant) => (
            <li key={instant}>
              <BothClocks at={instant} timezone={starts.timezone} />
            </li>
          ))}
        </ul>
      )}
    </li>
  )
}
