import type { CancelRequest, RetryRequest, RunState } from '../../api/contract/runs.ts'
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

function runPath(run: string): string {
  return `/runs/${encodeURIComponent(run)}`
}
