import { Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core'
import type { FormField } from '../derive/form-fields.ts'

export interface FormFieldProps {
  readonly field: FormField
  readonly text: string
  /** What it said at first, where that has changed: `was 52.00`. */
  readonly was: string | null
  readonly problem: string | undefined
  readonly onChange: (text: string) => void
}

/** One field of a form, drawn by its kind. */
export function FormFieldInput({ field, text, was, problem, onChange }: FormFieldProps) {
  const shared = {
    label: field.label,
    description: field.help,
    error: problem,
    required: field.isRequired,
  }
  return (
    <div>
      <KindInput kind={field.kind} shared={shared} text={text} onChange={onChange} />
      {was === null ? null : <span className="tiny soft">was {was === '' ? 'empty' : was}</span>}
    </div>
  )
}

interface KindInputProps {
  readonly kind: FormField['kind']
  readonly shared: object
  readonly text: string
  readonly onChange: (text: string) => void
}

function KindInput({ kind, shared, text, onChange }: KindInputProps) {
  const typed = {
    value: text,
    onChange: (event: { currentTarget: { value: string } }) => onChange(event.currentTarget.value),
  }
  switch (kind.type) {
    case 'text':
      return kind.lines === 'one' ? <TextInput {...shared} {...typed} /> : <Textarea {...shared} {...typed} rows={4} />
    case 'date':
      return <TextInput {...shared} {...typed} type="date" />
    case 'number':
      return <TextInput {...shared} {...typed} inputMode={kind.isWhole ? 'numeric' : 'decimal'} />
    case 'yes-no':
      return (
        <Checkbox
          {...shared}
          checked={text === 'true'}
          onChange={(event) => onChange(String(event.currentTarget.checked))}
        />
      )
    case 'choice':
      return <NativeSelect {...shared} {...typed} data={[NO_CHOICE, ...kind.options.map(toItem)]} />
    case 'json':
      return <Textarea {...shared} {...typed} rows={4} classNames={{ input: 'mono' }} />
  }
}

const NO_CHOICE = { value: '', label: 'Choose…' }

function toItem({ label }: { readonly label: string }, place: number) {
  return { value: String(place), label }
}
