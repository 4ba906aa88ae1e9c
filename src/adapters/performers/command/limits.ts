import { readFile } from 'node:fs/promises'

/** As many processes and threads as a command may have beside those that are there when it begins. */
const TASKS_MAX = 256
/** What each of its processes may hold in memory. Not the address space: JavaScript and Go reserve far more than they use. */
const MEMORY_MAX_BYTES = 4 * 1024 ** 3
const FILE_MAX_BYTES = 1024 ** 3
const OPEN_FILES_MAX = 4_096

/**
 * What `prlimit` is told. The system counts the processes of a user, not of a command, so that what runs already is added.
 * It never counts those of root.
 */
export async function limitArguments(): Promise<readonly string[]> {
  const tasks = await countTasks()
  return [
    `--nproc=${tasks + TASKS_MAX}`,
    `--data=${MEMORY_MAX_BYTES}`,
    `--fsize=${FILE_MAX_BYTES}`,
    `--nofile=${OPEN_FILES_MAX}`,
    '--core=0',
    '--',
  ]
}

/** Every process and thread of the machine: `0.20 0.18 0.12 1/80 11206`. */
async function countTasks(): Promise<number> {
  const load = await readFile('/proc/loadavg', 'utf8')
  return Number(/\/(?<tasks>\d+)/.exec(load)?.groups?.['tasks'])
}
