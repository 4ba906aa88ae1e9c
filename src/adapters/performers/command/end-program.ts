import type { ChildProcess } from 'node:child_process'
import { kill } from '../../kill.ts'
import { askMarkedToEnd, killMarked } from '../../kill-marked.ts'

/** What has to be known of a program to end it. */
interface Ended {
  readonly mark: string
  readonly walls?: 'bubblewrap'
}

/** Time between asking a program to end and ending it. */
const TERMINATE_MS = 2_000

/** Asks a program with all its group to end; what does not obey is ended. */
export function askToEnd(child: ChildProcess, { mark, walls }: Ended): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  // Walls that are asked to end take everything with them at once: whoever is behind them is asked instead.
  if (walls === undefined) killGroup(child, 'SIGTERM')
  else void askMarkedToEnd(mark, child.pid)
  const timer = setTimeout(() => killGroup(child, 'SIGKILL'), TERMINATE_MS)
  child.once('exit', () => clearTimeout(timer))
}

/** What a program leaves running would hold its output open: it is ended, so that the rest can be read. */
export async function endAll(child: ChildProcess, { mark }: Ended): Promise<void> {
  killGroup(child, 'SIGKILL')
  await killMarked(mark)
}

function killGroup({ pid }: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): void {
  if (pid !== undefined) kill(-pid, signal)
}
