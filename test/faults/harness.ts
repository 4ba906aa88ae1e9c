import { parseArgs } from 'node:util'

/** How much of a fault is asked for. */
export interface Scale {
  /** Everything by chance comes from it: the same seed, the same choices. */
  readonly seed: number
  /** Cases: kills, power cuts, seeds, failing calls. What a case is, the harness says. */
  readonly n: number
}

/** What a harness found. */
export interface Proof extends Scale {
  /** What was tried, as a sentence for the report. */
  readonly title: string
  /** How often each fault really happened. One that never did proves nothing, and fails the harness. */
  readonly faults: Readonly<Record<string, number>>
  /** What was broken, each as a sentence with what is needed to see it again. */
  readonly violations: readonly string[]
  /** What was measured on the way. */
  readonly figures: Readonly<Record<string, number | string>>
}

/** Beyond this many violations the first ones say enough. */
const VIOLATIONS_PRINTED_MAX = 20

/**
 * Runs a harness as a program: `--n` cases from `--seed`. Progress goes to stderr; the last line on stdout is the proof
 * as JSON. Exit code 1 where something was broken or a fault never happened.
 */
export async function runHarness(defaults: Scale, harness: (scale: Scale) => Promise<Proof>): Promise<void> {
  const { values } = parseArgs({ options: { n: { type: 'string' }, seed: { type: 'string' } } })
  const scale = { n: Number(values.n ?? defaults.n), seed: Number(values.seed ?? defaults.seed) }
  const proof = await harness(scale)
  const silent = silentFaults(proof)
  for (const violation of proof.violations.slice(0, VIOLATIONS_PRINTED_MAX)) console.error(violation)
  for (const fault of silent) console.error(`The fault "${fault}" never happened: nothing was proved about it.`)
  console.log(JSON.stringify(proof))
  if (proof.violations.length + silent.length > 0) process.exitCode = 1
}

export function silentFaults({ faults }: Pick<Proof, 'faults'>): readonly string[] {
  return Object.entries(faults).flatMap(([fault, times]) => (times === 0 ? [fault] : []))
}
