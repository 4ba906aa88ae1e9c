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

function TriggerRow({ trigger }: { readonly trigger: Trigger }) {
  const { starts, state, next } = trigger
  return (
    <li>
      <div className="row">
        <b className="grow">{starts.type === 'schedule' ? starts.words : `When ${starts.event} comes`}</b>
        {starts.type === 'schedule' ? <StartNow trigger={trigger} /> : null}
      </div>
      <p className="small soft">
        {starts.type === 'schedule' ? starts.timezone : 'An event'}
        {STATES[state]}
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
    </li>
  )
}

const STATES = { on: '', paused: ', paused', off: ', switched off', ended: ', no more starts' } as const

function StartNow({ trigger: { id } }: { readonly trigger: Trigger }) {
  const { send, isPending, error } = useFireTrigger(id)
  return (
    <>
      <Button size="compact-xs" loading={isPending} onClick={send}>
        Start now
      </Button>
      {error === null ? null : <ProblemNote failure={error.failure} />}
    </>
  )
}
