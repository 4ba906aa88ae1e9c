import { TextInput } from '@mantine/core'
import { useState } from 'react'
import type { DurationDraft, DurationUnit } from '../../derive/duration-draft.ts'
import { DURATION_UNITS, durationDraft, writtenDuration } from '../../derive/duration-draft.ts'
import { CommitField } from './commit-field.tsx'
import { CommitSelect } from './commit-select.tsx'

export interface DurationFieldProps {
  readonly label: string
  /** As the format spells it; empty: none is written. */
  readonly value: string
  readonly placeholder?: string
  /** Why this time can not be the one; null: it can. */
  readonly complaint?: (written: string) => string | null
  /** Empty: it is taken out. */
  readonly onCommit: (value: string) => void
}

const UNITS = DURATION_UNITS.map(({ unit, one }) => ({ value: unit, label: `${one}s` }))

/** A time as a number and a unit. What fits neither, such as `90s`, is shown as it is written. */
export function DurationField(props: DurationFieldProps) {
  const draft = durationDraft(props.value)
  if (draft !== undefined) return <NumberAndUnit {...props} draft={draft} />
  return (
    <CommitField value={props.value} onCommit={props.onCommit}>
      {(field) => (
        <TextInput label={props.label} description="As it is written, for example 90s or 1h30m." {...field} />
      )}
    </CommitField>
  )
}

type NumberAndUnitProps = DurationFieldProps & { readonly draft: DurationDraft }

function NumberAndUnit({ label, placeholder, complaint, onCommit, draft }: NumberAndUnitProps) {
  // A unit that is chosen before there is a number waits for it.
  const [waiting, setWaiting] = useState<DurationUnit | null>(null)
  const unit = waiting ?? draft.unit
  const commit = (next: DurationDraft): void => {
    const written = spelling(next)
    if (written === undefined) return
    setWaiting(null)
    onCommit(written)
  }
  const choose = (next: DurationUnit): void => {
    if (draft.amount === '') setWaiting(next)
    else commit({ ...draft, unit: next })
  }
  return (
    <div className="builder-duration">
      <CommitField
        value={draft.amount}
        complaint={(amount) => complaintOf(spelling({ amount, unit }), complaint)}
        onCommit={(amount) => commit({ amount, unit })}
      >
        {(field) => <TextInput label={label} placeholder={placeholder} inputMode="numeric" {...field} />}
      </CommitField>
      <CommitSelect
        aria-label={`${label}: unit`}
        value={unit}
        data={UNITS}
        onCommit={(chosen) => choose(chosen as DurationUnit)}
      />
    </div>
  )
}

function complaintOf(written: string | undefined, complaint: DurationFieldProps['complaint']): string | null {
  if (written === undefined) return NO_DURATION
  return written === '' ? null : (complaint?.(written) ?? null)
}

const NO_DURATION = 'Write a whole number, of at most ten years.'

/** Undefined: it is no time. */
function spelling(draft: DurationDraft): string | undefined {
  return draft.amount.trim() === '' ? '' : writtenDuration(draft)
}
