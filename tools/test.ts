/**
 * Runs every test: first what coverage is counted of, then, without counting, what draws thousands of cases, the web app,
 * and what drives browsers. Each of the two leaves a report of vitest's in dist/tests. Exit code 1 where one of them failed.
 */
import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'

const VITEST = join('node_modules', 'vitest', 'vitest.mjs')

const RUNS = {
  counted: ['--coverage', ...projects('core', 'in-memory', 'alone', 'node')],
  uncounted: projects('many', 'web', 'e2e'),
} as const

rmSync('dist/tests', { recursive: true, force: true })
const failed = Object.entries(RUNS).filter(([name, flags]) => {
  const report = ['--reporter=default', '--reporter=json', `--outputFile.json=dist/tests/${name}.json`]
  return spawnSync(process.execPath, [VITEST, 'run', ...flags, ...report], { stdio: 'inherit' }).status !== 0
})
if (failed.length > 0) process.exitCode = 1

function projects(...names: readonly string[]): readonly string[] {
  return names.flatMap((name) => ['--project', name])
}
