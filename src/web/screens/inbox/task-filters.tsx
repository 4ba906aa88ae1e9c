import { NativeSelect } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { TASK_PRIORITIES } from '../../../core/workflow/workflow.ts'
import { PRIORITIES } from '../../words/priorities.ts'
import type { TaskSearch } from './task-search.ts'
import { readTaskSearch } from './task-search.ts'
import './task-filters.css'

const OF_PRIORITY = [
  { value: '', label: 'Every priority' },
  ...TASK_PRIORITIES.toReversed().map((value) => ({ value, label: PRIORITIES[value].word })),
]

const ORDERS = [
  { value: '', label: 'Soonest first' },
  { value: 'priority', label: 'Most urgent first' },
]

/** Which tasks are listed, and which come first. What was decided is newest first. */
export function TaskFilters({ search }: { readonly search: TaskSearch }) {
  const set = useSetFilter()
  return (
    <search className="task-filters">
      <NativeSelect
        aria-label="Priority"
        data={OF_PRIORITY}
        value={search.priority ?? ''}
        onChange={(event) => set('priority', event.currentTarget.value)}
      />
      {search.show === 'answered' ? null : (
        <NativeSelect
          aria-label="Order"
          data={ORDERS}
          value={search.sort ?? ''}
          onChange={(event) => set('sort', event.currentTarget.value)}
        />
      )}
    </search>
  )
}

/** Puts one choice into the address; an empty one is taken out. */
function useSetFilter(): (name: 'priority' | 'sort', value: string) => void {
  const navigate = useNavigate()
  return (name, value) =>
    void navigate({ to: '.', search: (before) => ({ ...readTaskSearch({ ...before, [name]: value }) }), replace: true })
}
