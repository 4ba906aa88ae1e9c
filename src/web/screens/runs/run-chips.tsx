import { useWorkChart } from '../../data/workcharts.ts'
import { runChips } from '../../derive/run-chips.ts'
import type { RunSearch } from '../../derive/run-search.ts'
import { Icon } from '../../icons/icon.tsx'
import { READER_ZONE } from '../../parts/moment.tsx'
import { useSetFilter } from './use-set-filter.ts'
import './run-chips.css'

/** What the list is narrowed by beside what the fields above it show; each is taken out with a click. */
export function RunChips({ search }: { readonly search: RunSearch }) {
  return search.failedStage === undefined || search.workchart === undefined ? (
    <Chips search={search} stageName={asIs} />
  ) : (
    <ChipsOfWorkChart search={search} workChart={search.workchart} />
  )
}

function ChipsOfWorkChart({ search, workChart }: { readonly search: RunSearch; readonly workChart: string }) {
  const stages = useWorkChart(workChart).data?.plan?.stages ?? []
  return <Chips search={search} stageName={(id) => stages.find((stage) => stage.id === id)?.name ?? id} />
}

interface ChipsProps {
  readonly search: RunSearch
  readonly stageName: (id: string) => string
}

function Chips({ search, stageName }: ChipsProps) {
  const set = useSetFilter()
  const chips = runChips(search, { ...READER_ZONE, stageName })
  if (chips.length === 0) return null
  return (
    <ul className="run-chips" aria-label="Filters that are set">
      {chips.map(({ name, words }) => (
        <li key={name}>
          <button type="button" className="run-chip" onClick={() => set({ [name]: undefined })}>
            <span className="hidden-visually">Take out: </span>
            {words}
            <Icon name="cross" size="small" />
          </button>
        </li>
      ))}
    </ul>
  )
}

function asIs(id: string): string {
  return id
}
