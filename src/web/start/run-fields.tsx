import type { DraftView } from '../derive/decision-draft.ts'
import { FormFieldInput } from '../parts/form-field.tsx'

export interface RunFieldsProps {
  readonly fields: DraftView['fields']
  readonly onType: (typed: Readonly<Record<string, string>>) => void
}

/** What a run is given, field by field. */
export function RunFields({ fields, onType }: RunFieldsProps) {
  if (fields.length === 0) return <p className="small soft">It needs nothing to begin with.</p>
  return fields.map(({ field, text, problem }) => (
    <FormFieldInput
      key={field.name}
      field={field}
      text={text}
      was={null}
      problem={problem}
      onChange={(changed) => onType({ [field.name]: changed })}
    />
  ))
}
