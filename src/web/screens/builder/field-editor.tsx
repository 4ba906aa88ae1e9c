import { Textarea, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import type { JsonObject } from '../../../core/basics/json.ts'
import type { FieldSetup } from '../../derive/field-setup.ts'
import { FIELD_TYPES, fieldSetup, TITLE_CHARACTERS_MAX, withSetup } from '../../derive/field-setup.ts'
import { CommitField, longerThan, noNumber } from './commit-field.tsx'
import { CommitSelect } from './commit-select.tsx'

export interface FieldEditorProps {
  readonly name: string
  readonly schema: JsonObject
  readonly onChange: (schema: JsonObject) => void
  readonly onRemove: () => void
  /** What is particular to the place where the field stands. */
  readonly children?: ReactNode
}

const HELP_CHARACTERS_MAX = 300

/** One field that somebody fills in: what it is called, what may be written there, and how it is explained. */
export function FieldEditor({ name, schema, onChange, onRemove, children }: FieldEditorProps) {
  const setup = fieldSetup(schema, name)
  const change = (part: Partial<FieldSetup>) => onChange(withSetup(schema, name, part))
  const type = FIELD_TYPES.find(({ value }) => value === setup.type)
  return (
    <details className="builder-field">
      <summary className="row">
        <span className="grow clip">{setup.title}</span>
        <span className="tiny soft">{type?.label ?? 'Written in Source'}</span>
      </summary>
      <CommitField
        value={setup.title}
        complaint={longerThan(TITLE_CHARACTERS_MAX)}
        onCommit={(title) => title.trim() !== '' && change({ title: title.trim() })}
      >
        {(field) => <TextInput label="What it is called" {...field} />}
      </CommitField>
      {type === undefined ? null : (
        <CommitSelect
          label="What is written there"
          value={type.value}
          data={[...FIELD_TYPES]}
          onCommit={(chosen) => {
            const next = FIELD_TYPES.find(({ value }) => value === chosen)
            if (next !== undefined) change({ type: next.value })
          }}
        />
      )}
      <Particulars setup={setup} onChange={change} />
      <CommitField
        value={setup.help}
        complaint={longerThan(HELP_CHARACTERS_MAX)}
        onCommit={(help) => change({ help: help.trim() })}
      >
        {(field) => <TextInput label="Help below it" {...field} />}
      </CommitField>
      {children}
      <button type="button" className="plain-link small builder-remove" onClick={onRemove}>
        Remove “{setup.title}”
      </button>
    </details>
  )
}

interface ParticularsProps {
  readonly setup: FieldSetup
  readonly onChange: (part: Partial<FieldSetup>) => void
}

function Particulars({ setup, onChange }: ParticularsProps) {
  if (setup.type === 'choice') {
    return (
      <CommitField value={setup.choices.join('\n')} onCommit={(text) => onChange({ choices: text.split('\n') })}>
        {(field) => (
          <Textarea label="Choices" description="One on each line." autosize minRows={2} maxRows={8} {...field} />
        )}
      </CommitField>
    )
  }
  if (setup.type !== 'number') return null
  const bound = (text: string) => (text.trim() === '' ? null : Number(text))
  return (
    <div className="row">
      <CommitField
        value={numberText(setup.minimum)}
        complaint={noBound}
        onCommit={(text) => onChange({ minimum: bound(text) })}
      >
        {(field) => <TextInput label="At least" inputMode="decimal" {...field} />}
      </CommitField>
      <CommitField
        value={numberText(setup.maximum)}
        complaint={noBound}
        onCommit={(text) => onChange({ maximum: bound(text) })}
      >
        {(field) => <TextInput label="At most" inputMode="decimal" {...field} />}
      </CommitField>
    </div>
  )
}

function numberText(number: number | null): string {
  return number === null ? '' : String(number)
}

/** Without a bound any number is taken. */
function noBound(typed: string): string | null {
  return typed.trim() === '' ? null : noNumber(typed)
}
