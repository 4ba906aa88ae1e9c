import type { Test, TestedSample } from '../../api/contract/tests.ts'
import { judge } from '../../core/gate/judge.ts'
import { counted } from './number-words.ts'

/** How sure a stage was of each sample that it answered; null: not known. */
export function confidencesOf({ samples }: Pick<Test, 'samples'>, stage: string): readonly (number | null)[] {
  return samples.flatMap(({ stages }) =>
    stages.filter(({ id, answered }) => id === stage && answered).map(({ confidence }) => confidence),
  )
}

/** `Of these 20 samples, 6 would go to a person.` */
export function limitWords(confidences: readonly (number | null)[], threshold: number): string {
  return toPersonWords(
    confidences.length,
    confidences.filter((confidence) => judge(confidence, threshold) !== 'passes').length,
  )
}

function toPersonWords(samples: number, asked: number): string {
  const would = asked === 0 ? 'none' : String(asked)
  return `Of ${samples === 1 ? 'this 1 sample' : `these ${samples} samples`}, ${would} would go to a person.`
}

/** How far a test is, and once nothing of it is under way, what would have become of its samples. */
export function testWords({ samples, heldBack }: Test): string {
  const going = samples.filter(({ status }) => status === 'running').length
  if (going > 0) return `${counted(samples.length - going, 'sample')} of ${samples.length} done so far…`
  const asked = samples.filter((sample) => wouldAsk(sample, heldBack)).length
  if (samples.length === 1) return asked === 1 ? 'A person would be asked.' : 'It would go through without a person.'
  return toPersonWords(samples.length, asked)
}

/** What is asked of the tester in place of a held-back stage would be asked of nobody. */
export function wouldAsk({ stages }: TestedSample, heldBack: readonly string[]): boolean {
  return stages.some(({ id, asked }) => asked && !heldBack.includes(id))
}

/** The sample to look at first: one that waits for the tester, else the first. */
export function firstToAnswer({ samples }: Pick<Test, 'samples'>): number {
  return samples.find(({ status }) => status === 'waiting')?.number ?? 1
}
