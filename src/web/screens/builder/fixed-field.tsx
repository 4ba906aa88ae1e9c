import { Checkbox, Textarea, TextInput } from '@mantine/core'
import type { Json, JsonObject } from '../../../core/basics/json.ts'
import { readDraft, toDraft } from '../../derive/form-draft.ts'
import type { FormField } from '../../derive/form-fields.ts'
import { formFields } from '../../derive/form-fields.ts'
import type { Complaint } from './commit-field.tsx'
import { CommitField } from './commit-field.tsx'
import { CommitSelect } from './commit-select.tsx'

export interface FixedFieldProps {
  readonly label: string
  readonly schema: JsonObject
  /** Undefined: nothing is typed yet. */
  readonly value: Json | undefined
  readonly onCommit: (value: Json) => void
}

/** A value that is always the same, typed as its schema has it. */
export function FixedField({ label, schema, value, onCommit }: FixedFieldProps) {
  const values = value === undefined ? {} : { value }
  const [field] = formFields({ properties: { value: typedSchema(schema) }, required: ['value'] }, values)
  if (field === undefined) return null
  const read = (typed: string) => readDraft([field], { value: typed }, {})
  const commit = (typed: string) => {
    const next = read(typed)
    if (next.ok && next.value['value'] !== undefined) onCommit(next.value['value'])
  }
  const complaint = (typed: string) => {
    const next = read(typed)
    return next.ok ? null : (next.error['value'] ?? null)
  }
  const text = toDraft([field], values)['value'] ?? ''
  return <KindField field={field} label={label} text={text} complaint={complaint} onCommit={commit} />
}

/** Where nothing says what it is, it is a text. */
function typedSchema(schema: JsonObject): JsonObject {
  return schema['type'] === undefined && schema['enum'] === undefined ? { ...schema, type: 'string' } : schema
}

interface KindFieldProps {
  readonly field: FormField
  readonly label: string
  readonly text: string
  readonly complaint: Complaint
  readonly onCommit: (typed: string) => void
}

function KindField({ field: { kind }, label, text, complaint, onCommit }: KindFieldProps) {
  const shared = { 'aria-label': label }
  switch (kind.type) {
    case 'choice':
      return (
        <CommitSelect
          {...shared}
          value={text}
          data={[
            { value: '', label: 'Choose…' },
            ...kind.options.map((option, at) => ({ value: String(at), label: option.label })),
          ]}
          onCommit={onCommit}
        />
      )
    case 'yes-no':
      return (
        <Checkbox
          label="Yes"
          aria-label={`${label}: yes`}
          checked={text === 'true'}
          onChange={(event) => onCommit(String(event.currentTarget.checked))}
        />
      )
    case 'json':
      return (
        <CommitField value={text} complaint={complaint} onCommit={onCommit}>
          {(props) => (
            <Textarea {...shared} {...props} autosize minRows={2} maxRows={8} classNames={{ input: 'mono' }} />
          )}
        </CommitField>
      )
    case 'text':
    case 'number':
    case 'date':
      return (
        <CommitField value={text} complaint={complaint} onCommit={onCommit}>
          {(props) => <TextInput {...shared} {...props} type={kind.type === 'date' ? 'date' : 'text'} />}
        </CommitField>
      )
  }
}
