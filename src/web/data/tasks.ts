import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { TaskDetail } from '../../api/contract/task-detail.ts'
import type { TaskList } from '../../api/contract/tasks.ts'
import { getJson } from './http.ts'
import { KEYS } from './keys.ts'

export type TaskListName = 'open' | 'answered'

/** At most this many tasks are listed: the soonest. Nobody reads further down than that. */
const TASKS_SHOWN_MAX = 200

export function useTasks(status: TaskListName) {
  return useQuery({
    queryKey: [...KEYS.tasks, status],
    queryFn: ({ signal }) => getJson<TaskList>(`/tasks?status=${status}&limit=${TASKS_SHOWN_MAX}`, signal),
    placeholderData: keepPreviousData,
  })
}

export function useTask(id: string) {
  return useQuery({
    queryKey: KEYS.task(id),
    queryFn: ({ signal }) => getJson<TaskDetail>(`/tasks/${encodeURIComponent(id)}`, signal),
  })
}
