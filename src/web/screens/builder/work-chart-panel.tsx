import { Checkbox, Textarea, TextInput } from '@mantine/core'
import type { Json, JsonObject } from '../../../core/basics/json.ts'
import { isJsonObject, objectOrEmpty, textOr } from '../../../core/basics/json.ts'
import { NAME_CHARACTERS_MAX } from '../../../core/edit/text-bounds.ts'
import { AddField } from './add-field.tsx'
import { BudgetFields } from './budget-fields.tsx'
import { CommitField, longerThan } from './commit-field.tsx'
import { ContextFields } from './context-fields.tsx'
import { FieldEditor } from './field-editor.tsx'
import { FixedField } from './fixed-field.tsx'
import { SidePanel } from './side-panel.tsx'
import { TriggerFields } from './trigger-fields.tsx'
import type { Builder } from './use-builder.ts'
import './wiring.css'

/** Everything about the whole, shown while no stage is chosen. */
export function WorkChartPanel({ builder }: { readonly builder: Builder }) {
  const { document } = builder.view
  const set = (setting: 'name' | 'description', typed: string) =>
    builder.edit({ type: 'set-workflow', setting, value: typed.trim() === '' ? null : typed.trim() })
  return (
    <SidePanel label="The whole WorkChart">
      <header className="row">
        <h2 className="grow">The WorkChart</h2>
      </header>
      <section>
        <CommitField
          value={textOr(document['name'], '')}
          complaint={longerThan(NAME_CHARACTERS_MAX)}
          onCommit={(name) => set('name', name)}
        >
          {(field) => <TextInput label="Name" {...field} />}
        </CommitField>
        <CommitField value={textOr(document['description'], '')} onCommit={(text) => set('description', text)}>
          {(field) => <Textarea label="What it is for" autosize minRows={2} maxRows={8} {...field} />}
        </CommitField>
      </section>
      <RunInputs builder={builder} inputs={mapOf(document['inputs'])} />
      <TriggerFields builder={builder} />
      <ContextFields builder={builder} stage={null} />
      <BudgetFields document={document} onEdit={builder.edit} />
    </SidePanel>
  )
}

interface RunInputsProps {
  readonly builder: Builder
  readonly inputs: Readonly<Record<string, JsonObject>>
}

/** What whoever starts a run fills in. */
function RunInputs({ builder, inputs }: RunInputsProps) {
  const set = (name: string, schema: JsonObject | null) => builder.edit({ type: 'set-run-input', name, schema })
  return (
    <section>
      <h3>Asked for at the start</h3>
      {Object.keys(inputs).length === 0 ? (
        <p className="small soft">Nothing. Add what a run is about, such as the message it answers.</p>
      ) : null}
      {Object.entries(inputs).map(([name, schema]) => (
        <FieldEditor
          key={name}
          name={name}
          schema={schema}
          onChange={(next) => set(name, next)}
          onRemove={() => set(name, null)}
        >
          <Presence schema={schema} onChange={(next) => set(name, next)} />
        </FieldEditor>
      ))}
      <AddField label="Add something to ask for" taken={Object.keys(inputs)} onAdd={set} />
    </section>
  )
}

interface PresenceProps {
  readonly schema: JsonObject
  readonly onChange: (schema: JsonObject) => void
}

/** Whether it must be filled in, and what stands there at first. */
function Presence({ schema, onChange }: PresenceProps) {
  const { optional, default: usual, ...rest } = schema
  const hasUsual = usual !== undefined
  return (
    <>
      <Checkbox
        label="Has to be filled in"
        checked={optional !== true && !hasUsual}
        disabled={hasUsual}
        onChange={() => onChange(optional === true ? rest : { ...rest, optional: true })}
      />
      <div>
        <p className="builder-label">Usual answer</p>
        <FixedField
          label="Usual answer"
          schema={rest}
          value={usual}
          onCommit={(value) => onChange({ ...rest, default: value })}
        />
      </div>
      {hasUsual ? (
        <button type="button" className="plain-link small builder-remove" onClick={() => onChange(rest)}>
          Without a usual answer
        </button>
      ) : null}
    </>
  )
}

function mapOf(value: Json | undefined): Readonly<Record<string, JsonObject>> {
  const entries = Object.entries(objectOrEmpty(value))
  return Object.fromEntries(entries.flatMap(([name, schema]) => (isJsonObject(schema) ? [[name, schema]] : [])))
}
