/**
 * Keeps the written rules and the tests together: each rule of a SPEC.md has a test that carries its number, each
 * number in a test is a rule, and each diagnostic has its page and its fixtures.
 */
import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'

interface Mention {
  readonly id: string
  /** `path:line`, as editors and terminals link it. */
  readonly place: string
}

const RULE_LINE = /^\s*[*-] \*\*([A-Z]{2,}\d+)\*\*/g
const TEST_NAME = /['"`]((?:\[[A-Z]{2,}\d+\])+)/g

const rules = findMentions('src/**/SPEC.md', RULE_LINE)
const tests = findMentions('test/**/*.{ts,tsx}', TEST_NAME).flatMap(splitIds)
const problems = [
  ...rules.filter(isNotIn(tests)).map(({ id, place }) => `${place} ${id} has no test: name one '[${id}] …'.`),
  ...tests.filter(isNotIn(rules)).map(({ id, place }) => `${place} ${id} is in no SPEC.md: write the rule down.`),
  ...rules.filter(isRepeated).map(({ id, place }) => `${place} ${id} is used twice: give this rule a free number.`),
  ...globSync('src/core/diagnostics/rules/*.ts').flatMap(missingPartsOfDiagnostic),
]

for (const problem of problems) console.error(problem)
console.log(`${rules.length} rules, ${new Set(tests.map(({ id }) => id)).size} of them with tests.`)
if (problems.length > 0) process.exitCode = 1

function findMentions(files: string, pattern: RegExp): readonly Mention[] {
  return globSync(files)
    .sort()
    .flatMap((file) =>
      readFileSync(file, 'utf8')
        .split('\n')
        .flatMap((line, index) =>
          [...line.matchAll(pattern)].map(([, id = '']) => ({ id, place: `${file}:${index + 1}` })),
        ),
    )
}

/** One test may prove several rules: `'[WF1][WF2] …'`. */
function splitIds({ id, place }: Mention): readonly Mention[] {
  return id
    .slice(1, -1)
    .split('][')
    .map((one) => ({ id: one, place }))
}

function isNotIn(others: readonly Mention[]): (mention: Mention) => boolean {
  const ids = new Set(others.map(({ id }) => id))
  return ({ id }) => !ids.has(id)
}

function isRepeated({ id }: Mention, index: number, all: readonly Mention[]): boolean {
  return all.findIndex((other) => other.id === id) < index
}

function missingPartsOfDiagnostic(file: string): readonly string[] {
  const id = basename(file, '.ts')
  const fixtures = `test/core/diagnostics/fixtures/${id}`
  const parts = [`docs/rules/${id}.md`, join(fixtures, 'valid'), join(fixtures, 'invalid')]
  return parts.filter(isAbsentOrEmpty).map((part) => `${file}:1 ${part} is missing.`)
}

function isAbsentOrEmpty(path: string): boolean {
  if (!existsSync(path)) return true
  return path.endsWith('.md') ? false : readdirSync(path).length === 0
}
