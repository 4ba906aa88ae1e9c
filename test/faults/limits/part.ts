import type { Proof } from '../harness.ts'

/** What one part of the harness found. */
export type Part = Pick<Proof, 'faults' | 'violations' | 'figures'>

/** All of them as one. A fault that several parts name is counted together. */
export function joined(parts: readonly Part[]): Part {
  const faults: Record<string, number> = {}
  for (const part of parts)
    for (const [fault, times] of Object.entries(part.faults)) faults[fault] = (faults[fault] ?? 0) + times
  return {
    faults,
    violations: parts.flatMap(({ violations }) => violations),
    figures: Object.fromEntries(parts.flatMap(({ figures }) => Object.entries(figures))),
  }
}
