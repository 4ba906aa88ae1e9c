import type { Finding } from './run-all.ts'

const NAME_WIDTH = 15

/** A finding as a row of the terminal, with what is wrong below it. */
export function findingLine({ harness, scale, verdict, seconds }: Finding): string {
  const proof = verdict.type === 'no-proof' ? undefined : verdict.proof
  const cells = [
    verdict.type === 'held' ? 'held  ' : 'FAILED',
    harness.name.padEnd(NAME_WIDTH),
    `seed ${scale.seed}`,
    `${proof?.n ?? 0} ${harness.cases}`,
    `${proof?.violations.length ?? '?'} violations`,
    `${seconds.toFixed(1)} s`,
    proof === undefined ? '' : `(${faultsOf(proof.faults)})`,
  ]
  return [cells.join('  ').trimEnd(), ...reasons(verdict).map((reason) => `  ${reason}`)].join('\n')
}

export function faultsOf(faults: Readonly<Record<string, number>>): string {
  return Object.entries(faults)
    .map(([fault, times]) => `${fault}: ${times}`)
    .join(', ')
}

/** Beyond this many the first ones say enough; all of them are in the proof. */
const REASONS_MAX = 20

export function reasons(verdict: Finding['verdict']): readonly string[] {
  if (verdict.type === 'held') return []
  return verdict.type === 'broken' ? verdict.because.slice(0, REASONS_MAX) : [verdict.because]
}
