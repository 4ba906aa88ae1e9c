import { Button, TextInput } from '@mantine/core'
import type { FormEvent } from 'react'
import { useState } from 'react'
import type { TaskRow } from '../../../api/contract/tasks.ts'
import { useReassignTask } from '../../data/task-commands.ts'
import { personRefs } from '../../derive/person-refs.ts'
import { Icon } from '../../icons/icon.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'

/** Passes the task to somebody else. Nothing is decided by it. */
export function ReassignTask({ row }: { readonly row: TaskRow }) {
  const [isOpen, setOpen] = useState(false)
  if (!isOpen) {
    return (
      <div>
        <Button
          variant="subtle"
          size="compact-xs"
          leftSection={<Icon name="people" size="small" />}
          onClick={() => setOpen(true)}
        >
          Pass to someone
        </Button>
      </div>
    )
  }
  return <ReassignForm row={row} onClose={() => setOpen(false)} />
}

function ReassignForm({ row, onClose }: { readonly row: TaskRow; readonly onClose: () => void }) {
  const [names, setNames] = useState('')
  const { send, isPending, error } = useReassignTask(row.id, onClose)
  const to = personRefs(names)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (to.length > 0) send({ to: [...to] })
  }
  return (
    <form className="decision-form" onSubmit={submit}>
      <TextInput
        label="Pass to"
        description="Names of people or teams, with commas between them: lena-fischer, support-team"
        value={names}
        onChange={(event) => setNames(event.currentTarget.value)}
      />
      {error === null ? null : <ProblemNote failure={error.failure} safe="The task is still where it was." />}
      <div className="row">
        <Button type="submit" size="compact-xs" disabled={to.length === 0} loading={isPending}>
          Pass it on
        </Button>
        <Button size="compact-xs" variant="subtle" onClick={onClose}>
          Keep it
        </Button>
      </div>
    </form>
  )
}
