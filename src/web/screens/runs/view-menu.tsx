import { Button, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import type { FormEvent } from 'react'
import { useState } from 'react'
import type { RunView } from '../../../api/contract/run-views.ts'
import { VIEW_NAME_CHARACTERS_MAX } from '../../../core/run/saved-views.ts'
import { useChangeView, useRemoveView, useSaveView } from '../../data/run-views.ts'
import type { RunSearch } from '../../derive/run-search.ts'
import { filterOf, isSameFilter, searchOf } from '../../derive/run-search.ts'
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'

interface MenuProps {
  readonly search: RunSearch
  readonly onDone: () => void
}

export interface ViewMenuProps extends MenuProps {
  /** Undefined: the filters are of none. */
  readonly view: RunView | undefined
}

/** What can be done with the view that is open, or that could be made of the filters. */
export function ViewMenu({ view, search, onDone }: ViewMenuProps) {
  const isChanged = view !== undefined && !isSameFilter(searchOf(view.filter), search)
  return (
    <div className="view-menu">
      {view === undefined || !isChanged ? null : <KeepFilters view={view} search={search} onDone={onDone} />}
      {view === undefined || isChanged ? <SaveNew search={search} onDone={onDone} /> : null}
      {view === undefined ? null : <Rename key={view.name} view={view} onDone={onDone} />}
      {view === undefined ? null : <Remove view={view} onDone={onDone} />}
    </div>
  )
}

function SaveNew({ search, onDone }: MenuProps) {
  const navigate = useNavigate({ from: '/runs' })
  const { send, isPending, error } = useSaveView(({ id }) => {
    void navigate({ search: { ...search, view: id }, replace: true })
    onDone()
  })
  return (
    <>
      <NameForm
        label="Name of a new view"
        button="Save"
        name=""
        isPending={isPending}
        onSubmit={(name) => send({ name, filter: filterOf(search) })}
      />
      {error === null ? null : <ProblemNote failure={error.failure} safe="What you typed is kept here." />}
    </>
  )
}

interface OfViewProps {
  readonly view: RunView
  readonly onDone: () => void
}

function KeepFilters({ view, search, onDone }: MenuProps & OfViewProps) {
  const { send, isPending, error } = useChangeView(view.id, onDone)
  return (
    <>
      <Button loading={isPending} onClick={() => send({ name: view.name, filter: filterOf(search) })}>
        Save the filters in this view
      </Button>
      {error === null ? null : <ProblemNote failure={error.failure} />}
    </>
  )
}

function Rename({ view, onDone }: OfViewProps) {
  const { send, isPending, error } = useChangeView(view.id, onDone)
  return (
    <>
      <NameForm
        label="Its name"
        button="Rename"
        name={view.name}
        isPending={isPending}
        onSubmit={(name) => send({ name, filter: view.filter })}
      />
      {error === null ? null : <ProblemNote failure={error.failure} safe="What you typed is kept here." />}
    </>
  )
}

function Remove({ view, onDone }: OfViewProps) {
  const navigate = useNavigate({ from: '/runs' })
  const [isAsking, setAsking] = useState(false)
  const { send, isPending, error } = useRemoveView(view.id, () => {
    onDone()
    void navigate({ search: {} })
  })
  return (
    <>
      <Button loading={isPending} onClick={() => setAsking(true)}>
        Delete this view
      </Button>
      {error === null ? null : <ProblemNote failure={error.failure} />}
      {isAsking ? (
        <ConfirmDialog
          title={`Delete the view “${view.name}”?`}
          confirm="Delete the view"
          refuse="Keep it"
          onConfirm={send}
          onClose={() => setAsking(false)}
        >
          The runs it shows stay as they are.
        </ConfirmDialog>
      ) : null}
    </>
  )
}

interface NameFormProps {
  readonly label: string
  readonly button: string
  readonly name: string
  readonly isPending: boolean
  readonly onSubmit: (name: string) => void
}

function NameForm({ label, button, name, isPending, onSubmit }: NameFormProps) {
  const [typed, setTyped] = useState(name)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSubmit(typed)
  }
  return (
    <form autoComplete="off" noValidate onSubmit={submit}>
      <TextInput
        label={label}
        maxLength={VIEW_NAME_CHARACTERS_MAX}
        value={typed}
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      />
      <Button type="submit" loading={isPending} disabled={typed.trim() === '' || typed.trim() === name}>
        {button}
      </Button>
    </form>
  )
}
