import { extname } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { ExaminedDatabase, OffThreadTask } from './off-thread-task.ts'

/**
 * Copies a database as it is at one moment, on a thread of its own: whoever writes to it meanwhile neither waits nor is
 * copied. `to` is made for the owner alone, and holds nothing that was deleted. Sound for a database this process has open.
 */
export async function copyDatabase(from: string, to: string): Promise<void> {
  await offThread<null>({ type: 'copy', from, to })
}

/** Looks through a store's database that nobody has open, on a thread of its own. */
export async function examineDatabase(path: string): Promise<ExaminedDatabase> {
  return await offThread<ExaminedDatabase>({ type: 'examine', path })
}

function offThread<T>(task: OffThreadTask): Promise<T> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(`./off-thread-worker${extname(import.meta.url)}`, import.meta.url), {
      workerData: task,
    })
    worker.once('message', resolve)
    worker.once('error', reject)
  })
}
