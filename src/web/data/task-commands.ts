import { useQuery, useQueryClient } from '@tanstack/react-query'
import type {
  AnswerEffect,
  AnswerRequest,
  CommentRequest,
  EffectRequest,
  QuestionRequest,
  ReassignRequest,
  TaskAnswer,
  TaskDone,
  TaskList,
} from '../../api/contract/tasks.ts'
import { freshKey } from './fresh-key.ts'
import { postJson } from './http.ts'
import { KEYS } from './keys.ts'
import { useCommand } from './use-command.ts'

/** `onDone` hears of the task to do next; by then the list no longer offers the one that was answered. */
export function useAnswerTask(task: string, onDone: (done: TaskDone) => void) {
  const client = useQueryClient()
  const { mutate, ...state } = useCommand<AnswerRequest, TaskDone>((done) => {
    client.setQueryData<TaskList>(
      [...KEYS.tasks, 'open'],
      (list) => list && { ...list, tasks: list.tasks.filter(({ id }) => id !== task) },
    )
    onDone(done)
  })
  return { ...state, send: (body: AnswerRequest) => mutate({ path: `${taskPath(task)}/answer`, body }) }
}

/** Takes a task, so that others see that somebody is at it, or gives it back. */
export function useTakeTask(task: string) {
  const { mutate, ...state } = useCommand<object, TaskDone>()
  const send = (what: 'claim' | 'release') => mutate({ path: `${taskPath(task)}/${what}`, body: {} })
  return { ...state, take: () => send('claim'), giveBack: () => send('release') }
}

export function useReassignTask(task: string, onDone: () => void) {
  const { mutate, ...state } = useCommand<ReassignRequest, TaskDone>(onDone)
  return { ...state, send: (body: ReassignRequest) => mutate({ path: `${taskPath(task)}/reassign`, body }) }
}

/** Asks somebody about a task. */
export function useAskAboutTask(task: string, onDone: () => void) {
  const { mutate, ...state } = useCommand<QuestionRequest, TaskDone>(onDone)
  return { ...state, send: (body: QuestionRequest) => mutate({ path: `${taskPath(task)}/ask`, body }) }
}

/** Tells what was asked about a task. Whoever was only asked does not see it any more then. */
export function useTellAboutTask(task: string) {
  const { mutate, ...state } = useCommand<CommentRequest, TaskDone>()
  return { ...state, send: (body: CommentRequest) => mutate({ path: `${taskPath(task)}/tell`, body }) }
}

/** What exactly an answer would do, in the engine's own words. Nothing is changed by asking. */
export function useAnswerEffect(task: string, answer: TaskAnswer | null) {
  return useQuery({
    queryKey: KEYS.effect(task, answer),
    queryFn: () => {
      const body = { answer } as EffectRequest
      return postJson<AnswerEffect>({ path: `${taskPath(task)}/effect`, body, key: freshKey() })
    },
    enabled: answer !== null,
    placeholderData: (before) => before,
  })
}

function taskPath(task: string): string {
  return `/tasks/${encodeURIComponent(task)}`
}
