import { Button } from '@mantine/core'
import { useState } from 'react'
import type { JsonObject } from '../../../core/basics/json.ts'
import type { DraftProblems, FormDraft } from '../../derive/form-draft.ts'
import { changedFields, readDraft, toDraft } from '../../derive/form-draft.ts'
import { formFields } from '../../derive/form-fields.ts'
import { FormFieldInput } from '../../parts/form-field.tsx'

export interface RunValuesProps {
  /** Of what a run is given. */
  readonly schema: JsonObject
  readonly values: JsonObject
  readonly onCommit: (values: JsonObject) => void
}

/** The values that each run of a schedule is given. */
export function RunValues({ schema, values, onCommit }: RunValuesProps) {
  const fields = formFields(schema, values)
  const [typed, setTyped] = useState<FormDraft>({})
  const initial = toDraft(fields, values)
  const draft = { ...initial, ...typed }
  const [problems, setProblems] = useState<DraftProblems>({})
  if (fields.length === 0) return null
  const isChanged = changedFields(draft, initial).length > 0
  const commit = (): void => {
    const read = readDraft(fields, draft, values)
    setProblems(read.ok ? {} : read.error)
    if (!read.ok) return
    setTyped({})
    onCommit(read.value)
  }
  return (
    <details open={Object.keys(values).length < fields.filter(({ isRequired }) => isRequired).length || isChanged}>
      <summary className="small">What each run is given</summary>
      {fields.map((field) => (
        <FormFieldInput
          key={field.name}
          field={field}
          text={draft[field.name] ?? ''}
          was={null}
          problem={problems[field.name]}
          onChange={(text) => setTyped({ ...typed, [field.name]: text })}
        />
      ))}
      <Button disabled={!isChanged} onClick={commit}>
        Use these values
      </Button>
    </details>
  )
}
