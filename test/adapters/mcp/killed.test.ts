import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it, onTestFinished, vi } from 'vitest'
import { clearScratch } from '../../../src/adapters/performers/command/clear-scratch.ts'
import { folderWith } from '../../support/folders.ts'

vi.setConfig({ testTimeout: 60_000 })

const OWNER = fileURLToPath(import.meta.resolve('../../support/mcp-owner.ts'))
const IS_LINUX = existsSync('/proc/self/environ')

/** Processes that carry the mark of a folder. */
async function markedWith(folder: string): Promise<readonly string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const texts = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '')))
  return pids.filter((_, index) => texts[index]?.includes(`WORKCHARTS_ATTEMPT=${folder}/`))
}

it.runIf(IS_LINUX)(
  '[MC8] after a kill -9 of this program nothing of its servers is left once it starts again',
  async () => {
    const scratch = join(folderWith(), 'scratch')
    const owner = spawn(process.execPath, [OWNER, scratch, folderWith()], { stdio: ['ignore', 'pipe', 'inherit'] })
    onTestFinished(() => void owner.kill('SIGKILL'))
    await once(owner.stdout, 'data')
    expect(await markedWith(scratch)).toHaveLength(2)
    owner.kill('SIGKILL')
    await once(owner, 'exit')
    // What left the process group is still there.
    expect((await markedWith(scratch)).length).toBeGreaterThan(0)
    await clearScratch(scratch)
    expect(await markedWith(scratch)).toEqual([])
    expect(existsSync(scratch)).toBe(false)
  },
)
