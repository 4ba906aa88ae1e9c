/**
 * Reads vitest's reports and fails unless every failure that other engines had, and that this one promises not to have,
 * has a test here that ran and passed: its title begins with the failure's number, as in `REL-03 …` or `REL-10 REL-37 …`.
 * A reliability test that is skipped proves nothing, and fails as one that is missing.
 *
 *   node tools/check-reliability.ts dist/tests/*.json
 */
import { readFileSync } from 'node:fs'

interface Report {
  readonly testResults: readonly { readonly name: string; readonly assertionResults: readonly TestResult[] }[]
}

interface TestResult {
  readonly title: string
  /** `passed`, `failed`, or one of several words for "did not run". */
  readonly status: string
}

/** The first and last number of each stretch. The others speak of what does not exist yet. */
const STRETCHES = [
  [1, 10],
  [16, 20],
  [22, 26],
  [33, 38],
] as const

const reports = process.argv.slice(2)
if (reports.length === 0) throw new Error('Name the reports: node tools/check-reliability.ts <file>...')

const tests = reports.flatMap(readTests)
const wanted = STRETCHES.flatMap(([first, last]) =>
  Array.from({ length: last - first + 1 }, (_, index) => idOf(first + index)),
)
const complaints = wanted.flatMap(complaintsAbout)
for (const complaint of complaints) console.error(complaint)
console.log(`${wanted.length - complaints.length} of ${wanted.length} reliability promises have tests that all ran`)
if (complaints.length > 0) process.exitCode = 1

function readTests(file: string): readonly TestResult[] {
  const report: Report = JSON.parse(readFileSync(file, 'utf8'))
  return report.testResults.flatMap(({ assertionResults }) => assertionResults)
}

function idOf(number: number): string {
  return `REL-${String(number).padStart(2, '0')}`
}

/** At most one line about each number. */
function complaintsAbout(id: string): readonly string[] {
  const own = tests.filter(({ title }) => idsOf(title).includes(id))
  const idle = own.filter(({ status }) => status !== 'passed' && status !== 'failed')
  if (idle.length > 0) return [`${id} was not run: ${idle.map(({ title }) => `"${title}"`).join(', ')}`]
  return own.some(({ status }) => status === 'passed') ? [] : [`${id} has no test that passed`]
}

/** The numbers that a title begins with. */
function idsOf(title: string): readonly string[] {
  return /^(?:REL-\d\d\s+)+/.exec(title)?.[0].match(/REL-\d\d/g) ?? []
}
