import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import type { Asked } from '../inbox/desk.ts'
import { askedOf } from '../inbox/desk.ts'
import { inFolder } from '../load/in-folder.ts'
import { spawnServer } from '../load/spawn-server.ts'
import { PLANS } from './plans.ts'

const SETTLED_MS = 3_000
const FILL = join(import.meta.dirname, 'fill.ts')

/**
 * Serves a generated history of so many runs by the real server. With `--home <folder>` on the command line it is the
 * one of that folder, however long it is, and it stays; otherwise it is generated and removed.
 */
export async function onServedHistory<T>(runs: number, work: (get: Asked['get']) => Promise<T>): Promise<T> {
  const { home } = parseArgs({ strict: false, options: { home: { type: 'string' } } }).values
  if (typeof home === 'string') return await served(home, work)
  return await inFolder(async (folder) => {
    const { status } = spawnSync(process.execPath, [FILL, join(folder, 'workcharts'), String(runs)])
    if (status !== 0) throw new Error('The history was not generated.')
    return await served(folder, work)
  })
}

async function served<T>(home: string, work: (get: Asked['get']) => Promise<T>): Promise<T> {
  writeCharts(home)
  await using server = spawnServer(home)
  const { get } = await askedOf(server)
  await setTimeout(SETTLED_MS)
  return await work(get)
}

/** The WorkCharts of the history, so that they are known with their stages. */
function writeCharts(home: string): void {
  const folder = join(home, 'collections/default/workflows')
  if (existsSync(folder)) return
  mkdirSync(folder, { recursive: true })
  for (const [first] of PLANS) {
    if (first === undefined) continue
    const { workflow, stages } = first.plan
    const lines = stages.map(({ id, name }) => `  - { id: ${id}, name: ${name}, roles: { primary: "human:lena" } }`)
    const text = [`workflow_id: ${workflow.id}`, `name: ${workflow.name}`, 'stages:', ...lines, ''].join('\n')
    writeFileSync(join(folder, `${workflow.id}.yaml`), text)
  }
}
