import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { EarlierDecisions } from '../../api/contract/earlier-decisions.ts'
import type { TaskDetail } from '../../api/contract/task-detail.ts'
import type { TaskList, TaskRow } from '../../api/contract/tasks.ts'
import { useHome } from './home.ts'
import { getJson } from './http.ts'
import { KEYS } from './keys.ts'
import { useMayNot } from './session.ts'

/** `mine`: those of the open ones that are addressed to the reader. */
export type TaskListName = 'mine' | 'open' | 'answered'

/** At most this many tasks are listed: the soonest. Nobody reads further down than that. */
export const TASKS_SHOWN_MAX = 200

const ASKED = {
  mine: 'status=open&whose=mine',
  open: 'status=open',
  answered: 'status=answered',
} as const satisfies Record<TaskListName, string>

/** Absent: of any priority, by deadline. */
export interface TaskChoice {
  readonly priority?: TaskRow['priority']
  readonly sort?: 'priority'
}

export function useTasks(name: TaskListName, choice: TaskChoice = {}) {
  const asked = askedFor(name, choice)
  return useQuery({
    queryKey: [...KEYS.tasks, asked],
    queryFn: ({ signal }) => getJson<TaskList>(`/tasks?${asked}`, signal),
    placeholderData: keepPreviousData,
  })
}

function askedFor(name: TaskListName, { priority, sort }: TaskChoice): string {
  const chosen = `${priority === undefined ? '' : `&priority=${priority}`}${sort === undefined ? '' : `&sort=${sort}`}`
  return `${ASKED[name]}${chosen}&limit=${TASKS_SHOWN_MAX}`
}

/** How many tasks wait: for whoever reads all work as Home counts them, for others as their own list does. */
export function useOpenTasks(): number {
  const home = useHome()
  const asked = askedFor('open', {})
  const own = useQuery({
    queryKey: [...KEYS.tasks, asked],
    queryFn: ({ signal }) => getJson<TaskList>(`/tasks?${asked}`, signal),
    enabled: useMayNot('work:read'),
  })
  return home.data?.openTasks ?? own.data?.tasks.length ?? 0
}

export function useTask(id: string) {
  return useQuery({
    queryKey: KEYS.task(id),
    queryFn: ({ signal }) => getJson<TaskDetail>(`/tasks/${encodeURIComponent(id)}`, signal),
  })
}

/** What was decided about the same stage before. */
export function useEarlierDecisions(id: string) {
  return useQuery({
    queryKey: [...KEYS.task(id), 'earlier'],
    queryFn: ({ signal }) => getJson<EarlierDecisions>(`/tasks/${encodeURIComponent(id)}/earlier`, signal),
  })
}
