import { TextInput } from '@mantine/core'
import { useState } from 'react'
import type { RunSearch } from '../../derive/run-search.ts'
import { readRunSearch } from '../../derive/run-search.ts'
import { useSetFilter } from './use-set-filter.ts'

/** The least time that runs took, in minutes. What is no number stays in the field, and narrows nothing. */
export function TookLonger({ search: { tookMinutes } }: { readonly search: RunSearch }) {
  const set = useSetFilter()
  const shown = String(tookMinutes ?? '')
  const [typed, setTyped] = useState(shown)
  const read = readRunSearch({ tookMinutes: typed.trim() }).tookMinutes
  const isWrong = typed.trim() !== '' && read === undefined
  return (
    <TextInput
      label="Took longer than, in minutes"
      inputMode="decimal"
      value={isWrong || read === tookMinutes ? typed : shown}
      error={isWrong ? 'Type a number of minutes, such as 90.' : undefined}
      onChange={({ currentTarget: { value } }) => {
        setTyped(value)
        set({ tookMinutes: value.trim() })
      }}
    />
  )
}
