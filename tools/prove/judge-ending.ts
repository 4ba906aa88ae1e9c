import type { Proof, Scale } from '../../test/faults/harness.ts'
import { silentFaults } from '../../test/faults/harness.ts'
import type { Ending } from './run-program.ts'

export type Verdict =
  | { readonly type: 'held'; readonly proof: Proof }
  /** What was asked was tried, and something is wrong. */
  | { readonly type: 'broken'; readonly proof: Proof; readonly because: readonly string[] }
  /** Nothing is known. */
  | { readonly type: 'no-proof'; readonly because: string }

/** What the end of a harness means. Only a proof of everything that was asked, without any objection, has held. */
export function judgeEnding(ending: Ending, asked: Scale): Verdict {
  if (ending.stopped === 'interrupted') return { type: 'no-proof', because: 'It was interrupted.' }
  if (ending.stopped === 'too long') return { type: 'no-proof', because: 'It took too long and was ended.' }
  const proof = findProof(ending.stdout)
  if (proof === undefined) return { type: 'no-proof', because: `It ended ${howEnded(ending)} and gave no proof.` }
  const because = [...objections(proof, asked), ...exitObjection(proof, ending)]
  return because.length === 0 ? { type: 'held', proof } : { type: 'broken', proof, because }
}

/** The last line that says anything, where it is a proof. */
function findProof(stdout: string): Proof | undefined {
  const last = stdout.trimEnd().split('\n').at(-1) ?? ''
  try {
    const value: unknown = JSON.parse(last)
    return isProof(value) ? value : undefined
  } catch {
    return undefined
  }
}

function isProof(value: unknown): value is Proof {
  if (!isRecord(value)) return false
  const { title, seed, n, faults, violations, figures } = value
  const isScaled = typeof title === 'string' && typeof seed === 'number' && typeof n === 'number'
  const isFilled = isRecord(faults) && Array.isArray(violations) && isRecord(figures)
  return isScaled && isFilled && Object.values(faults).every(Number.isSafeInteger)
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function objections(proof: Proof, asked: Scale): readonly string[] {
  const silent = silentFaults(proof)
  return [
    ...(proof.seed === asked.seed ? [] : [`It took the seed ${proof.seed} instead of ${asked.seed}.`]),
    ...(proof.n >= asked.n ? [] : [`It tried ${proof.n} of ${asked.n} cases.`]),
    ...(Object.keys(proof.faults).length === 0 ? ['It names no fault.'] : []),
    ...silent.map((fault) => `The fault "${fault}" never happened.`),
    ...proof.violations,
  ]
}

/** A harness that fails without an objection of its own has one that we do not know. */
function exitObjection(proof: Proof, ending: Ending): readonly string[] {
  const isExplained = proof.violations.length + silentFaults(proof).length > 0
  return ending.code === 0 || isExplained ? [] : [`It ended ${howEnded(ending)} without saying why.`]
}

function howEnded({ code }: Ending): string {
  return code === null ? 'by a signal' : `with exit code ${code}`
}
