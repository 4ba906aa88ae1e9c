import { NativeSelect, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { useNavigate } from '@tanstack/react-router'
import type { RunFilter } from '../../data/runs.ts'
import { useWorkCharts } from '../../data/workcharts.ts'
import { RUN_STATES } from '../../words/states.ts'
import './run-filters.css'

const STATES = [
  { value: '', label: 'Every state' },
  ...Object.entries(RUN_STATES).map(([value, { word }]) => ({ value, label: word })),
]

/** Long enough to finish a word before the list changes. */
const TYPING_PAUSE_MS = 300

export function RunFilters({ filter }: { readonly filter: RunFilter }) {
  const set = useSetFilter()
  const search = useDebouncedCallback((text: string) => set('search', text), TYPING_PAUSE_MS)
  const workCharts = useWorkCharts().data?.workflows ?? []
  const names = [
    { value: '', label: 'Every WorkChart' },
    ...workCharts.map(({ id, name }) => ({ value: id, label: name })),
  ]
  return (
    <search className="run-filters">
      <NativeSelect
        aria-label="State"
        data={STATES}
        value={filter.status ?? ''}
        onChange={(event) => set('status', event.currentTarget.value)}
      />
      <NativeSelect
        aria-label="WorkChart"
        data={names}
        value={filter.workchart ?? ''}
        onChange={(event) => set('workchart', event.currentTarget.value)}
      />
      <TextInput
        aria-label="Search runs"
        placeholder="Search runs"
        defaultValue={filter.search}
        onChange={(event) => search(event.currentTarget.value)}
      />
    </search>
  )
}

/** Puts one filter into the address; an empty one is taken out. */
function useSetFilter(): (name: keyof RunFilter, value: string) => void {
  const navigate = useNavigate({ from: '/runs' })
  return (name, value) =>
    void navigate({ search: (before) => ({ ...before, [name]: value === '' ? undefined : value }), replace: true })
}
