import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { BuilderStage, Card } from '../../derive/builder-view.ts'
import { nameOfRef } from '../../derive/builder-view.ts'
import { canHaveName, roleNameProblem } from '../../derive/role-choices.ts'
import { Chips } from './chips.tsx'
import type { Builder } from './use-builder.ts'

export interface NamedRolesProps {
  readonly builder: Builder
  readonly cards: readonly Card[]
  readonly stage: BuilderStage
}

/** What an agent may use by a name of its own. */
export function NamedRoles({ builder, cards, stage }: NamedRolesProps) {
  const { id, namedRoles } = stage
  const free = cards.filter((card) => canHaveName(card, stage))
  if (free.length === 0 && namedRoles.length === 0) return null
  return (
    <details open={namedRoles.length > 0}>
      <summary className="small">Under names of their own</summary>
      <Chips
        items={namedRoles.map(({ role, ref }) => ({ key: role, name: `${role}: ${nameOfRef(cards, ref)}` }))}
        nothing="The agent uses what it may use by its usual name."
        onRemove={(role) => builder.edit({ type: 'unbind-role', stage: id, role })}
      />
      <NewName
        free={free}
        taken={namedRoles.map(({ role }) => role)}
        onAdd={(role, to) => builder.edit({ type: 'bind-role', stage: id, role, to })}
      />
    </details>
  )
}

interface NewNameProps {
  readonly free: readonly Card[]
  readonly taken: readonly string[]
  readonly onAdd: (role: string, to: string) => boolean
}

function NewName({ free, taken, onAdd }: NewNameProps) {
  const [role, setRole] = useState('')
  const [to, setTo] = useState('')
  const problem = role === '' ? undefined : roleNameProblem(role, taken)
  const isReady = role !== '' && to !== '' && problem === undefined
  const add = (): void => {
    if (onAdd(role, to)) setRole('')
  }
  return (
    <>
      <TextInput
        label="Name"
        placeholder="spell-checker"
        value={role}
        error={problem}
        onChange={(event) => setRole(event.currentTarget.value)}
      />
      <NativeSelect
        label="Is"
        value={to}
        data={[{ value: '', label: 'Choose a skill…' }, ...free.map(({ ref, name }) => ({ value: ref, label: name }))]}
        onChange={(event) => setTo(event.currentTarget.value)}
      />
      <Button disabled={!isReady} onClick={add}>
        Add under this name
      </Button>
    </>
  )
}
