import { Button, TextInput } from '@mantine/core'
import type { HoursDraft, HoursRow } from '../../derive/hours-draft.ts'
import {
  beginProblem,
  DAY_CHOICES,
  endProblem,
  holidaysProblem,
  nextHours,
  readHolidays,
  usualHours,
} from '../../derive/hours-draft.ts'
import { READER_ZONE } from '../../parts/moment.tsx'
import { CommitField } from './commit-field.tsx'
import { CommitSelect } from './commit-select.tsx'
import { ZoneField } from './zone-field.tsx'

export interface HoursFieldsProps {
  /** Undefined: the stage says nothing of them. */
  readonly hours: HoursDraft | undefined
  /** Those in force, which may be said for all stages. */
  readonly common: HoursDraft | undefined
  /** Null takes them out. */
  readonly onSet: (hours: HoursDraft | null) => void
}

/** The hours that count for the deadline and all that hangs on it. */
export function HoursFields({ hours, common, onSet }: HoursFieldsProps) {
  if (hours !== undefined) return <Hours hours={hours} onSet={onSet} />
  return (
    <>
      {common === undefined ? null : <p className="small soft">The working hours for all stages count here.</p>}
      <Button onClick={() => onSet(common ?? usualHours(READER_ZONE.timeZone))}>
        {common === undefined ? 'Count working hours only' : 'Count other working hours'}
      </Button>
    </>
  )
}

interface HoursProps {
  readonly hours: HoursDraft
  readonly onSet: HoursFieldsProps['onSet']
}

function Hours({ hours, onSet }: HoursProps) {
  const { timezone, rows, holidays } = hours
  const setRows = (next: readonly HoursRow[]): void => onSet(next.length === 0 ? null : { ...hours, rows: next })
  return (
    <fieldset className="builder-breach">
      <legend className="small">Working hours</legend>
      <ZoneField zone={timezone} onCommit={(zone) => onSet({ ...hours, timezone: zone })} />
      {rows.map((row, at) => (
        <RowFields
          key={`hours ${at}`}
          row={row}
          onChange={(next) => setRows(rows.map((other, index) => (index === at ? next : other)))}
          onRemove={() => setRows(rows.filter((_, index) => index !== at))}
        />
      ))}
      <Button onClick={() => setRows([...rows, nextHours(rows)])}>Add hours</Button>
      <CommitField
        value={holidays.join(', ')}
        complaint={holidaysProblem}
        onCommit={(typed) => onSet({ ...hours, holidays: readHolidays(typed) })}
      >
        {(field) => <TextInput label="Holidays" placeholder="2026-12-25, 2026-12-26" {...field} />}
      </CommitField>
      <Button onClick={() => onSet(null)}>Take out the working hours</Button>
    </fieldset>
  )
}

interface RowFieldsProps {
  readonly row: HoursRow
  readonly onChange: (row: HoursRow) => void
  readonly onRemove: () => void
}

function RowFields({ row, onChange, onRemove }: RowFieldsProps) {
  const { days, from, to } = row
  const isChoice = DAY_CHOICES.some(({ value }) => value === days)
  return (
    <>
      <CommitSelect
        label="On"
        value={days}
        data={[...DAY_CHOICES, ...(isChoice ? [] : [{ value: days, label: days }])]}
        onCommit={(chosen) => onChange({ ...row, days: chosen })}
      />
      <div className="builder-duration">
        <CommitField
          value={from}
          complaint={(typed) => beginProblem(typed, to)}
          onCommit={(typed) => onChange({ ...row, from: typed })}
        >
          {(field) => <TextInput label="From" {...field} />}
        </CommitField>
        <CommitField
          value={to}
          complaint={(typed) => endProblem(from, typed)}
          onCommit={(typed) => onChange({ ...row, to: typed })}
        >
          {(field) => <TextInput label="Until" {...field} />}
        </CommitField>
      </div>
      <Button onClick={onRemove}>Take out these hours</Button>
    </>
  )
}
