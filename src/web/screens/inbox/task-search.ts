import type { TaskRow } from '../../../api/contract/tasks.ts'
import { TASK_PRIORITIES } from '../../../core/workflow/workflow.ts'

/** Which tasks the inbox lists, and in which order; it is the search part of the address. */
export interface TaskSearch {
  /** Absent: what is for the reader. */
  readonly show?: 'all' | 'answered'
  /** Absent: of any. */
  readonly priority?: TaskRow['priority']
  /** Absent: by deadline. What was decided is newest first. */
  readonly sort?: 'priority'
}

export function readTaskSearch({ show, priority, sort }: Record<string, unknown>): TaskSearch {
  const known = TASK_PRIORITIES.find((one) => one === priority)
  return {
    ...(show === 'answered' || show === 'all' ? { show } : {}),
    ...(known === undefined ? {} : { priority: known }),
    ...(sort === 'priority' ? { sort } : {}),
  }
}

/** The part of the address that stays when another of the lists is looked at. */
export function chosenOf({ show: _, ...chosen }: TaskSearch): TaskSearch {
  return chosen
}

/** Whether the reader chose which tasks come first. */
export function isChosen({ priority, sort }: TaskSearch): boolean {
  return priority !== undefined || sort !== undefined
}
