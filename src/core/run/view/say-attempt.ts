import type { Timestamp } from '../../basics/timestamp.ts'
import { confidencePercent } from '../../gate/confidence-percent.ts'
import { toConfidence } from '../../gate/judge.ts'
import { agreementWords } from '../../gate/score-words.ts'
import type { PlannedPerformer, PlannedStage } from '../../plan/plan.ts'
import type { Answer } from '../answer.ts'
import type { AttemptNote } from '../attempt-note.ts'
import { plannedAt, stageIndex } from '../plan-index.ts'
import type { AttemptStep as TryStep } from '../run-event.ts'
import { stageAt } from '../stage-table.ts'
import type { TokenUsage } from '../token-usage.ts'
import type { Saying } from './log-line.ts'
import type { StageStep } from './retell.ts'
import { durationText, joined, outputsText, plainValues } from './words.ts'

type EventOf<T extends StageStep['event']['type']> = Extract<StageStep['event'], { readonly type: T }>
type AttemptEvent = Extract<
  StageStep['event'],
  { readonly type: `attempt-${string}` | 'review-answered' | 'backing-off' }
>

/** When an attempt began, by the number of the fact that began it. */
export type Beginnings = ReadonlyMap<number, Timestamp>

export interface AttemptStep extends StageStep {
  readonly event: AttemptEvent
}

/** What a performer did, as sentences about it. */
export function sayAttempt(step: AttemptStep, beginnings: Beginnings): readonly Saying[] {
  const { event } = step
  const stage = stageOf(step)
  const took = { aside: tookText(step, beginnings) }
  switch (event.type) {
    case 'attempt-begun':
      return sayBegun(stage, event)
    case 'attempt-noted':
      return [sayNote(performerNow(step, stage).name, event.note)]
    case 'attempt-answered':
      return [{ icon: 'done', lead: stage.primary.name, text: answerText(stage, event), ...took }]
    case 'review-answered':
      return [
        {
          icon: 'done',
          lead: performerOf(stage, 'review').name,
          text: `checked the answer: ${sureText(event.answer.confidence)}`,
          ...took,
        },
      ]
    case 'attempt-failed':
      return [
        {
          icon: 'failed',
          lead: performerNow(step, stage).name,
          text: `gave no answer: ${event.error.message}`,
          ...took,
        },
      ]
    case 'attempt-lost':
      return [
        {
          icon: 'failed',
          lead: performerNow(step, stage).name,
          text: 'was interrupted: the program stopped while this was being done.',
          ...took,
        },
      ]
    case 'attempt-late':
      return [
        { icon: 'note', lead: stage.primary.name, text: 'answered after its try was over, which changes nothing' },
      ]
    case 'backing-off':
      return [
        { icon: 'trying-again', lead: stage.name, text: `is tried again in ${durationText(event.until - event.at)}` },
      ]
  }
}

function stageOf({ after, event }: StageStep): PlannedStage {
  return plannedAt(after.plan, stageIndex(after.plan, event.stage))
}

function sayBegun(stage: PlannedStage, { step, attempt }: EventOf<'attempt-begun'>): readonly Saying[] {
  const aside = `try ${attempt} of ${stage.retry.maximumAttempts}`
  if (step === 'review')
    return [
      {
        icon: 'running',
        lead: performerOf(stage, 'review').name,
        text: `is checking the answer of ${stage.name}`,
        aside,
      },
    ]
  return [...sayContext(stage), { icon: 'running', lead: stage.primary.name, text: `is doing ${stage.name}`, aside }]
}

function sayNote(lead: string, note: AttemptNote): Saying {
  switch (note.type) {
    case 'turn':
      return { icon: 'note', lead, text: `was answered by ${note.model}`, aside: tokensText(note.tokens) }
    case 'tool-called':
      return { icon: 'running', lead, text: `uses ${note.tool}` }
    case 'tool-answered':
      return {
        icon: 'note',
        lead,
        text: note.isError ? `got an error from ${note.tool}` : `got an answer from ${note.tool}`,
      }
    case 'said':
      return { icon: 'note', lead, text: `says: ${note.text}` }
  }
}

function tokensText(tokens: TokenUsage | null): string {
  if (tokens?.input == null || tokens.output === null) return 'tokens not known'
  return `${tokens.input} tokens in, ${tokens.output} out`
}

function sayContext({ primary, context }: PlannedStage): readonly Saying[] {
  if (context.modules.length === 0) return []
  const text = `reads ${joined(context.modules.map((module) => module.title))}`
  return [{ icon: 'context', lead: primary.name, text, aside: `${context.usedTokens} tokens` }]
}

function answerText(stage: PlannedStage, { answer }: EventOf<'attempt-answered'>): string {
  const what = whatText(answer)
  const isExact = stage.primary.kind === 'capability' && stage.primary.confidence === 'none'
  if (answer.agreement !== undefined) return `${what}, ${agreementWords(answer.agreement)}`
  return isExact ? what : `${what}, ${sureText(answer.confidence)}`
}

/** One plain value speaks for itself; of several, the performer's own summary says more. */
function whatText({ outputs, summary }: Answer): string {
  if (summary === undefined || plainValues(outputs).length === 1) return `gave ${outputsText(outputs)}`
  return `answered: ${summary.replace(/\.$/, '')}`
}

function sureText(reported: unknown): string {
  const confidence = toConfidence(reported)
  return confidence === null ? 'how sure is not known' : `${confidencePercent(confidence, null)} sure`
}

/** Whose try it was that this fact ended. */
function performerNow({ before, event }: StageStep, stage: PlannedStage): PlannedPerformer {
  const { state } = stageAt(before.stages, stageIndex(before.plan, event.stage))
  return performerOf(stage, 'step' in state && state.step === 'review' ? 'review' : 'primary')
}

function performerOf({ reviewer, primary }: PlannedStage, step: TryStep): PlannedPerformer {
  return step === 'review' && reviewer !== undefined ? reviewer : primary
}

/** How long the try took that this fact ended. */
function tookText({ before, event }: StageStep, beginnings: Beginnings): string {
  const { state } = stageAt(before.stages, stageIndex(before.plan, event.stage))
  const begun = state.status === 'running' ? beginnings.get(state.fence) : undefined
  return durationText(event.at - (begun ?? event.at))
}
