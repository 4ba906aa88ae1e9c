import { readdir, readFile } from 'node:fs/promises'
import { kill } from './kill.ts'

/** Marks every process of an attempt or of a server, so that one that left its process group is found again. */
export const ATTEMPT_MARK = 'WORKCHARTS_ATTEMPT'

/**
 * Ends every process whose environment carries an attempt's mark, however it detached itself. `mark` may also be the
 * folder of all attempts, which ends what an earlier, crashed process of ours left behind. Linux only: elsewhere there
 * is no `/proc` to look into, and nothing is done.
 */
export async function killMarked(mark: string): Promise<void> {
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    const pids = await listMarked(mark)
    if (pids.length === 0) return
    for (const pid of pids) kill(pid, 'SIGKILL')
  }
}

/** Asks every process with this mark to end, apart from one. */
export async function askMarkedToEnd(mark: string, apart: number): Promise<void> {
  for (const pid of await listMarked(mark)) if (pid !== apart) kill(pid, 'SIGTERM')
}

/** A process that forks while it is looked for is found in a later round. */
const ROUNDS_MAX = 20

async function listMarked(mark: string): Promise<readonly number[]> {
  const names = await readdir('/proc').catch(() => [])
  const pids = names.filter((name) => /^\d+$/.test(name)).map(Number)
  const marked = await Promise.all(pids.map((pid) => isMarked(pid, mark)))
  return pids.filter((_, index) => marked[index])
}

/** A process of another user, or one that just ended, can not be read: it is not ours. */
async function isMarked(pid: number, mark: string): Promise<boolean> {
  const environment = await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '')
  const entry = `${ATTEMPT_MARK}=${mark}`
  return environment.split('\0').some((variable) => variable === entry || variable.startsWith(`${entry}/`))
}
