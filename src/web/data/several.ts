import { useQueries } from '@tanstack/react-query'
import type { TaskDetail } from '../../api/contract/task-detail.ts'
import type { TaskAnswer, TaskDone, TaskList } from '../../api/contract/tasks.ts'
import { atMost } from './at-most.ts'
import type { Failure } from './http.ts'
import { getJson, postJson, RequestFailed } from './http.ts'
import { KEYS } from './keys.ts'
import { TASKS_SHOWN_MAX } from './tasks.ts'

/** The program decides one after the other anyway; a few on the way hide the distance. */
const AT_ONCE = 4

/** One of several answers: `key` makes it once, however often it is sent. */
export interface SeveralOrder {
  readonly task: string
  readonly version: string
  readonly answer: TaskAnswer
  readonly key: string
}

/** What came of one of several answers. */
export type SeveralResult =
  | { readonly type: 'done' }
  /** It is still in the list, although it was said to be done. */
  | { readonly type: 'not-confirmed' }
  /** Something else is asked now than was shown: nothing was decided. */
  | { readonly type: 'changed' }
  | { readonly type: 'refused'; readonly detail: string }
  /** The server did not answer: nobody knows whether it heard. */
  | { readonly type: 'unknown' }
  /** It was stopped before this one. */
  | { readonly type: 'not-sent' }

export interface Sending {
  readonly onResult: (task: string, result: SeveralResult) => void
  readonly isStopped: () => boolean
}

/** Sends all of them, a few at once, and tells what came of each. */
export async function sendSeveral(orders: readonly SeveralOrder[], { onResult, isStopped }: Sending): Promise<void> {
  await atMost(AT_ONCE, orders, async (order) => {
    onResult(order.task, isStopped() ? { type: 'not-sent' } : await sendOne(order))
  })
}

async function sendOne({ task, version, answer, key }: SeveralOrder): Promise<SeveralResult> {
  try {
    await postJson<TaskDone>({ path: `/tasks/${encodeURIComponent(task)}/answer`, body: { answer, version }, key })
    return { type: 'done' }
  } catch (error) {
    if (error instanceof RequestFailed) return resultOf(error.failure)
    throw error
  }
}

function resultOf(failure: Failure): SeveralResult {
  switch (failure.type) {
    case 'refused':
      return failure.problem.code === 'task-changed'
        ? { type: 'changed' }
        : { type: 'refused', detail: failure.problem.detail }
    case 'signed-out':
      return { type: 'refused', detail: 'This browser is signed out.' }
    case 'unreachable':
      return { type: 'unknown' }
  }
}

/**
 * The tasks that are open now, the soonest first. What was chosen was among as many, and others only leave it: whatever
 * of it is still open is here. Rejects with `RequestFailed`.
 */
export async function openNow(): Promise<ReadonlySet<string>> {
  const { tasks } = await getJson<TaskList>(`/tasks?status=open&limit=${TASKS_SHOWN_MAX}`)
  return new Set(tasks.map(({ id }) => id))
}

/** The cases of chosen tasks as they were when they were chosen: what is shown is what is decided. */
export function useChosenCases(tasks: readonly string[]) {
  return useQueries({
    queries: tasks.map((task) => ({
      queryKey: KEYS.chosen(task),
      queryFn: ({ signal }: { readonly signal: AbortSignal }) =>
        getJson<TaskDetail>(`/tasks/${encodeURIComponent(task)}`, signal),
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 0,
    })),
  })
}
