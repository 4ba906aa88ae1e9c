import { readdir, readFile } from 'node:fs/promises'
import { ATTEMPT_MARK } from '../../../src/adapters/kill-marked.ts'

/** A process, told apart from a later one that gets the same number. */
export interface Survivor {
  readonly pid: number
  readonly startedAt: string
}

/** Programs of attempts of this home that are alive now. Linux only. */
export async function programsOf(home: string): Promise<readonly Survivor[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number)
  const found = await Promise.all(pids.map((pid) => programAt(pid, home)))
  return found.filter((survivor) => survivor !== undefined)
}

async function programAt(pid: number, home: string): Promise<Survivor | undefined> {
  const environment = await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '')
  if (!environment.split('\0').some((variable) => variable.startsWith(`${ATTEMPT_MARK}=${home}/`))) return undefined
  const startedAt = await startOf(pid)
  return startedAt === undefined ? undefined : { pid, startedAt }
}

export async function isAlive({ pid, startedAt }: Survivor): Promise<boolean> {
  return (await startOf(pid)) === startedAt
}

/** When it started, in ticks since the machine did; undefined: it is gone, or dead and not yet taken note of. */
async function startOf(pid: number): Promise<string | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined)
  // The name, in brackets, may hold spaces: what comes after it is counted.
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')
  return fields?.[0] === 'Z' ? undefined : fields?.[STARTED_AT]
}

/** Field 22 of proc_pid_stat(5), counted from the third. */
const STARTED_AT = 19
