import { useQuery } from '@tanstack/react-query'
import type { RetryPreview } from '../../api/contract/run-retry.ts'
import type { CancelRequest, RetryRequest, RunState } from '../../api/contract/runs.ts'
import { freshKey } from './fresh-key.ts'
import { postJson } from './http.ts'
import { KEYS } from './keys.ts'
import { useCommand } from './use-command.ts'

export type SimpleRunCommand = 'cancel' | 'pause' | 'resume' | 'erase'

/** Cancels, pauses, resumes or erases a run. */
export function useRunCommand(run: string) {
  const { mutate, ...state } = useCommand<CancelRequest, RunState>()
  return { ...state, send: (command: SimpleRunCommand) => mutate({ path: `${runPath(run)}/${command}`, body: {} }) }
}

/** Begins a new run that takes over what it can of an ended one. `onDone` hears of the new run. */
export function useRetryRun(run: string, onDone: (started: RunState) => void) {
  const { mutate, ...state } = useCommand<RetryRequest, RunState>(onDone)
  return { ...state, send: (body: RetryRequest) => mutate({ path: `${runPath(run)}/retry`, body }) }
}

/** What a retry would take over and do again. Nothing is started by asking. */
export function useRetryPreview(run: string, body: RetryRequest) {
  return useQuery({
    queryKey: KEYS.retry(run, body),
    queryFn: () => postJson<RetryPreview>({ path: `${runPath(run)}/retry/preview`, body, key: freshKey() }),
    placeholderData: (before) => before,
  })
}

function runPath(run: string): string {
  return `/runs/${encodeURIComponent(run)}`
}
