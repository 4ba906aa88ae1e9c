import { fitIsotonic, rightBySteps } from './isotonic.ts'
import type { Judged } from './judged.ts'

/** How probably an answer with a score is right; the wider, the less is known. */
export interface Probable {
  readonly low: number
  readonly high: number
  /** Both in one number. */
  readonly merged: number
}

/**
 * The inductive Venn–Abers interval (Vovk and Petej, 2014): what would be said of this score, had it been seen once more
 * and been wrong, and had it been right.
 */
export function vennAbers(judged: readonly Judged[], score: number): Probable {
  const low = rightBySteps(fitIsotonic([...judged, { score, isRight: false }]), score)
  const high = rightBySteps(fitIsotonic([...judged, { score, isRight: true }]), score)
  return { low, high, merged: high / (1 - low + high) }
}
