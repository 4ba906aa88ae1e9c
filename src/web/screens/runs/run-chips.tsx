import { useStageNames } from '../../data/workcharts.ts'
import type { ChipName } from '../../derive/run-chips.ts'
import { runChips } from '../../derive/run-chips.ts'
import type { RunSearch } from '../../derive/run-search.ts'
import { Icon } from '../../icons/icon.tsx'
import { goOnAfter } from '../../parts/go-on.ts'
import { READER_ZONE } from '../../parts/moment.tsx'
import { useSetFilter } from './use-set-filter.ts'
import './run-chips.css'

/** What the list is narrowed by beside what the fields above it show; each is taken out with a click. */
export function RunChips({ search }: { readonly search: RunSearch }) {
  const stages = useStageNames(search.failedStage === undefined ? undefined : search.workchart)
  const set = useSetFilter()
  const takeOut = (name: ChipName, chip: HTMLElement) => {
    goOnAfter(chip.closest('li'))
    set({ [name]: undefined })
  }
  const chips = runChips(search, { ...READER_ZONE, stageName: (id) => stages.get(id) ?? id })
  if (chips.length === 0) return null
  return (
    <ul className="run-chips" aria-label="Filters that are set">
      {chips.map(({ name, words }) => (
        <li key={name}>
          <button type="button" className="run-chip" onClick={({ currentTarget }) => takeOut(name, currentTarget)}>
            <span className="hidden-visually">Take out: </span>
            {words}
            <Icon name="cross" size="small" />
          </button>
        </li>
      ))}
    </ul>
  )
}
