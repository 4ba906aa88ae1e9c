import { NativeSelect, TextInput } from '@mantine/core'
import type { JsonObject } from '../../../core/basics/json.ts'
import type { BuilderStage } from '../../derive/builder-view.ts'
import { personRefs } from '../../derive/person-refs.ts'
import { CommitField } from './commit-field.tsx'

const DEADLINES = [
  { value: '', label: '4 h (usual)' },
  { value: '30m', label: '30 min' },
  { value: '1h', label: '1 h' },
  { value: '4h', label: '4 h' },
  { value: '8h', label: '8 h' },
  { value: '1d', label: '1 day' },
  { value: '2d', label: '2 days' },
  { value: '1w', label: '1 week' },
] as const

export interface EscalationFieldsProps {
  readonly stage: BuilderStage
  readonly onSet: (escalation: JsonObject | null) => void
}

/** Who is asked when a person is needed, and how long they have. Time never approves anything. */
export function EscalationFields({ stage, onSet }: EscalationFieldsProps) {
  const { askedPeople, sla, escalation } = stage
  const isPerson = stage.primary.startsWith('human:')
  const set = (key: string, value: string | readonly string[]) => {
    const { [key]: _, ...rest } = escalation
    const next: JsonObject = value.length === 0 ? rest : { ...rest, [key]: value }
    onSet(Object.keys(next).length === 0 ? null : next)
  }
  const known = DEADLINES.some(({ value }) => value === sla)
  return (
    <section>
      <h3>{isPerson ? 'How long they have' : 'If a person is asked'}</h3>
      {isPerson ? null : (
        <CommitField
          value={askedPeople.map((ref) => ref.replace(/^human:/, '')).join(', ')}
          onCommit={(names) => set('to', personRefs(names))}
        >
          {(field) => (
            <TextInput label="Who is asked" description="Names or teams, with commas. Empty: anyone." {...field} />
          )}
        </CommitField>
      )}
      <NativeSelect
        label="Deadline"
        value={sla}
        data={known ? [...DEADLINES] : [...DEADLINES, { value: sla, label: sla }]}
        onChange={(event) => set('sla', event.currentTarget.value)}
      />
      <p className="tiny soft">
        After the deadline the case is marked overdue and waits. Time never approves anything.
      </p>
    </section>
  )
}
