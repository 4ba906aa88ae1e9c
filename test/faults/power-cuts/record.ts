import { once } from 'node:events'
import { mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { spawnShimmed } from '../shim/shimmed.ts'
import type { Recording } from './story.ts'
import type { WorkloadOptions } from './workload-options.ts'

const WORKLOAD = join(import.meta.dirname, 'workload.ts')

/** Lets the workload do its work, undisturbed, and writes down every call. `folder` must not be there yet. */
export async function record(shim: string, folder: string, options: WorkloadOptions): Promise<Recording> {
  const [home, trace] = [join(folder, 'home'), join(folder, 'trace')]
  mkdirSync(home, { recursive: true })
  const { ino: inode } = statSync(home)
  const workload = spawnShimmed({ shim, root: home, trace }, [WORKLOAD, home, JSON.stringify(options)])
  const [complaints, [code]] = await Promise.all([
    workload.stderr === null ? '' : text(workload.stderr),
    once(workload, 'close'),
  ])
  if (code !== 0) throw new Error(`The workload ended with ${code}: ${complaints}`)
  return { home, trace, inode }
}
