import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { parseCron } from '../../../core/schedule/cron.ts'
import type { Rhythm, Weekday } from '../../derive/schedule-draft.ts'
import { RHYTHMS, readCron, WEEKDAYS, withRhythm, writeCron } from '../../derive/schedule-draft.ts'
import { CommitField, notBetween } from './commit-field.tsx'
import { CommitSelect } from './commit-select.tsx'

export interface RhythmFieldsProps {
  readonly cron: string
  readonly onCommit: (cron: string) => void
}

/** How often, chosen from lists; for those who know, as a cron expression. */
export function RhythmFields({ cron, onCommit }: RhythmFieldsProps) {
  // A rhythm that lists can say is shown as cron only to whoever wants it so.
  const [isCron, setCron] = useState(false)
  const rhythm: Rhythm = isCron ? { every: 'cron', cron } : readCron(cron)
  const change = (next: Rhythm): void => {
    const written = writeCron(next)
    if (written !== undefined && written !== cron) onCommit(written)
  }
  return (
    <>
      <CommitSelect
        label="How often"
        value={rhythm.every}
        data={[...RHYTHMS]}
        onCommit={(chosen) => {
          setCron(chosen === 'cron')
          change(withRhythm(rhythm, chosen as Rhythm['every']))
        }}
      />
      <Details rhythm={rhythm} onChange={change} />
    </>
  )
}

interface DetailsProps {
  readonly rhythm: Rhythm
  readonly onChange: (rhythm: Rhythm) => void
}

function Details({ rhythm, onChange }: DetailsProps) {
  switch (rhythm.every) {
    case 'cron':
      return (
        <CommitField
          value={rhythm.cron}
          complaint={cronComplaint}
          onCommit={(cron) => onChange({ every: 'cron', cron })}
        >
          {(field) => (
            <TextInput label="Cron, five fields" classNames={{ input: 'mono' }} spellCheck={false} {...field} />
          )}
        </CommitField>
      )
    case 'hour':
      return (
        <CommitField
          value={String(rhythm.minute)}
          complaint={notBetween(0, 59)}
          onCommit={(minute) => onChange({ every: 'hour', minute: Number(minute) })}
        >
          {(field) => <TextInput label="Minutes past the hour" inputMode="numeric" {...field} />}
        </CommitField>
      )
    case 'day':
    case 'weekday':
      return <TimeField time={rhythm.time} onCommit={(time) => onChange({ ...rhythm, time })} />
    case 'week':
    case 'month':
      return (
        <div className="builder-duration">
          <DayField rhythm={rhythm} onChange={onChange} />
          <TimeField time={rhythm.time} onCommit={(time) => onChange({ ...rhythm, time })} />
        </div>
      )
  }
}

function cronComplaint(typed: string): string | null {
  const parsed = parseCron(typed)
  return parsed.ok ? null : `${parsed.error.message} ${parsed.error.help}`
}

function TimeField({ time, onCommit }: { readonly time: string; readonly onCommit: (time: string) => void }) {
  return (
    <CommitField value={time} onCommit={onCommit}>
      {(field) => <TextInput label="At" type="time" {...field} />}
    </CommitField>
  )
}

const MONTH_DAYS = [
  ...Array.from({ length: 31 }, (_, index) => ({ value: String(index + 1), label: `Day ${index + 1}` })),
  { value: 'L', label: 'The last day' },
]

interface DayFieldProps {
  readonly rhythm: Extract<Rhythm, { readonly every: 'week' | 'month' }>
  readonly onChange: (rhythm: Rhythm) => void
}

/** A month without that day is left out, as the next starts show. */
function DayField({ rhythm, onChange }: DayFieldProps) {
  if (rhythm.every === 'week')
    return (
      <CommitSelect
        label="On"
        value={rhythm.weekday}
        data={[...WEEKDAYS]}
        onCommit={(chosen) => onChange({ ...rhythm, weekday: chosen as Weekday })}
      />
    )
  return (
    <CommitSelect
      label="On"
      value={rhythm.day}
      data={MONTH_DAYS}
      onCommit={(chosen) => onChange({ ...rhythm, day: chosen })}
    />
  )
}
