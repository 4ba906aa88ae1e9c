import { Button, TextInput } from '@mantine/core'
import type { FormEvent } from 'react'
import { useState } from 'react'
import { useFireTrigger } from '../../data/triggers.ts'
import { instantOnClock } from '../../derive/trigger-words.ts'
import { Card } from '../../parts/card.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { StartedNote } from './started-note.tsx'

export interface OnClock {
  /** Of the trigger. */
  readonly id: string
  /** The clock it goes by. */
  readonly timezone: string
}

/** Starts the run of one time that has passed and started none. */
export function PastTime({ id, timezone }: OnClock) {
  const [local, setLocal] = useState('')
  const { send, isPending, data, error } = useFireTrigger(id)
  const instant = instantOnClock(local, timezone)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (instant !== undefined) send(instant)
  }
  return (
    <Card title="Start one time that has passed">
      <form className="triggers-form" onSubmit={submit}>
        <TextInput
          type="datetime-local"
          label={`Time, on the clock of ${timezone}`}
          value={local}
          onChange={(event) => setLocal(event.currentTarget.value)}
        />
        <div className="row">
          <Button type="submit" disabled={instant === undefined} loading={isPending}>
            Start it
          </Button>
        </div>
        <StartedNote started={data} />
        {error === null ? null : <ProblemNote failure={error.failure} safe="Nothing was started." />}
      </form>
    </Card>
  )
}
