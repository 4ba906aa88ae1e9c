import type { SingleEdit, WorkflowEdit } from '../../core/edit/workflow-edit.ts'
import type { BuilderStage, Card } from './builder-view.ts'
import { kindOfRef } from './builder-view.ts'

/** How often is offered. What a file says beside these is kept and shown. */
const SAMPLES = [3, 5] as const
/** A limit to begin with, where nobody has said or certified one. */
export const USUAL_LIMIT = 0.85
/** Two of three are within it, three of three are not. */
const BELOW = 0.2
const ABOVE = 0.1

/** Once, or how often; the value is the number as text. */
export function samplesChoices({ samples }: Pick<BuilderStage, 'samples'>) {
  const counts = new Set([...SAMPLES, ...(samples === null ? [] : [samples])])
  const times = [...counts].toSorted((left, right) => left - right)
  return [{ value: '1', label: 'Off' }, ...times.map((count) => ({ value: `${count}`, label: `${count} times` }))]
}

/** Only an AI can answer otherwise when it is asked again. */
export function canBeAskedAgain(cards: readonly Card[], { primary, samples }: BuilderStage): boolean {
  const isAgent = primary.startsWith('agent:') || primary.startsWith('model:')
  return samples !== null || (isAgent && kindOfRef(cards, primary) !== 'exact')
}

export function isReviewedBySkill({ reviewer }: BuilderStage): boolean {
  return reviewer !== null && !reviewer.startsWith('human:')
}

/** Around the threshold, in whole per cent. */
export function usualBand(threshold: number): readonly [from: number, to: number] {
  return [inPercent(Math.max(0, threshold - BELOW)), inPercent(Math.min(1, threshold + ABOVE))]
}

function inPercent(share: number): number {
  return Math.round(share * 100) / 100
}

/** A threshold, and the band where it would be left behind by it: a review outside of it could change nothing. */
export function thresholdEdit({ id, reviewBetween }: BuilderStage, threshold: number): WorkflowEdit {
  const set: SingleEdit = { type: 'set-gate', stage: id, setting: 'threshold', value: threshold }
  if (reviewBetween === null) return set
  const [from, to] = reviewBetween
  if (from <= threshold && threshold <= to) return set
  const value = [Math.min(from, threshold), Math.max(to, threshold)] as const
  return { type: 'together', edits: [set, { type: 'set-gate', stage: id, setting: 'review_between', value }] }
}
