import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { Home } from '../support/program.ts'
import { aHome, COMPILED, startServer } from '../support/program.ts'

/** Some starts of a process on a busy machine. */
const STARTS_MS = 60_000
const MAIN = join(import.meta.dirname, '../../src/main.ts')

/** Writes the address of each module that is loaded to standard error. */
const TELL_MODULES = `import { registerHooks } from 'node:module'
import { writeSync } from 'node:fs'
registerHooks({ load: (url, context, next) => (writeSync(2, url + '\\n'), next(url, context)) })`

function listRuns({ folder }: Home) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', `data:text/javascript,${encodeURIComponent(TELL_MODULES)}`, MAIN, 'runs', 'list', '--json'],
    {
      env: { ...COMPILED, ...process.env, HOME: folder, WORKCHARTS_HOME: folder, WORKCHARTS_CONTAINMENT: 'off' },
      encoding: 'utf8',
    },
  )
  const own = stderr.split('\n').filter((url) => url.includes('/src/'))
  return { status, runs: JSON.parse(stdout), engine: own.filter((url) => url.includes('/src/engine/')).length, own }
}

it(
  '[CM176] beside a server a command loads no engine; without one, and after a kill, it does its work itself',
  async () => {
    await using home = await aHome()
    await using server = await startServer(home)
    const beside = listRuns(home)
    expect(beside).toMatchObject({ status: 0, runs: { data: { runs: [] } }, engine: 0 })
    expect(beside.own.length).toBeGreaterThan(0)
    await server.kill()
    const alone = listRuns(home)
    expect(alone).toMatchObject({ status: 0, runs: { data: { runs: [] } } })
    expect(alone.engine).toBeGreaterThan(0)
  },
  STARTS_MS,
)
