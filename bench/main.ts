/**
 * Runs the benchmarks one after the other, each in a process of its own, prints a table, and writes `dist/bench.json`.
 * A full run of all also writes `docs/performance.md`.
 *
 *   npm run bench [-- --only <name>] [-- --quick]
 */
import { globSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import type { BenchReport, Effort } from './figures.ts'
import { isReached } from './figures.ts'
import { formatLimit, formatTarget, formatValue } from './format-figure.ts'
import { lastLine } from './last-line.ts'
import { thisMachine } from './machine.ts'
import { performancePage } from './performance-page.ts'
import type { Results } from './results.ts'

const ROOT = join(import.meta.dirname, '..')
const JSON_FILE = join(ROOT, 'dist/bench.json')
const PAGE = join(ROOT, 'docs/performance.md')

const { values } = parseArgs({ options: { only: { type: 'string' }, quick: { type: 'boolean' } } })
const effort: Effort = values.quick === true ? 'quick' : 'full'
const names = globSync('*/main.ts', { cwd: import.meta.dirname }).map((file) => basename(dirname(file)))
const chosen = names.filter((name) => values.only === undefined || name === values.only).toSorted()

if (chosen.length === 0) {
  console.error(`There is no benchmark ${values.only}. There are: ${names.toSorted().join(', ')}.`)
  process.exitCode = 2
} else {
  const results = await measure(chosen)
  console.table(results.reports.flatMap(tableRows))
  if (effort === 'quick')
    console.error('A quick run shows that the benchmarks work. It measures too little to be quoted.')
  await mkdir(dirname(JSON_FILE), { recursive: true })
  await writeFile(JSON_FILE, `${JSON.stringify(results, null, 2)}\n`)
  if (results.failed.length > 0) {
    console.error(`These ended without a report: ${results.failed.join(', ')}.`)
    process.exitCode = 1
  } else if (effort === 'full' && chosen.length === names.length) {
    await writeFile(PAGE, performancePage(results))
  }
}

async function measure(benchmarks: readonly string[]): Promise<Results> {
  const at = new Date().toISOString()
  const [reports, failed]: [BenchReport[], string[]] = [[], []]
  for (const name of benchmarks) {
    console.error(`bench: ${name}`)
    try {
      reports.push(await report(name))
    } catch (error) {
      console.error(error)
      failed.push(name)
    }
  }
  return { at, effort, machine: thisMachine(), reports, failed }
}

async function report(name: string): Promise<BenchReport> {
  const line = await lastLine(join(import.meta.dirname, name, 'main.ts'), effort === 'quick' ? ['--quick'] : [])
  return JSON.parse(line) as BenchReport
}

function tableRows({ name, figures }: BenchReport): readonly Readonly<Record<string, string>>[] {
  return figures.map((figure) => ({
    benchmark: name,
    figure: figure.name,
    measured: formatValue(figure),
    target: formatTarget(figure),
    limit: formatLimit(figure),
    verdict: verdict(figure),
  }))
}

function verdict(figure: BenchReport['figures'][number]): string {
  if (figure.target === undefined) return ''
  return isReached(figure) ? 'reached' : 'missed'
}
