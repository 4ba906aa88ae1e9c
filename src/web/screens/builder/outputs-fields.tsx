import type { JsonObject } from '../../../core/basics/json.ts'
import { objectOrEmpty } from '../../../core/basics/json.ts'
import type { Stage } from '../../../core/workflow/workflow.ts'
import type { Card } from '../../derive/builder-view.ts'
import { titleOf } from '../../derive/wiring-view.ts'
import { AddField } from './add-field.tsx'
import { FieldEditor } from './field-editor.tsx'
import { FormPreview } from './form-preview.tsx'
import type { Builder } from './use-builder.ts'

export interface OutputsFieldsProps {
  readonly builder: Builder
  readonly stage: Stage
  readonly card: Card | undefined
}

/** What a stage gives to those after it. For a person these are the fields of a form. */
export function OutputsFields({ builder, stage, card }: OutputsFieldsProps) {
  const isPerson = stage.roles.primary.kind === 'human'
  const promised = stage.outputs === undefined ? (card?.output ?? null) : null
  const outputs = stage.outputs ?? {}
  const set = (name: string, schema: JsonObject | null) =>
    builder.edit({ type: 'set-output', stage: stage.id, name, schema })
  return (
    <section>
      <h3>{isPerson ? 'What they fill in' : 'What it gives'}</h3>
      {promised === null ? null : <Promised gives={promised} />}
      {Object.entries(outputs).map(([name, schema]) => (
        <FieldEditor
          key={name}
          name={name}
          schema={schema}
          onChange={(next) => set(name, next)}
          onRemove={() => set(name, null)}
        />
      ))}
      {promised === null ? <AddField label="Add a field" taken={Object.keys(outputs)} onAdd={set} /> : null}
      {isPerson && Object.keys(outputs).length > 0 ? <FormPreview fields={outputs} /> : null}
    </section>
  )
}

/** What a skill gives is a matter of the skill. */
function Promised({ gives }: { readonly gives: JsonObject }) {
  const properties = Object.entries(objectOrEmpty(gives['properties']))
  const titles = properties.map(([name, schema]) => titleOf(objectOrEmpty(schema), name))
  return <p className="small soft">{titles.length === 0 ? 'Whatever the skill finds.' : titles.join(', ')}</p>
}
