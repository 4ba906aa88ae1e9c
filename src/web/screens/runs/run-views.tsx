import { NativeSelect } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import type { RunView } from '../../../api/contract/run-views.ts'
import { useRunViews } from '../../data/run-views.ts'
import type { RunSearch } from '../../derive/run-search.ts'
import { filterCount, isSameFilter, searchOf } from '../../derive/run-search.ts'
import { DropDown } from '../../parts/drop-down.tsx'
import { ViewMenu } from './view-menu.tsx'
import './run-views.css'

/** The lists that the reader saved, to choose from; what is looked at now can be saved as one. */
export function RunViews({ search }: { readonly search: RunSearch }) {
  const navigate = useNavigate({ from: '/runs' })
  const views = useRunViews().data?.views ?? []
  const current = currentView(views, search)
  const isNarrowed = filterCount(search) > 0
  if (views.length === 0 && !isNarrowed) return null
  const choose = (id: string) => {
    const view = views.find((each) => each.id === id)
    if (id !== UNSAVED) void navigate({ search: view === undefined ? {} : addressOf(view) })
  }
  return (
    <div className="run-views row row-wrap">
      {views.length === 0 ? null : (
        <NativeSelect
          aria-label="View"
          data={optionsOf(views, { current, search })}
          value={current?.id ?? (isNarrowed ? UNSAVED : '')}
          onChange={({ currentTarget }) => choose(currentTarget.value)}
        />
      )}
      {current === undefined && !isNarrowed ? null : (
        <DropDown icon="layers" words={current === undefined ? 'Save as a view' : 'This view'}>
          {(close) => <ViewMenu key={current?.id} view={current} search={search} onDone={close} />}
        </DropDown>
      )}
    </div>
  )
}

/** What the select says while the filters are of no view. */
const UNSAVED = 'unsaved'

/** The view that the address names, else one that asks for the same. */
function currentView(views: readonly RunView[], search: RunSearch): RunView | undefined {
  return views.find(({ id }) => id === search.view) ?? views.find((view) => isSameFilter(searchOf(view.filter), search))
}

function addressOf({ id, filter }: RunView): RunSearch {
  return { ...searchOf(filter), view: id }
}

interface Shown {
  readonly current: RunView | undefined
  readonly search: RunSearch
}

function optionsOf(views: readonly RunView[], { current, search }: Shown) {
  const isUnsaved = current === undefined && filterCount(search) > 0
  return [
    { value: '', label: 'All runs' },
    ...(isUnsaved ? [{ value: UNSAVED, label: 'Not saved yet' }] : []),
    ...views.map((view) => ({ value: view.id, label: `${view.name}${isChanged(view, { current, search })}` })),
  ]
}

function isChanged(view: RunView, { current, search }: Shown): string {
  return view.id === current?.id && !isSameFilter(searchOf(view.filter), search) ? ', changed' : ''
}
