import { Button } from '@mantine/core'
import type { FormEvent } from 'react'
import { useState } from 'react'
import type { Person } from '../../../api/contract/people.ts'
import { ROLE_WORDS } from '../../../core/people/role-words.ts'
import { useChangePerson, useRemovePerson } from '../../data/people.ts'
import { draftOfPerson, toPersonRequest } from '../../derive/person-form.ts'
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { Tag } from '../../parts/tag.tsx'
import { PersonFields } from './person-fields.tsx'

export function PersonRow({ person }: { readonly person: Person }) {
  const { name, email, roles, teams, ventures } = person
  const [open, setOpen] = useState<'change' | 'remove' | null>(null)
  const { send: remove, error } = useRemovePerson(person.id)
  return (
    <li className="connection">
      <div className="connection-what">
        <p>
          <b>{name}</b>{' '}
          {roles.map((role) => (
            <Tag key={role}>{ROLE_WORDS[role]}</Tag>
          ))}
        </p>
        <p className="small soft">{[email, ...teams, ...(ventures ?? []).map((each) => `only ${each}`)].join(' · ')}</p>
      </div>
      <Button
        size="compact-sm"
        aria-label={`Change ${name}`}
        aria-expanded={open === 'change'}
        onClick={() => setOpen(open === 'change' ? null : 'change')}
      >
        Change
      </Button>
      <Button size="compact-sm" aria-label={`Remove ${name}`} onClick={() => setOpen('remove')}>
        Remove
      </Button>
      {open === 'change' ? <ChangePersonForm person={person} onDone={() => setOpen(null)} /> : null}
      {error === null ? null : <ProblemNote failure={error.failure} />}
      {open === 'remove' ? (
        <ConfirmDialog
          title={`Remove ${name}?`}
          confirm="Remove them"
          refuse="Keep them"
          onConfirm={remove}
          onClose={() => setOpen(null)}
        >
          They may do nothing here any more, from now on. What they did and decided stays.
        </ConfirmDialog>
      ) : null}
    </li>
  )
}

function ChangePersonForm({ person, onDone }: { readonly person: Person; readonly onDone: () => void }) {
  const [draft, setDraft] = useState(() => draftOfPerson(person))
  const { send, isPending, error } = useChangePerson(person.id, onDone)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    send(toPersonRequest(draft))
  }
  return (
    <form className="connection-form person-change" autoComplete="off" noValidate onSubmit={submit}>
      <PersonFields draft={draft} onChange={setDraft} />
      <div>
        <Button type="submit" variant="filled" loading={isPending}>
          Save
        </Button>
      </div>
      {error === null ? null : <ProblemNote failure={error.failure} safe="What you wrote is kept here." />}
    </form>
  )
}
