import type { Band, GateSetting, GateTerms, Stage } from '../workflow/workflow.ts'
import type { Cast } from './cast-stage.ts'
import type { PlannedPerformer } from './plan.ts'
import type { StageWords } from './stage-problem.ts'

export interface MeasuresPlan {
  readonly measures: Pick<GateTerms, 'samples' | 'reviewBetween'>
  readonly problems: readonly StageWords[]
}

interface Gated {
  readonly stage: Stage
  readonly cast: Cast
}

type Measured = Exclude<GateSetting, { readonly kind: 'none' }>

/**
 * What is measured beside the performer's own estimate. Where it can not be, that is an error if the stage itself asks
 * for it; what the defaults ask for is done where it can be.
 */
export function planMeasures(gate: Measured, gated: Gated): MeasuresPlan {
  const samples = planSamples(gate, gated)
  const band = planBand(gate, gated)
  return {
    measures: { ...samples.measures, ...band.measures },
    problems: [...samples.problems, ...band.problems],
  }
}

const NONE: MeasuresPlan = { measures: {}, problems: [] }

function planSamples({ samples }: Measured, { stage, cast }: Gated): MeasuresPlan {
  if (samples === undefined) return NONE
  const { performer } = cast.primary
  return mayVary(performer) ? { measures: { samples }, problems: [] } : complaint(stage, neverVaries(stage, performer))
}

/** Whether asking twice can give two answers. What is not here may be an AI once it is. */
function mayVary(performer: PlannedPerformer): boolean {
  if (performer.kind !== 'capability') return true
  return performer.run.type === 'agent' || performer.run.type === 'program'
}

function planBand(gate: Measured, { stage, cast }: Gated): MeasuresPlan {
  const { reviewBetween: band } = gate
  if (band === undefined) return NONE
  const reviewer = cast.reviewer?.performer
  if (reviewer === undefined || reviewer.kind === 'human') return complaint(stage, nobodyReviews(stage))
  const problems = gate.kind === 'threshold' ? besideBand(stage, gate.threshold, band) : []
  return { measures: { reviewBetween: band }, problems }
}

/** A certified limit may come to lie anywhere; a written one does not. */
function besideBand(stage: Stage, threshold: number, band: Band): readonly StageWords[] {
  const isDecided = threshold < band.from || threshold > band.to
  return isDecided ? [besideThreshold(stage, threshold, band)] : []
}

/** Defaults are for every stage: no author meant them for one that can not have them. */
function complaint({ gate }: Stage, problem: StageWords): MeasuresPlan {
  return { measures: {}, problems: gate === undefined ? [] : [problem] }
}

function neverVaries({ id }: Stage, { ref }: PlannedPerformer): StageWords {
  return {
    code: 'samples-without-ai',
    message: `The stage \`${id}\` asks several times, but \`${ref}\` is no AI: it would give the same answer each time.`,
    help: 'Remove `samples`, or let an agent do the stage.',
    pointer: '/gate/samples',
  }
}

function nobodyReviews({ id }: Stage): StageWords {
  return {
    code: 'review-without-skill',
    message: `The stage \`${id}\` says when a second skill is asked, but no skill or agent reviews its answers.`,
    help: 'Remove `review_between`, or name a skill or an agent under `roles.reviewer`.',
    pointer: '/gate/review_between',
  }
}

function besideThreshold({ id }: Stage, threshold: number, { from, to }: Band): StageWords {
  return {
    code: 'review-beside-threshold',
    message: `The stage \`${id}\` has answers reviewed between ${from} and ${to}, but lets them pass from ${threshold} on: no such review could help to decide.`,
    help: `Write \`review_between\` so that ${threshold} lies within it.`,
    pointer: '/gate/review_between',
  }
}
