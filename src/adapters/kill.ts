/**
 * Sends a signal to a process, or with a negative id to its group. One that is gone already, or is not ours to end,
 * needs nothing.
 */
export function kill(id: number, signal: 'SIGTERM' | 'SIGKILL'): void {
  try {
    process.kill(id, signal)
  } catch (error) {
    if (!isNothingToDo(error)) throw error
  }
}

function isNothingToDo(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ESRCH' || error.code === 'EPERM')
}
