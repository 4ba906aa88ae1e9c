import { TextInput } from '@mantine/core'
import type { Json } from '../../../core/basics/json.ts'
import { objectOrEmpty } from '../../../core/basics/json.ts'
import { TOLD_TYPES } from '../../../core/run/told-by-runs.ts'
import {
  filterComplaint,
  readValue,
  templateComplaint,
  typeComplaint,
  valueText,
  withValue,
} from '../../derive/event-draft.ts'
import { CommitField } from './commit-field.tsx'
import { EventTest } from './event-test.tsx'
import type { EventFieldsProps } from './trigger-props.ts'

/** Which events start a run, and what the run is given of them. What can not be worked out stays in its field. */
export function EventFields(props: EventFieldsProps) {
  const { event, onSet } = props
  return (
    <>
      <CommitField
        value={event.event}
        complaint={typeComplaint}
        onCommit={(value) => onSet({ setting: 'event', value: value.trim() })}
      >
        {(field) => <TypeField {...field} />}
      </CommitField>
      <CommitField
        value={event.filter}
        complaint={filterComplaint}
        onCommit={(value) => onSet({ setting: 'filter', value: orNull(value) })}
      >
        {(field) => (
          <TextInput
            label="Only if"
            description="A condition on the event, for example event.data.total > 100. Empty: always."
            classNames={{ input: 'mono' }}
            spellCheck={false}
            {...field}
          />
        )}
      </CommitField>
      <Values {...props} />
      <CommitField
        value={event.dedupe}
        complaint={templateComplaint}
        onCommit={(value) => onSet({ setting: 'dedupe', value: orNull(value) })}
      >
        {(field) => (
          <TextInput
            label="Count as the same event"
            description={'What is the same in two events that are one, for example ${{ event.data.order_id }}.'}
            classNames={{ input: 'mono' }}
            spellCheck={false}
            {...field}
          />
        )}
      </CommitField>
      <EventTest {...props} />
    </>
  )
}

type FieldOf = Parameters<Parameters<typeof CommitField>[0]['children']>[0]

/** Any type can be typed; those that this program tells itself are offered. */
function TypeField({ onChange, ...field }: FieldOf) {
  return (
    <TextInput
      label="When this comes"
      description="The type of the event; at the end a * stands for anything."
      list="known-events"
      spellCheck={false}
      onChange={onChange}
      {...field}
      rightSection={
        <datalist id="known-events">
          {TOLD_TYPES.map((type) => (
            <option key={type} value={type} />
          ))}
        </datalist>
      }
    />
  )
}

function Values({ event: { inputs }, schema, onSet }: EventFieldsProps) {
  const properties = Object.entries(objectOrEmpty(schema['properties']))
  if (properties.length === 0) return null
  return (
    <details open>
      <summary className="small">What each run is given</summary>
      {properties.map(([name, input]) => (
        <ValueField
          key={name}
          name={name}
          schema={input}
          value={valueText(inputs[name])}
          onCommit={(value) => onSet({ setting: 'inputs', value: withValue(inputs, name, value) })}
        />
      ))}
    </details>
  )
}

interface ValueFieldProps {
  readonly name: string
  readonly schema: Json
  readonly value: string
  /** Undefined: it is not given. */
  readonly onCommit: (value: Json | undefined) => void
}

function ValueField({ name, schema, value, onCommit }: ValueFieldProps) {
  const commit = (typed: string) => {
    if (typed === '') return onCommit(undefined)
    const read = readValue(typed, schema)
    if (read.ok) onCommit(read.value)
  }
  return (
    <CommitField value={value} complaint={(typed) => whyNot(typed, schema)} onCommit={commit}>
      {(field) => (
        <TextInput
          label={name}
          placeholder={'a value, or ${{ event.data.… }}'}
          classNames={{ input: 'mono' }}
          spellCheck={false}
          {...field}
        />
      )}
    </CommitField>
  )
}

function whyNot(typed: string, schema: Json): string | null {
  if (typed === '') return null
  const read = readValue(typed, schema)
  return read.ok ? null : read.error
}

function orNull(text: string): string | null {
  return text.trim() === '' ? null : text
}
