import { extname } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { Example, Model } from './model.ts'

/** `trainModel` on a thread of its own: the engine's timers and everybody's requests go on meanwhile. */
export function trainOffThread(examples: readonly Example[]): Promise<Model> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(`./train-worker${extname(import.meta.url)}`, import.meta.url), {
      workerData: examples,
    })
    worker.once('message', resolve)
    worker.once('error', reject)
  })
}
