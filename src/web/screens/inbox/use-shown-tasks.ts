import { useSeesOthersTasks } from '../../data/session.ts'
import { useTasks } from '../../data/tasks.ts'
import type { TaskSearch } from './task-search.ts'

/** The list that the address names: where there are tasks of others, one's own first. */
export function useShownTasks({ show, ...chosen }: TaskSearch) {
  const seesOthers = useSeesOthersTasks()
  const open = seesOthers && show === undefined ? 'mine' : 'open'
  return useTasks(show === 'answered' ? 'answered' : open, chosen)
}
