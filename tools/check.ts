/**
 * Runs everything that must hold before a change is merged, each part even if an earlier one failed, and prints
 * `N passed, N failed`: one for each part, and each test for itself.
 *
 *   --tally file   writes the two counts to the file after each part instead of printing the last line
 */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { parseArgs } from 'node:util'

interface Tally {
  readonly passed: number
  readonly failed: number
}

type Command = readonly [program: string, ...args: readonly string[]]

const PARTS: Readonly<Record<string, Command>> = {
  'format and lint': ['biome', 'ci', '--error-on-warnings', '.'],
  'types of the core': ['tsc', '-p', 'tsconfig.core.json'],
  'types of everything that runs on Node': ['tsc', '-p', 'tsconfig.json'],
  'types of the web app': ['tsc', '-p', 'tsconfig.web.json'],
  'import directions': ['depcruise', 'src'],
  'dead code': ['knip'],
  'numbered rules': ['node', 'tools/check-spec.ts'],
  'picture of the layers': ['node', 'tools/picture.ts'],
  'shape of the code': ['node', 'tools/measure.ts'],
  'proof, with small numbers': ['node', 'tools/prove.ts', '--quick'],
}

/** Written by vitest (vitest.config.ts). */
const TEST_REPORT = 'dist/test-report.json'

const { values } = parseArgs({ options: { tally: { type: 'string' } } })

/** For the parts, the pinned Node and the project's own tools come before whatever the machine has. */
const TOOLS_FIRST = {
  ...process.env,
  PATH: [dirname(process.execPath), join('node_modules', '.bin'), process.env['PATH']].join(delimiter),
}

let total: Tally = { passed: 0, failed: 0 }
for (const [name, command] of Object.entries(PARTS)) count(checkPart(name, command))
count(runTests())
count(checkPart('reliability tests, none of them skipped', ['node', 'tools/check-reliability.ts', TEST_REPORT]))
if (values.tally === undefined) console.log(`${total.passed} passed, ${total.failed} failed`)
if (total.failed > 0) process.exitCode = 1

function count({ passed, failed }: Tally): void {
  total = { passed: total.passed + passed, failed: total.failed + failed }
  if (values.tally !== undefined) writeFileSync(values.tally, `${total.passed} ${total.failed}\n`)
}

function checkPart(name: string, command: Command): Tally {
  const isGood = succeeds(command, TOOLS_FIRST)
  console.log(`${isGood ? 'passed' : 'FAILED'}: ${name}`)
  return isGood ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
}

/** A run that fails without a failed test (coverage, a crash) counts as one failure. */
function runTests(): Tally {
  rmSync(TEST_REPORT, { force: true })
  const isGood = succeeds(['npm', 'test'], process.env)
  const { passed, failed } = readTestReport()
  console.log(`${isGood ? 'passed' : 'FAILED'}: tests (${passed} passed, ${failed} failed)`)
  return { passed, failed: isGood ? failed : Math.max(1, failed) }
}

function readTestReport(): Tally {
  if (!existsSync(TEST_REPORT)) return { passed: 0, failed: 0 }
  const report: { readonly numPassedTests: number; readonly numFailedTests: number } = JSON.parse(
    readFileSync(TEST_REPORT, 'utf8'),
  )
  return { passed: report.numPassedTests, failed: report.numFailedTests }
}

function succeeds([program, ...args]: Command, env: NodeJS.ProcessEnv): boolean {
  console.log(`> ${[program, ...args].join(' ')}`)
  return spawnSync(program, args, { env, stdio: 'inherit', shell: process.platform === 'win32' }).status === 0
}
