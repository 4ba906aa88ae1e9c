import type {
  CancelRequest,
  CancelSeveralRequest,
  ChangedRuns,
  RetryRequest,
  RetrySeveralRequest,
  RunState,
} from '../../api/contract/runs.ts'
import type { RunsChange } from '../../core/run/several-runs.ts'
import { useCommand } from './use-command.ts'

export type SimpleRunCommand = 'cancel' | 'pause' | 'resume' | 'erase'

/** Cancels, pauses, resumes or erases a run. */
export function useRunCommand(run: string) {
  const { mutate, ...state } = useCommand<CancelRequest, RunState>()
  return { ...state, send: (command: SimpleRunCommand) => mutate({ path: `${runPath(run)}/${command}`, body: {} }) }
}

/** Begins a new run that takes over everything but a stage and what follows it. `onDone` hears of the new run. */
export function useRetryRun(run: string, onDone: (started: RunState) => void) {
  const { mutate, ...state } = useCommand<RetryRequest, RunState>(onDone)
  return { ...state, send: (from: string) => mutate({ path: `${runPath(run)}/retry`, body: { from } }) }
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
