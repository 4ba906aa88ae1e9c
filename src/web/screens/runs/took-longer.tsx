import { TextInput } from '@mantine/core'
import type { RunSearch } from '../../derive/run-search.ts'
import { readRunSearch } from '../../derive/run-search.ts'
import { useSetFilter } from './use-set-filter.ts'
import { useTyped } from './use-typed.ts'

/** The least time that runs took, in minutes. What is no number stays in the field, and narrows nothing. */
export function TookLonger({ search: { tookMinutes } }: { readonly search: RunSearch }) {
  const set = useSetFilter()
  const { typed, type } = useTyped({
    shown: String(tookMinutes ?? ''),
    read: minutesIn,
    send: (text) => set({ tookMinutes: text }),
  })
  const isWrong = typed.trim() !== '' && minutesIn(typed) === ''
  return (
    <TextInput
      label="Took longer than, in minutes"
      inputMode="decimal"
      value={typed}
      error={isWrong ? 'Type a number of minutes, such as 90.' : undefined}
      onChange={({ currentTarget }) => type(currentTarget.value)}
    />
  )
}

function minutesIn(text: string): string {
  return String(readRunSearch({ tookMinutes: text.trim() }).tookMinutes ?? '')
}
