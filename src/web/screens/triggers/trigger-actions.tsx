import { Button, TextInput } from '@mantine/core'
import type { FormEvent } from 'react'
import { useState } from 'react'
import type { Trigger } from '../../../api/contract/triggers.ts'
import { useFireTrigger, usePauseTrigger, useResumeTrigger } from '../../data/triggers.ts'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { StartedNote } from './started-note.tsx'

/** Start now; pause, with the reason; resume. */
export function TriggerActions({ trigger: { id, starts, state } }: { readonly trigger: Trigger }) {
  const fire = useFireTrigger(id)
  const [isPausing, setPausing] = useState(false)
  return (
    <>
      <div className="row row-wrap">
        {starts.type === 'schedule' && state === 'on' ? (
          <Button variant="filled" loading={fire.isPending} onClick={() => fire.send()}>
            Start now
          </Button>
        ) : null}
        {state === 'on' ? <Button onClick={() => setPausing(true)}>Pause</Button> : null}
        {state === 'paused' ? <Resume id={id} /> : null}
      </div>
      {isPausing && state === 'on' ? <PauseForm id={id} onClose={() => setPausing(false)} /> : null}
      <StartedNote started={fire.data} />
      {fire.error === null ? null : <ProblemNote failure={fire.error.failure} safe="Nothing was started." />}
    </>
  )
}

function Resume({ id }: Pick<Trigger, 'id'>) {
  const { send, isPending, error } = useResumeTrigger(id)
  return (
    <>
      <Button variant="filled" loading={isPending} onClick={send}>
        Resume
      </Button>
      {error === null ? null : <ProblemNote failure={error.failure} />}
    </>
  )
}

function PauseForm({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const [because, setBecause] = useState('')
  const { send, isPending, error } = usePauseTrigger(id, onClose)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    send(because)
  }
  return (
    <form className="card triggers-form triggers-pause" onSubmit={submit}>
      <TextInput
        label="Why is it paused?"
        description="For whoever looks at it later. Times that come meanwhile are neither noted nor caught up."
        value={because}
        onChange={(event) => setBecause(event.currentTarget.value)}
      />
      {error === null ? null : <ProblemNote failure={error.failure} />}
      <div className="row">
        <Button type="submit" variant="filled" loading={isPending}>
          Pause it
        </Button>
        <Button onClick={onClose}>Leave it on</Button>
      </div>
    </form>
  )
}
