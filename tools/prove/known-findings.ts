import { existsSync, readFileSync } from 'node:fs'
import type { Machine } from '../../bench/machine.ts'
import type { Harness } from './harnesses.ts'
import type { DatedFinding, ProofRun } from './proof-page.ts'

/** What earlier full runs on this machine found; nothing where there were none, or on another machine. */
export function knownFindings(file: string, machine: Machine): readonly DatedFinding[] {
  if (!existsSync(file)) return []
  const known = JSON.parse(readFileSync(file, 'utf8')) as ProofRun
  return JSON.stringify(known.machine) === JSON.stringify(machine) ? known.findings : []
}

/** One finding for each harness, the newest, in the order of the harnesses; and which harnesses have none. */
export function mergeFindings(
  harnesses: readonly Harness[],
  known: readonly DatedFinding[],
  found: readonly DatedFinding[],
): Pick<ProofRun, 'findings' | 'missing'> {
  const newest = new Map([...known, ...found].map((finding) => [finding.harness.name, finding]))
  const findings = harnesses.flatMap((harness) => {
    const finding = newest.get(harness.name)
    return finding === undefined ? [] : [{ ...finding, harness }]
  })
  return { findings, missing: harnesses.map(({ name }) => name).filter((name) => !newest.has(name)) }
}
