import { useState } from 'react'
import type { FormDraft } from '../../derive/form-draft.ts'
import { toDraft } from '../../derive/form-draft.ts'
import { formFields } from '../../derive/form-fields.ts'
import type { FormSchemas } from '../../derive/people-form.ts'
import { FormFieldInput } from '../../parts/form-field.tsx'

/** The form as the person will see it. What is tried here is not kept. */
export function FormPreview({ fields: schemas }: { readonly fields: FormSchemas }) {
  const [tried, setTried] = useState<FormDraft>({})
  const fields = formFields({ properties: schemas, required: Object.keys(schemas) }, {})
  const empty = toDraft(fields, {})
  return (
    <details>
      <summary className="small">How the form looks</summary>
      <div className="builder-preview">
        {fields.map((field) => (
          <FormFieldInput
            key={field.name}
            field={field}
            text={tried[field.name] ?? empty[field.name] ?? ''}
            was={null}
            problem={undefined}
            onChange={(text) => setTried({ ...tried, [field.name]: text })}
          />
        ))}
      </div>
    </details>
  )
}
