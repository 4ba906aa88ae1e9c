import type { Settlement } from '../../core/run/settlement.ts'
import type { Where } from './attempt-span.ts'
import { endAttempt } from './attempt-span.ts'
import { ATTRIBUTE, EVALUATION_EVENT, OPERATION } from './conventions.ts'
import type { RunTrace, StageTrace } from './run-trace.ts'
import type { Attributes, Span, SpanEvent } from './span.ts'
import { spanIdOf, traceIdOf, withoutNulls } from './span.ts'
import type { Measure, Told } from './told.ts'
import { both, NOTHING_TOLD } from './told.ts'

const MS_PER_SECOND = 1_000

export function endStage(where: Where, stage: StageTrace, settlement: Settlement): Told {
  const open = endAttempt(where, stage, { outcome: 'canceled' })
  const { trace, stage: id, at } = where
  const span: Span = {
    traceId: traceIdOf(trace.run),
    parentId: spanIdOf(trace.run, 'run'),
    spanId: spanIdOf(trace.run, `stage ${id}`),
    name: `stage ${id}`,
    kind: 'internal',
    start: stage.readyAt,
    end: at,
    status: settlement.outcome === 'failed' ? 'error' : 'unset',
    attributes: stageAttributes(where, stage, settlement),
    events: evaluation(where, settlement),
  }
  return both(open, { spans: [span], measures: stageMeasures(where, stage, settlement) })
}

function stageAttributes({ trace, stage: id }: Where, { attempts }: StageTrace, settlement: Settlement): Attributes {
  return withoutNulls({
    [ATTRIBUTE.run]: trace.run,
    [ATTRIBUTE.stage]: id,
    [ATTRIBUTE.outcome]: settlement.outcome,
    [ATTRIBUTE.attempt]: attempts,
    [ATTRIBUTE.errorType]: settlement.outcome === 'failed' ? settlement.code : null,
    [ATTRIBUTE.source]: settlement.outcome === 'succeeded' ? settlement.source : null,
  })
}

/** How sure the answer is, where that is known. */
function evaluation({ at }: Where, settlement: Settlement): readonly SpanEvent[] {
  if (settlement.outcome !== 'succeeded' || settlement.confidence === null) return []
  const attributes = { [ATTRIBUTE.scoreName]: settlement.source, [ATTRIBUTE.score]: settlement.confidence }
  return [{ name: EVALUATION_EVENT, at, attributes }]
}

function stageMeasures(
  { trace, stage: id, at }: Where,
  { readyAt }: StageTrace,
  settlement: Settlement,
): readonly Measure[] {
  const attributes = { [ATTRIBUTE.outcome]: settlement.outcome }
  const seconds = (at - readyAt) / MS_PER_SECOND
  return [
    { metric: 'stages', value: 1, attributes },
    { metric: 'stageDuration', value: seconds, attributes },
    ...(trace.planned.get(id)?.gate === 'threshold' && hasPassed(settlement)
      ? [{ metric: 'gates', value: 1, attributes: { [ATTRIBUTE.gate]: 'passed' } } as const]
      : []),
  ]
}

function hasPassed(settlement: Settlement): boolean {
  return settlement.outcome === 'succeeded' && settlement.decision === null && settlement.confidence !== null
}

/** A person was waited for; who it was is not told. */
export function endTask(where: Where, stage: StageTrace, task: string): Told {
  const { trace, stage: id, at } = where
  const opened = stage.tasks.get(task)
  if (opened === undefined) return NOTHING_TOLD
  stage.tasks.delete(task)
  const span: Span = {
    traceId: traceIdOf(trace.run),
    parentId: spanIdOf(trace.run, `stage ${id}`),
    spanId: spanIdOf(trace.run, `task ${task}`),
    name: 'wait for a person',
    kind: 'internal',
    start: opened.openedAt,
    end: at,
    status: 'unset',
    attributes: { [ATTRIBUTE.run]: trace.run, [ATTRIBUTE.stage]: id, [ATTRIBUTE.reason]: opened.reason },
    events: [],
  }
  return { spans: [span], measures: [] }
}

export function endRun(trace: RunTrace, at: Where['at'], outcome: string): Told {
  const { run, workflow, cause, startedAt } = trace
  const status = outcome === 'succeeded' ? 'ok' : 'unset'
  const span: Span = {
    traceId: traceIdOf(run),
    parentId: null,
    spanId: spanIdOf(run, 'run'),
    name: `${OPERATION.workflow} ${workflow}`,
    kind: 'internal',
    start: startedAt,
    end: at,
    status: outcome === 'failed' ? 'error' : status,
    attributes: {
      [ATTRIBUTE.operation]: OPERATION.workflow,
      [ATTRIBUTE.workflowName]: workflow,
      [ATTRIBUTE.run]: run,
      [ATTRIBUTE.cause]: cause,
      [ATTRIBUTE.outcome]: outcome,
    },
    events: [],
  }
  const attributes = { [ATTRIBUTE.outcome]: outcome, [ATTRIBUTE.workflowName]: workflow }
  return { spans: [span], measures: [{ metric: 'runs', value: 1, attributes }] }
}
