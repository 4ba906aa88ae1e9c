import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core'
import type { FormEvent } from 'react'
import { useState } from 'react'
import { useAddConnection } from '../../data/connections.ts'
import type { ConnectionDraft } from '../../derive/connection-form.ts'
import { EMPTY_CONNECTION, isModelKind, KIND_OPTIONS, toAddConnection } from '../../derive/connection-form.ts'
import { Card } from '../../parts/card.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'

/** The key is typed here once; afterwards the field is empty and nobody shows it again. */
export function AddConnectionForm() {
  const [draft, setDraft] = useState(EMPTY_CONNECTION)
  const { send, isPending, error } = useAddConnection(() => setDraft(EMPTY_CONNECTION))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    send(toAddConnection(draft))
  }
  return (
    <Card title="Add a connection">
      <form className="card-body connection-form" autoComplete="off" onSubmit={submit}>
        <NativeSelect
          label="What to connect"
          value={draft.kind}
          data={[...KIND_OPTIONS]}
          onChange={({ currentTarget: { value } }) => {
            const kind = KIND_OPTIONS.find((option) => option.value === value)?.value ?? draft.kind
            setDraft({ ...draft, kind })
          }}
        />
        <TextInput
          label="Name"
          description="Small letters, digits and hyphens"
          value={draft.name}
          onChange={({ currentTarget: { value } }) => setDraft({ ...draft, name: value })}
        />
        <KindFields draft={draft} onChange={setDraft} />
        <div>
          <Button type="submit" variant="filled" disabled={draft.name.trim() === ''} loading={isPending}>
            Add
          </Button>
        </div>
        {error === null ? null : <ProblemNote failure={error.failure} safe="What you wrote is kept here." />}
      </form>
    </Card>
  )
}

interface KindFieldsProps {
  readonly draft: ConnectionDraft
  readonly onChange: (draft: ConnectionDraft) => void
}

function KindFields({ draft, onChange }: KindFieldsProps) {
  const set = (field: 'model' | 'address' | 'key' | 'command') => ({
    value: draft[field],
    onChange: ({ currentTarget: { value } }: { readonly currentTarget: { readonly value: string } }) =>
      onChange({ ...draft, [field]: value }),
  })
  if (!isModelKind(draft.kind))
    return <Textarea label="Command" description="One word a line: the program first" rows={3} {...set('command')} />
  return (
    <>
      {draft.kind === 'anthropic' ? null : (
        <TextInput label="Address" placeholder="http://localhost:11434/v1" {...set('address')} />
      )}
      <TextInput label="Model" description="As the provider calls it" {...set('model')} />
      <TextInput
        type="password"
        label="Key"
        description={draft.kind === 'anthropic' ? 'Kept sealed, never shown again' : 'Only where the address needs one'}
        autoComplete="off"
        {...set('key')}
      />
    </>
  )
}
