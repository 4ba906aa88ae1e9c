import { Button } from '@mantine/core'
import type { Trigger } from '../../../api/contract/triggers.ts'
import { useFireTrigger } from '../../data/workchart-commands.ts'
import { Card } from '../../parts/card.tsx'
import { Empty } from '../../parts/empty.tsx'
import { MomentWithZone } from '../../parts/moment.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'

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

function TriggerRow({ trigger: { id, words, timezone, next, enabled } }: { readonly trigger: Trigger }) {
  const { send, isPending, error } = useFireTrigger(id)
  return (
    <li>
      <div className="row">
        <b className="grow">{words}</b>
        <Button size="compact-xs" loading={isPending} onClick={send}>
          Start now
        </Button>
      </div>
      <p className="small soft">
        {timezone}
        {enabled ? '' : ', switched off'}
      </p>
      {next.length === 0 ? null : (
        <ul className="small num" aria-label="Next starts">
          {next.map((instant) => (
            <li key={instant}>
              <MomentWithZone at={instant} />
            </li>
          ))}
        </ul>
      )}
      {error === null ? null : <ProblemNote failure={error.failure} />}
    </li>
  )
}
