import type { Json } from '../basics/json.ts'
import { canonicalJson } from '../basics/json.ts'
import type { Sha256 } from '../basics/sha256.ts'
import type { PlannedPerformer, PlannedStage } from '../plan/plan.ts'
import type { GateTerms } from '../workflow/workflow.ts'
import type { Answer } from './answer.ts'
import type { Run } from './run.ts'
import { stageInputs } from './scope.ts'

/** Raised whenever the same answer would get another score. */
const SCORE_VERSION = 1

/** What gave an answer and measured how sure it is. What was shown of one says nothing of another. */
export interface GateBasis {
  /** The reference of whoever answers. */
  readonly performer: string
  /** The models that were asked, as their providers call them. */
  readonly models: readonly string[]
  /** SHA-256 of whoever answers, with their tools: files, settings, what they say of themselves. */
  readonly skill: string
  /** The same of whoever scores the answer; null: nobody does. */
  readonly reviewer: string | null
  /** SHA-256 of what the stage asks for and how its scores are measured. */
  readonly stage: string
}

export function gateBasis(stage: PlannedStage, answers: readonly Answer[], sha256: Sha256): GateBasis {
  const { primary, tools, reviewer } = stage
  return {
    performer: primary.ref,
    models: [...new Set(answers.flatMap(modelsOf))].sort(),
    skill: digest([primary, ...tools].map(whoever), sha256),
    reviewer: reviewer === undefined ? null : digest([whoever(reviewer)], sha256),
    stage: digest([whatIsAsked(stage)], sha256),
  }
}

export function basisDigest(basis: GateBasis, sha256: Sha256): string {
  return digest([{ ...basis, score: SCORE_VERSION }], sha256)
}

function modelsOf({ model, otherModels = [] }: Answer): readonly string[] {
  return [...(model === undefined ? [] : [model]), ...otherModels].map(({ name }) => name)
}

function whoever(performer: PlannedPerformer): Json {
  const { ref } = performer
  if (performer.kind !== 'capability') return { ref }
  return { ref, digest: performer.digest, run: plain(performer.run) }
}

function whatIsAsked({ name, instructions, inputs, outputs, dependsOn, context, gate }: PlannedStage): Json {
  const { samples, reviewBetween, segments }: GateTerms = gate.kind === 'none' ? {} : gate
  // What is remembered changes with every run: a certificate would not last a day.
  const texts = context.modules.filter(({ memoryIds }) => memoryIds === undefined)
  const given = texts.map(({ ref, sha256 }) => ({ ref, sha256 }))
  return plain({ name, instructions, inputs, outputs, dependsOn, given, samples, reviewBetween, segments })
}

/** What plans are made of is JSON; what is not there is left out. */
function plain(value: object): Json {
  return JSON.parse(JSON.stringify(value)) as Json
}

function digest(parts: readonly Json[], sha256: Sha256): string {
  return sha256(canonicalJson([...parts]))
}

export type Segment =
  | { readonly type: 'all' }
  | { readonly type: 'known'; readonly name: string }
  /** The stage tells kinds apart, and this is none of them. */
  | { readonly type: 'unknown' }

/** The name of a known kind; null: all are of one kind, or it is of no known one. */
export function segmentName(segment: Segment): string | null {
  return segment.type === 'known' ? segment.name : null
}

/** Which kind of answer a stage is about to give. */
export function segmentOf(run: Run, stage: PlannedStage): Segment {
  const { gate } = stage
  if (gate.kind === 'none' || gate.segments === undefined) return { type: 'all' }
  const { input, values } = gate.segments
  const inputs = stageInputs(run, stage)
  const value = inputs.ok ? inputs.value[input] : undefined
  return typeof value === 'string' && values.includes(value) ? { type: 'known', name: value } : { type: 'unknown' }
}
