import { Button, Textarea, TextInput } from '@mantine/core'
import type { FormEvent } from 'react'
import { useState } from 'react'
import { useAskAboutTask } from '../../data/task-commands.ts'
import { personRefs } from '../../derive/person-refs.ts'
import { Icon } from '../../icons/icon.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'

/** Asks somebody who knows more. The deadline stays, and so does who decides. */
export function AskAboutTask({ task }: { readonly task: string }) {
  const [isOpen, setOpen] = useState(false)
  if (isOpen) return <AskForm task={task} onClose={() => setOpen(false)} />
  return (
    <div>
      <Button
        variant="subtle"
        size="compact-xs"
        leftSection={<Icon name="ask" size="small" />}
        onClick={() => setOpen(true)}
      >
        Ask someone about it
      </Button>
    </div>
  )
}

function AskForm({ task, onClose }: { readonly task: string; readonly onClose: () => void }) {
  const [name, setName] = useState('')
  const [text, setText] = useState('')
  const { send, isPending, error } = useAskAboutTask(task, onClose)
  const [of, ...more] = personRefs(name)
  const isWhole = of !== undefined && more.length === 0 && text.trim() !== ''
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isWhole) send({ of, text: text.trim() })
  }
  return (
    <form className="decision-form" onSubmit={submit}>
      <TextInput
        label="Who may know"
        description="The name of one person or team: mei-lin"
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Textarea
        label="Your question"
        description="They see this task until they have answered. The deadline stays."
        rows={3}
        maxLength={4_000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {error === null ? null : <ProblemNote failure={error.failure} safe="Nobody was asked." />}
      <div className="row">
        <Button type="submit" size="compact-xs" disabled={!isWhole} loading={isPending}>
          Ask
        </Button>
        <Button size="compact-xs" variant="subtle" onClick={onClose}>
          Do not ask
        </Button>
      </div>
    </form>
  )
}
