import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core'
import type { FormEvent, ReactNode } from 'react'
import { useState } from 'react'
import type { MemoryItem } from '../../../api/contract/memory.ts'
import type { MemoryWish } from '../../data/memory.ts'

interface FormProps {
  readonly onSend: (wish: MemoryWish) => void
  readonly onClose: () => void
}

interface ItemFormProps extends FormProps {
  readonly item: MemoryItem
}

/** Changes what it says. Whether it is approved stays. */
export function EditMemory({ item, onSend, onClose }: ItemFormProps) {
  const [content, setContent] = useState(item.content)
  const send = () => onSend({ verb: 'edit', body: { content } })
  return (
    <DecisionForm confirm="Save" isReady={content.trim() !== ''} onSubmit={send} onClose={onClose}>
      <Textarea
        label="What it says"
        rows={4}
        value={content}
        onChange={(event) => setContent(event.currentTarget.value)}
      />
    </DecisionForm>
  )
}

/** A candidate is rejected, what was approved is taken out of use. */
export function RejectMemory({ item, onSend, onClose }: ItemFormProps) {
  const [note, setNote] = useState('')
  const isNew = item.status === 'candidate'
  const send = () => onSend({ verb: isNew ? 'reject' : 'deprecate', body: { note } })
  return (
    <DecisionForm confirm={isNew ? 'Reject it' : 'Take it out of use'} isReady onSubmit={send} onClose={onClose}>
      <TextInput
        label="Why"
        description="For whoever looks at it later. Found again, it stays out."
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </DecisionForm>
  )
}

const STRATEGIES = [
  { value: 'keep_target', label: 'What the other one says' },
  { value: 'keep_source', label: 'What this one says' },
  { value: 'combine', label: 'Both, one after the other' },
] as const satisfies readonly { readonly value: Strategy; readonly label: string }[]

type Strategy = Extract<MemoryWish, { readonly verb: 'merge' }>['body']['strategy']

/** Characters of one that is offered. */
const OFFER_CHARACTERS = 80

export function MergeMemory({ mates, onSend, onClose }: FormProps & { readonly mates: readonly MemoryItem[] }) {
  const [chosen, setChosen] = useState(mates[0]?.id ?? '')
  const [strategy, setStrategy] = useState<Strategy>('keep_target')
  const into = mates.find(({ id }) => id === chosen)
  const send = () => {
    if (into !== undefined)
      onSend({ verb: 'merge', body: { into: { id: into.id, revision: into.revision }, strategy } })
  }
  return (
    <DecisionForm confirm="Make one of both" isReady={into !== undefined} onSubmit={send} onClose={onClose}>
      <NativeSelect
        label="Into which one"
        data={mates.map(({ id, content }) => ({ value: id, label: content.slice(0, OFFER_CHARACTERS) }))}
        value={chosen}
        onChange={(event) => setChosen(event.currentTarget.value)}
      />
      <NativeSelect
        label="What it says afterwards"
        data={STRATEGIES.map((each) => ({ ...each }))}
        value={strategy}
        onChange={(event) => {
          const wanted = event.currentTarget.value
          setStrategy(STRATEGIES.find(({ value }) => value === wanted)?.value ?? 'keep_target')
        }}
      />
    </DecisionForm>
  )
}

interface DecisionFormProps {
  readonly confirm: string
  readonly isReady: boolean
  readonly onSubmit: () => void
  readonly onClose: () => void
  readonly children: ReactNode
}

function DecisionForm({ confirm, isReady, onSubmit, onClose, children }: DecisionFormProps) {
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSubmit()
  }
  return (
    <form className="context-form" onSubmit={submit}>
      {children}
      <div className="row">
        <Button type="submit" size="compact-xs" variant="filled" disabled={!isReady}>
          {confirm}
        </Button>
        <Button size="compact-xs" onClick={onClose}>
          Leave it
        </Button>
      </div>
    </form>
  )
}
