import type { Scale } from '../../test/faults/harness.ts'
import { COMPILED } from '../../test/support/program.ts'
import type { Harness } from './harnesses.ts'
import type { Verdict } from './judge-ending.ts'
import { judgeEnding } from './judge-ending.ts'
import type { Ending } from './run-program.ts'
import { runProgram } from './run-program.ts'

/** A harness that takes longer hangs. The longest takes half an hour on two cores. */
const HARNESS_MS_MAX = 60 * 60 * 1_000
/** Two cores: what measures no speed runs two at a time. */
const AT_ONCE = 2

/** One harness, how much was asked of it, and what came of it. */
export interface Finding {
  readonly harness: Harness
  readonly scale: Scale
  readonly verdict: Verdict
  readonly seconds: number
}

export interface Running {
  readonly scaleOf: (harness: Harness) => Scale
  readonly found: (finding: Finding) => void
  readonly signal: AbortSignal
}

/** Runs harnesses, those that want company first. The findings come in the order of the harnesses. */
export async function runAll(harnesses: readonly Harness[], running: Running): Promise<readonly Finding[]> {
  const sociable = harnesses.filter(({ company }) => company === 'beside another')
  const lone = harnesses.filter(({ company }) => company === 'alone')
  const findings = [...(await runSome(sociable, AT_ONCE, running)), ...(await runSome(lone, 1, running))]
  return findings.toSorted((a, b) => harnesses.indexOf(a.harness) - harnesses.indexOf(b.harness))
}

async function runSome(harnesses: readonly Harness[], atOnce: number, running: Running): Promise<readonly Finding[]> {
  const waiting = harnesses.values()
  const findings: Finding[] = []
  const work = async (): Promise<void> => {
    for (const harness of waiting) findings.push(await runOne(harness, running))
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return findings
}

const NOT_BEGUN: Ending = { stdout: '', code: null, seconds: 0, stopped: 'interrupted' }

async function runOne(harness: Harness, { scaleOf, found, signal }: Running): Promise<Finding> {
  const scale = scaleOf(harness)
  const ending = signal.aborted ? NOT_BEGUN : await runHarness(harness, scale, signal)
  const finding = { harness, scale, verdict: judgeEnding(ending, scale), seconds: ending.seconds }
  found(finding)
  return finding
}

function runHarness({ name, program }: Harness, { n, seed }: Scale, signal: AbortSignal): Promise<Ending> {
  const argv = [program, '--n', `${n}`, '--seed', `${seed}`]
  const heard = (line: string): void => console.error(`${name}: ${line}`)
  return runProgram(
    { argv, folder: '.', environment: { ...COMPILED, ...process.env }, msMax: HARNESS_MS_MAX, heard },
    signal,
  )
}
