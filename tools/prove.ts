/**
 * Runs the harnesses that try to break the engine, two at a time, and prints one row for each. Exit code 1 where one of
 * them found something, proved less than it was asked, or could not run. With their full numbers, what they found goes
 * into dist/proof.json and docs/proof.md, in the place of what they found before.
 *
 *   --quick        smaller numbers, a few minutes in all; writes nothing
 *   --only name    one of them
 *   --seed number  where all chance comes from; 1 unless told otherwise, so that two runs are the same
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { thisMachine } from '../bench/machine.ts'
import { findingLine } from './prove/finding-line.ts'
import { HARNESSES } from './prove/harnesses.ts'
import { knownFindings, mergeFindings } from './prove/known-findings.ts'
import { proofPage } from './prove/proof-page.ts'
import { runAll } from './prove/run-all.ts'

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string' },
    seed: { type: 'string', default: '1' },
  },
})

const chosen = HARNESSES.filter(({ name }) => values.only === undefined || name === values.only)
if (chosen.length === 0)
  throw new Error(`There is no harness "${values.only}": choose from ${HARNESSES.map(({ name }) => name).join(', ')}.`)

const interruption = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => interruption.abort())

const begun = performance.now()
const findings = await runAll(chosen, {
  scaleOf: ({ quick, full }) => ({ n: values.quick ? quick : full, seed: Number(values.seed) }),
  found: (finding) => console.log(findingLine(finding)),
  signal: interruption.signal,
})
const minutes = (performance.now() - begun) / 60_000
const failed = findings.filter(({ verdict }) => verdict.type !== 'held')
console.log(`${findings.length - failed.length} of ${findings.length} held, in ${minutes.toFixed(1)} minutes`)
if (failed.length > 0) process.exitCode = 1

if (!values.quick) {
  const [date, machine, file] = [new Date().toISOString().slice(0, 10), thisMachine(), 'dist/proof.json']
  const dated = findings.map((finding) => ({ ...finding, date }))
  const run = { machine, ...mergeFindings(HARNESSES, knownFindings(file, machine), dated) }
  mkdirSync('dist', { recursive: true })
  writeFileSync(file, `${JSON.stringify(run, undefined, 2)}\n`)
  writeFileSync('docs/proof.md', proofPage(run))
}
