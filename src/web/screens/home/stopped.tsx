import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Home } from '../../../api/contract/home.ts'
import { useResumeTrigger } from '../../data/triggers.ts'
import { counted } from '../../derive/number-words.ts'
import { Note } from '../../parts/note.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'

/** More than these stand on the screen of triggers. */
const SHOWN_MAX = 5

/** What should start runs by itself and does not. */
export function Stopped({ triggers }: { readonly triggers: Home['stopped'] }) {
  const left = triggers.length - SHOWN_MAX
  return (
    <>
      {triggers.slice(0, SHOWN_MAX).map((each) => (
        <StoppedTrigger key={each.trigger} stopped={each} />
      ))}
      {left <= 0 ? null : (
        <p className="small">
          <Link to="/triggers">{counted(left, 'more trigger')} in such a state</Link>
        </p>
      )}
    </>
  )
}

function StoppedTrigger({ stopped }: { readonly stopped: Home['stopped'][number] }) {
  const { trigger, workflow, state, detail } = stopped
  return (
    <Note icon="warn" tone="bad">
      <p>
        <b>
          {workflow.name} {state === 'paused' ? 'no longer starts by itself' : 'does not start as it should'}.
        </b>{' '}
        {detail}{' '}
        <Link to="/triggers/$triggerId" params={{ triggerId: trigger }}>
          See what it did
        </Link>
      </p>
      {state === 'paused' ? <Resume trigger={trigger} /> : null}
    </Note>
  )
}

function Resume({ trigger }: { readonly trigger: string }) {
  const { send, isPending, error } = useResumeTrigger(trigger)
  return (
    <>
      <Button size="compact-xs" aria-label={`Resume ${trigger}`} loading={isPending} onClick={send}>
        Resume
      </Button>
      {error === null ? null : <ProblemNote failure={error.failure} />}
    </>
  )
}
