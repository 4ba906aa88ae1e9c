import type { Timestamp } from '../../core/basics/timestamp.ts'
import type { PlannedPerformer } from '../../core/plan/plan.ts'
import type { ModelUse } from '../../core/run/answer.ts'
import type { TokenUsage } from '../../core/run/token-usage.ts'
import { ATTRIBUTE, OPERATION } from './conventions.ts'
import type { AttemptTrace, RunTrace, StageTrace } from './run-trace.ts'
import type { Attributes, Span } from './span.ts'
import { spanIdOf, traceIdOf, withoutNulls } from './span.ts'
import type { Measure, Told } from './told.ts'
import { NOTHING_TOLD } from './told.ts'

/** Where something happens. */
export interface Where {
  readonly trace: RunTrace
  readonly stage: string
  readonly at: Timestamp
}

/** How an attempt ended; undefined: it was stopped, or nobody knows. */
export interface AttemptEnd {
  readonly outcome: 'answered' | 'failed' | 'lost' | 'canceled'
  readonly error?: string
  readonly uses?: readonly ModelUse[]
}

export function endAttempt(where: Where, stage: StageTrace, end: AttemptEnd): Told {
  const { attempt } = stage
  if (attempt === undefined) return NOTHING_TOLD
  stage.attempt = undefined
  const { trace, at, stage: id } = where
  const uses = end.uses ?? []
  const span: Span = {
    ...partOf(trace, `stage ${id}`),
    spanId: attemptId(where, attempt),
    ...attemptKind(trace, id, attempt),
    start: attempt.begunAt,
    end: at,
    status: end.outcome === 'failed' || end.outcome === 'lost' ? 'error' : 'unset',
    attributes: { ...attemptAttributes(where, attempt, end), ...useAttributes(uses) },
    events: [],
  }
  return { spans: [span], measures: uses.flatMap(tokenMeasures) }
}

function partOf({ run }: RunTrace, parent: string) {
  return { traceId: traceIdOf(run), parentId: spanIdOf(run, parent) }
}

function attemptId({ trace, stage }: Pick<Where, 'trace' | 'stage'>, { number }: AttemptTrace): string {
  return spanIdOf(trace.run, `attempt ${stage} ${number}`)
}

function attemptKind(trace: RunTrace, stage: string, { step }: AttemptTrace): Pick<Span, 'name' | 'kind'> {
  const performer = performerOf(trace, stage, step)
  if (performer?.kind !== 'capability') return { name: 'attempt', kind: 'internal' }
  const operation = isAgent(performer) ? OPERATION.agent : OPERATION.tool
  return { name: `${operation} ${performer.ref}`, kind: performer.run.type === 'builtin' ? 'internal' : 'client' }
}

function performerOf({ planned }: RunTrace, stage: string, step: AttemptTrace['step']): PlannedPerformer | undefined {
  return planned.get(stage)?.[step]
}

function isAgent({ run }: Extract<PlannedPerformer, { readonly kind: 'capability' }>): boolean {
  return run.type === 'agent' || run.type === 'program'
}

function attemptAttributes({ trace, stage }: Where, attempt: AttemptTrace, { outcome, error }: AttemptEnd): Attributes {
  return withoutNulls({
    ...performerAttributes(performerOf(trace, stage, attempt.step)),
    [ATTRIBUTE.run]: trace.run,
    [ATTRIBUTE.stage]: stage,
    [ATTRIBUTE.attempt]: attempt.number,
    [ATTRIBUTE.step]: attempt.step,
    [ATTRIBUTE.outcome]: outcome,
    [ATTRIBUTE.errorType]: outcome === 'lost' ? 'lost' : error,
  })
}

/** Of people nothing is said. */
function performerAttributes(performer: PlannedPerformer | undefined) {
  if (performer?.kind !== 'capability') return {}
  const { ref, run } = performer
  if (!isAgent(performer)) return { [ATTRIBUTE.operation]: OPERATION.tool, [ATTRIBUTE.toolName]: ref }
  return {
    [ATTRIBUTE.operation]: OPERATION.agent,
    [ATTRIBUTE.agentName]: ref,
    [ATTRIBUTE.provider]: 'connection' in run ? run.connection : null,
    [ATTRIBUTE.requestModel]: 'model' in run ? run.model : null,
  }
}

function useAttributes(uses: readonly ModelUse[]): Attributes {
  const [first] = uses
  if (first === undefined) return {}
  return withoutNulls({ [ATTRIBUTE.responseModel]: modelOf(first.name).model, ...tokenAttributes(first.tokens) })
}

function tokenAttributes(tokens: TokenUsage | null) {
  return {
    [ATTRIBUTE.inputTokens]: tokens?.input,
    [ATTRIBUTE.outputTokens]: tokens?.output,
    [ATTRIBUTE.cacheReadTokens]: tokens?.cacheRead,
    [ATTRIBUTE.cacheWriteTokens]: tokens?.cacheWrite,
  }
}

/** `<connection>/<model>` */
function modelOf(name: string): { readonly provider: string; readonly model: string } {
  const slash = name.indexOf('/')
  return { provider: name.slice(0, Math.max(0, slash)), model: name.slice(slash + 1) }
}

function tokenMeasures({ name, tokens }: ModelUse): readonly Measure[] {
  const { provider, model } = modelOf(name)
  const counted = [
    ['input', tokens?.input],
    ['output', tokens?.output],
  ] as const
  return counted.flatMap(([type, value]) => {
    if (value === null || value === undefined) return []
    const attributes = {
      [ATTRIBUTE.tokenType]: type,
      [ATTRIBUTE.provider]: provider,
      [ATTRIBUTE.requestModel]: model,
    }
    return [{ metric: 'tokens', value, attributes }]
  })
}

/** One turn of a model, from when it was last heard of. */
export function endTurn(
  where: Where,
  attempt: AttemptTrace,
  turn: { readonly model: string; readonly tokens: TokenUsage | null },
): Told {
  const { trace, stage, at } = where
  const { provider, model } = modelOf(turn.model)
  attempt.turns += 1
  const span: Span = {
    traceId: traceIdOf(trace.run),
    parentId: attemptId(where, attempt),
    spanId: spanIdOf(trace.run, `turn ${stage} ${attempt.number} ${attempt.turns}`),
    name: `${OPERATION.chat} ${model}`,
    kind: 'client',
    start: attempt.heardAt,
    end: at,
    status: 'unset',
    attributes: withoutNulls({
      [ATTRIBUTE.operation]: OPERATION.chat,
      [ATTRIBUTE.provider]: provider,
      [ATTRIBUTE.requestModel]: model,
      [ATTRIBUTE.run]: trace.run,
      [ATTRIBUTE.stage]: stage,
      ...tokenAttributes(turn.tokens),
    }),
    events: [],
  }
  attempt.heardAt = at
  return { spans: [span], measures: [] }
}
