import { Button } from '@mantine/core'
import type { Json } from '../../../core/basics/json.ts'
import { objectOrEmpty } from '../../../core/basics/json.ts'
import type { BuilderStage, Card } from '../../derive/builder-view.ts'
import type { FormSchemas } from '../../derive/people-form.ts'
import { fieldsOf, ownForm, withField, writtenForm } from '../../derive/people-form.ts'
import { AddField } from './add-field.tsx'
import { FieldEditor } from './field-editor.tsx'
import { FormPreview } from './form-preview.tsx'

export interface PeopleFormProps {
  readonly stage: BuilderStage
  readonly cards: readonly Card[]
  readonly onSet: (form: Json) => void
}

/** What people fill in instead of a machine: what the stage gives, or a form of their own. */
export function PeopleForm({ stage, cards, onSet }: PeopleFormProps) {
  const own = ownForm(stage.escalation)
  const set = (fields: FormSchemas) => onSet(writtenForm(fields))
  if (own === undefined) {
    const usual = usualForm(stage, cards)
    return Object.keys(usual).length === 0 ? (
      <AddField
        label="Ask for something else than words"
        taken={[]}
        onAdd={(name, schema) => set({ [name]: schema })}
      />
    ) : (
      <Button onClick={() => set(usual)}>Give them a form of their own</Button>
    )
  }
  return (
    <div className="builder-form">
      <p className="builder-label">What they fill in</p>
      {Object.entries(own).map(([name, schema]) => (
        <FieldEditor
          key={name}
          name={name}
          schema={schema}
          onChange={(next) => set(withField(own, name, next))}
          onRemove={() => set(withField(own, name, null))}
        />
      ))}
      <AddField
        label="Add a field to their form"
        taken={Object.keys(own)}
        onAdd={(name, schema) => set(withField(own, name, schema))}
      />
      <FormPreview fields={own} />
      <Button variant="subtle" onClick={() => onSet(null)}>
        Use the usual form
      </Button>
    </div>
  )
}

/** What the stage gives, as it says itself, or as its skill does. */
function usualForm({ written, primary }: BuilderStage, cards: readonly Card[]): FormSchemas {
  const outputs = fieldsOf({ properties: objectOrEmpty(written['outputs']) })
  if (Object.keys(outputs).length > 0) return outputs
  return fieldsOf(cards.find(({ ref }) => ref === primary)?.output ?? {})
}
