import { NativeSelect, TextInput } from '@mantine/core'
import { useWorkCharts } from '../../data/workcharts.ts'
import type { RunSearch } from '../../derive/run-search.ts'
import { statusesIn } from '../../derive/run-search.ts'
import { DropDown } from '../../parts/drop-down.tsx'
import { RUN_STATES } from '../../words/states.ts'
import { RunFilterFields } from './run-filter-fields.tsx'
import type { FilterChange } from './use-set-filter.ts'
import { useSetFilter } from './use-set-filter.ts'
import { useTyped } from './use-typed.ts'
import './run-filters.css'

const STATES = [
  { value: '', label: 'Every state' },
  ...Object.entries(RUN_STATES).map(([value, { word }]) => ({ value, label: word })),
]

/** What most people narrow runs by; everything else is behind one button. */
export function RunFilters({ search }: { readonly search: RunSearch }) {
  const set = useSetFilter()
  const workCharts = useWorkCharts().data?.workflows ?? []
  const names = [
    { value: '', label: 'Every WorkChart' },
    ...workCharts.map(({ id, name }) => ({ value: id, label: name })),
  ]
  return (
    <search className="run-filters">
      <NativeSelect
        aria-label="State"
        data={statesToChoose(search)}
        value={search.status ?? ''}
        onChange={(event) => set({ status: event.currentTarget.value })}
      />
      <NativeSelect
        aria-label="WorkChart"
        data={names}
        value={search.workchart ?? ''}
        onChange={(event) => set(ofWorkChart(event.currentTarget.value))}
      />
      <SearchField search={search} />
      <DropDown icon="filter" words="Filters">
        <RunFilterFields search={search} />
      </DropDown>
    </search>
  )
}

function SearchField({ search }: { readonly search: RunSearch }) {
  const set = useSetFilter()
  const { typed, type } = useTyped({
    shown: search.search ?? '',
    read: (text) => text,
    send: (text) => set({ search: text }),
  })
  return (
    <TextInput
      aria-label="Search runs"
      placeholder="Search inputs, outputs, errors"
      className="run-filters-search"
      value={typed}
      onChange={(event) => type(event.currentTarget.value)}
    />
  )
}

/** A view, or an address, may name several. */
function statesToChoose({ status }: RunSearch): typeof STATES {
  const named = statusesIn(status)
  if (status === undefined || named.length < 2) return STATES
  return [...STATES, { value: status, label: named.map((each) => RUN_STATES[each].word).join(' or ') }]
}

/** Stages and versions belong to the WorkChart that was chosen before. */
function ofWorkChart(workchart: string): FilterChange {
  return { workchart, version: undefined, failedStage: undefined }
}
