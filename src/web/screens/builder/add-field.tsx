import { Button, NativeSelect, TextInput } from '@mantine/core'
import type { FormEvent } from 'react'
import { useState } from 'react'
import type { JsonObject } from '../../../core/basics/json.ts'
import type { FieldType } from '../../derive/field-setup.ts'
import { FIELD_TYPES, fieldName, TITLE_CHARACTERS_MAX, withSetup } from '../../derive/field-setup.ts'
import { longerThan } from './commit-field.tsx'

/** A form with more fields is not filled in with care. */
const FIELDS_MAX = 40

export interface AddFieldProps {
  readonly label: string
  readonly taken: readonly string[]
  readonly onAdd: (name: string, schema: JsonObject) => void
}

/** Adds a field by what it is called and what is written there. */
export function AddField({ label, taken, onAdd }: AddFieldProps) {
  const [title, setTitle] = useState('')
  const [type, setType] = useState<FieldType>('text')
  if (taken.length >= FIELDS_MAX) return <p className="small soft">These are as many as a form can hold.</p>
  const wanted = title.trim()
  const problem = longerThan(TITLE_CHARACTERS_MAX)(wanted)
  const isReady = wanted !== '' && problem === null
  const add = (event: FormEvent) => {
    event.preventDefault()
    if (!isReady) return
    const name = fieldName(wanted, taken)
    onAdd(name, withSetup({}, name, { type, title: wanted }))
    setTitle('')
  }
  return (
    <form className="builder-add" onSubmit={add}>
      <TextInput
        label={label}
        placeholder="What it is called"
        error={problem}
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      <NativeSelect
        aria-label={`${label}: what is written there`}
        value={type}
        data={[...FIELD_TYPES]}
        onChange={(event) => {
          const chosen = FIELD_TYPES.find(({ value }) => value === event.currentTarget.value)
          if (chosen !== undefined) setType(chosen.value)
        }}
      />
      <Button type="submit" disabled={!isReady}>
        Add
      </Button>
    </form>
  )
}
