/**
 * What a run of very many stages costs, and very many tasks and timers that wait. The program that proves them right
 * (`test/faults/limits`) measures them as well; these are its figures that have a target.
 *
 *   node bench/limits/main.ts [--quick]
 */
import { join } from 'node:path'
import type { Proof } from '../../test/faults/harness.ts'
import type { BenchReport, Effort } from '../figures.ts'
import { runBench } from '../figures.ts'
import { lastLine } from '../last-line.ts'
import { toFigures } from './proof-figures.ts'

const N = { full: 10_000, quick: 300 } as const satisfies Record<Effort, number>
const PROGRAM = join(import.meta.dirname, '../../test/faults/limits/main.ts')

await runBench(async (effort): Promise<BenchReport> => {
  const proof = JSON.parse(await lastLine(PROGRAM, ['--n', String(N[effort])])) as Proof
  return {
    name: 'limits',
    title: 'Very long runs, and very many that wait',
    method: `${proof.title}, seed ${proof.seed}. \`node test/faults/limits/main.ts --n ${proof.n}\` proves them right and has more figures.`,
    n: proof.n,
    figures: toFigures(proof.figures).filter(({ target }) => target !== undefined),
  }
})
