import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import type { RetryPreview } from '../../api/contract/run-retry.ts'
import type {
  CancelRequest,
  CancelSeveralRequest,
  ChangedRuns,
  RetryRequest,
  RetrySeveralRequest,
  RunState,
} from '../../api/contract/runs.ts'
import type { RunsChange } from '../../core/run/several-runs.ts'
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

/** Asked for once nothing is typed for a moment: of a very large run it takes the server a while. */
const REST_MS = 300

/** What a retry would take over and do again. Nothing is started by asking. */
export function useRetryPreview(run: string, order: RetryRequest) {
  const [rested] = useDebouncedValue(JSON.stringify(order), REST_MS)
  const body: RetryRequest = JSON.parse(rested)
  return useQuery({
    queryKey: KEYS.retry(run, rested),
    queryFn: () => postJson<RetryPreview>({ path: `${runPath(run)}/retry/preview`, body, key: freshKey() }),
    placeholderData: (before) => before,
  })
}

/** Cancels or retries many runs. `onDone` hears what came of each, and where each stands afterwards. */
export function useChangeRuns(onDone: (changed: ChangedRuns) => void) {
  const { mutate, ...state } = useCommand<CancelSeveralRequest | RetrySeveralRequest, ChangedRuns>(onDone)
  const send = (change: RunsChange, body: CancelSeveralRequest | RetrySeveralRequest) =>
    mutate({ path: `/runs/${change}`, body })
  return { ...state, send }
}

function runPath(run: string): string {
  return `/runs/${encodeURIComponent(run)}`
}
