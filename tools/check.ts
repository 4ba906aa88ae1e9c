/**
 * Runs everything that must hold before a change is merged, each part even if an earlier one failed, and prints
 * `N passed, N failed`: one for each part, and each test for itself.
 *
 *   --tally file   writes the two counts to the file after each part instead of printing the last line
 */
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { globSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { parseArgs } from 'node:util'

interface Tally {
  readonly passed: number
  readonly failed: number
}

type Command = readonly [program: string, ...args: readonly string[]]

/** What only reads: as many of them at once as there are cores. */
const READERS: Readonly<Record<string, Command>> = {
  'types of everything that runs on Node': ['tsc', '-p', 'tsconfig.json'],
  'types of the web app': ['tsc', '-p', 'tsconfig.web.json'],
  'types of the core': ['tsc', '-p', 'tsconfig.core.json'],
  'format and lint': ['biome', 'ci', '--error-on-warnings', '.'],
  'import directions': ['depcruise', 'src'],
  'dead code': ['knip'],
  'numbered rules': ['node', 'tools/check-spec.ts'],
  'picture of the layers': ['node', 'tools/picture.ts'],
  'shape of the code': ['node', 'tools/measure.ts'],
}

/** Written by tools/test.ts. */
const TEST_REPORTS = 'dist/tests/*.json'

const { values } = parseArgs({ options: { tally: { type: 'string' } } })

/** For the parts, the pinned Node and the project's own tools come before whatever the machine has. */
const TOOLS_FIRST = {
  ...process.env,
  PATH: [dirname(process.execPath), join('node_modules', '.bin'), process.env['PATH']].join(delimiter),
}
const IN_SHELL = process.platform === 'win32'

let total: Tally = { passed: 0, failed: 0 }
await readAll()
count(checkPart('proof, with small numbers', ['node', 'tools/prove.ts', '--quick']))
count(runTests())
const reports = globSync(TEST_REPORTS)
count(checkPart('reliability tests, none of them skipped', ['node', 'tools/check-reliability.ts', ...reports]))
if (values.tally === undefined) console.log(`${total.passed} passed, ${total.failed} failed`)
if (total.failed > 0) process.exitCode = 1

async function readAll(): Promise<void> {
  const waiting = Object.entries(READERS).values()
  const work = async (): Promise<void> => {
    for (const [name, command] of waiting) count(tallyOf(name, await isReadWell(command)))
  }
  await Promise.all(Array.from({ length: availableParallelism() }, work))
}

/** What a reader says comes when it has ended, so that no two of them talk at once. */
async function isReadWell([program, ...args]: Command): Promise<boolean> {
  const child = spawn(program, args, { env: TOOLS_FIRST, stdio: ['ignore', 'pipe', 'pipe'], shell: IN_SHELL })
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  process.stdout.write(`> ${[program, ...args].join(' ')}\n${out}${err}`)
  return code === 0
}

function count({ passed, failed }: Tally): void {
  total = { passed: total.passed + passed, failed: total.failed + failed }
  if (values.tally !== undefined) writeFileSync(values.tally, `${total.passed} ${total.failed}\n`)
}

function checkPart(name: string, command: Command): Tally {
  return tallyOf(name, succeeds(command, TOOLS_FIRST))
}

function tallyOf(name: string, isGood: boolean): Tally {
  console.log(`${isGood ? 'passed' : 'FAILED'}: ${name}`)
  return isGood ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
}

/** A run that fails without a failed test (coverage, a crash) counts as one failure. */
function runTests(): Tally {
  for (const report of globSync(TEST_REPORTS)) rmSync(report)
  const isGood = succeeds(['npm', 'test'], process.env)
  const tallies = globSync(TEST_REPORTS).map(readTestReport)
  const [passed, failed] = [sumOf(tallies.map((tally) => tally.passed)), sumOf(tallies.map((tally) => tally.failed))]
  console.log(`${isGood ? 'passed' : 'FAILED'}: tests (${passed} passed, ${failed} failed)`)
  return { passed, failed: isGood ? failed : Math.max(1, failed) }
}

function readTestReport(file: string): Tally {
  const report: { readonly numPassedTests: number; readonly numFailedTests: number } = JSON.parse(
    readFileSync(file, 'utf8'),
  )
  return { passed: report.numPassedTests, failed: report.numFailedTests }
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0)
}

function succeeds([program, ...args]: Command, env: NodeJS.ProcessEnv): boolean {
  console.log(`> ${[program, ...args].join(' ')}`)
  return spawnSync(program, args, { env, stdio: 'inherit', shell: IN_SHELL }).status === 0
}
