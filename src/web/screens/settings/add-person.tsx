import { Button } from '@mantine/core'
import type { FormEvent } from 'react'
import { useState } from 'react'
import { useAddPerson } from '../../data/people.ts'
import { NEW_PERSON, toPersonRequest } from '../../derive/person-form.ts'
import { Card } from '../../parts/card.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { PersonFields } from './person-fields.tsx'

export function AddPersonForm() {
  const [draft, setDraft] = useState(NEW_PERSON)
  const { send, isPending, error, data: added } = useAddPerson(() => setDraft(NEW_PERSON))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    send(toPersonRequest(draft))
  }
  return (
    <Card title="Add somebody">
      <form className="card-body connection-form" autoComplete="off" noValidate onSubmit={submit}>
        <PersonFields draft={draft} onChange={setDraft} />
        <div>
          <Button type="submit" variant="filled" disabled={draft.name.trim() === ''} loading={isPending}>
            Add person
          </Button>
        </div>
        {added === undefined ? null : (
          <p className="small soft" role="status">
            {added.name} is there. WorkCharts ask them as <code>{added.id.replace(/^human:/, '')}</code>.
          </p>
        )}
        {error === null ? null : <ProblemNote failure={error.failure} safe="What you wrote is kept here." />}
      </form>
    </Card>
  )
}
