import { NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import { daysWords } from '../../derive/run-chips.ts'
import type { RunSearch } from '../../derive/run-search.ts'
import { useSetFilter } from './use-set-filter.ts'

const PERIODS = [1, 7, 30, 90]
const BETWEEN = 'between'

/** When runs began: in the last days, or between two days. */
export function RunPeriod({ search: { days, from, to } }: { readonly search: RunSearch }) {
  const set = useSetFilter()
  const isBetween = from !== undefined || to !== undefined
  const [wantsDays, setWantsDays] = useState(false)
  const shown = isBetween || wantsDays ? BETWEEN : String(days ?? '')
  const choose = (value: string) => {
    setWantsDays(value === BETWEEN)
    set({ days: value === BETWEEN ? undefined : value, from: undefined, to: undefined })
  }
  return (
    <>
      <NativeSelect
        label="Begun"
        data={[
          { value: '', label: 'At any time' },
          ...withDays(days).map((each) => ({ value: String(each), label: daysWords(each).replace('Begun in', 'In') })),
          { value: BETWEEN, label: 'Between two days' },
        ]}
        value={shown}
        onChange={({ currentTarget }) => choose(currentTarget.value)}
      />
      {shown === BETWEEN ? (
        <div className="row run-filter-days">
          <DayInput label="From" day={from} onChange={(day) => set({ from: day })} />
          <DayInput label="Until" day={to} onChange={(day) => set({ to: day })} />
        </div>
      ) : null}
    </>
  )
}

function withDays(days: number | undefined): readonly number[] {
  return days === undefined || PERIODS.includes(days) ? PERIODS : [...PERIODS, days].toSorted((a, b) => a - b)
}

interface DayInputProps {
  readonly label: string
  readonly day: string | undefined
  readonly onChange: (day: string) => void
}

function DayInput({ label, day, onChange }: DayInputProps) {
  return (
    <TextInput
      type="date"
      label={label}
      value={day ?? ''}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  )
}
