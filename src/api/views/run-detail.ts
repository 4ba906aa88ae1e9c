import { known } from '../../core/basics/known.ts'
import type { Plan } from '../../core/plan/plan.ts'
import { sumCosts } from '../../core/run/cost.ts'
import type { OwnerId } from '../../core/run/ids.ts'
import { plannedAt, stageIndex } from '../../core/run/plan-index.ts'
import type { Run, RunPhase } from '../../core/run/run.ts'
import { runStatus } from '../../core/run/run.ts'
import type { RunEvent } from '../../core/run/run-event.ts'
import { allStages, unsettledCount } from '../../core/run/stage-table.ts'
import { fieldsOf, runInputFields } from '../../core/run/view/fields.ts'
import type { LogLine } from '../../core/run/view/log-line.ts'
import type { ToldRun } from '../../core/run/view/tell-run.ts'
import { tellRun } from '../../core/run/view/tell-run.ts'
import { runRow } from '../../engine/rows.ts'
import type { ReceiptRow } from '../../engine/store.ts'
import type { LogLine as LogLineView, Receipt, RunDetail, TimelineRow } from '../contract/run-detail.ts'
import { iso, isoOrNull } from './instants.ts'
import { actorView, stageNameView } from './names.ts'
import { runSummary } from './run-summary.ts'
import { stageRunViews } from './stage-run.ts'

/** Facts that the log of a page tells at once; a page further back is asked for. */
export const LOG_FACTS_MAX = 1_000

/** More receipts than this nobody reads on a screen. */
const RECEIPTS_SHOWN_MAX = 200

/** Of a run with more stages, what each was given and gave would be most of the page: it is asked for stage by stage. */
const STAGES_WITH_VALUES_MAX = 500

/** What a run's page is made from. */
export interface RunRecord {
  readonly plan: Plan
  readonly history: readonly RunEvent[]
  readonly signed: RunDetail['signed']
  readonly owner: OwnerId
  /** The receipts behind this number. */
  readonly receiptsAfter: (number: number) => Promise<readonly ReceiptRow[]>
}

/** A run's page: everything is told from its history. */
export async function runDetail({ plan, history, signed, owner, receiptsAfter }: RunRecord): Promise<RunDetail> {
  const { run, timeline, log, logFrom } = tellRun(plan, history, { before: history.length + 1, facts: LOG_FACTS_MAX })
  const receipts = await receiptsAfter(Math.max(0, receiptsAtLeast(run) - RECEIPTS_SHOWN_MAX))
  const valuesOmitted = plan.stages.length > STAGES_WITH_VALUES_MAX
  return {
    summary: runSummary(runRow(run, { now: changedAt(history), owner, chain: NO_CHAIN })),
    version: run.version,
    planDigest: run.planDigest,
    workflowDigest: plan.workflow.digest,
    phase: phaseView(run.phase),
    inputs: runInputFields(plan, run.inputs),
    outputs: run.phase.type === 'finished' ? fieldsOf(run.phase.outputs, undefined) : [],
    erased: run.erased === undefined ? null : { by: actorView(run.erased.by), at: iso(run.erased.at) },
    cost: sumCosts(allStages(run.stages).map((stage) => stage.account.cost)),
    retriedFrom: run.origin === undefined ? null : { run: run.origin.run, stage: run.origin.from },
    stages: stageRunViews(run, valuesOmitted ? 'short' : 'whole'),
    timeline: timelineView(timeline),
    log: log.toReversed().map(logLineView),
    logOmitted: logFrom - 1,
    receipts: receipts.map((row) => receiptView(plan, row)),
    signed,
    receiptsOmitted: (receipts[0]?.number ?? 1) - 1,
    valuesOmitted,
    actions: actionsOf(run),
  }
}

/** Each stage that settled here has left one. */
function receiptsAtLeast({ stages, plan, origin }: Run): number {
  return plan.stages.length - unsettledCount(stages) - (origin?.carried.length ?? 0)
}

export function logLineView(line: LogLine): LogLineView {
  return { ...line, at: iso(line.at) }
}

/** The summary's chain is not shown. */
const NO_CHAIN = { count: 0, head: '' }

function changedAt(history: readonly RunEvent[]): RunEvent['at'] {
  return known(history.at(-1)).at
}

function phaseView(phase: RunPhase): RunDetail['phase'] {
  switch (phase.type) {
    case 'open':
      return phase
    case 'paused':
      return { type: 'paused', by: actorView(phase.by), at: iso(phase.at) }
    case 'finished':
      return { type: 'finished', outcome: phase.outcome, at: iso(phase.at), problem: phase.problem ?? null }
  }
}

function timelineView(rows: ToldRun['timeline']): TimelineRow[] {
  return rows.map(({ stage, segments }) => ({
    stage: stageNameView(stage),
    segments: segments.map((segment) => ({ ...segment, from: iso(segment.from), to: isoOrNull(segment.to) })),
  }))
}

function receiptView(plan: Plan, { number, kind, stage, outcome, at, hash, line }: ReceiptRow): Receipt {
  return {
    number,
    kind,
    stage: stage === null ? null : stageNameView(plannedAt(plan, stageIndex(plan, stage))),
    outcome,
    at: iso(at),
    hash,
    line,
  }
}

/** What the commands of a run would not refuse now. */
function actionsOf(run: Run): RunDetail['actions'] {
  const isOver = run.phase.type === 'finished'
  const isErased = run.erased !== undefined
  const status = runStatus(run)
  return {
    cancel: !isOver,
    pause: run.phase.type === 'open',
    resume: status === 'paused',
    erase: isOver && !isErased,
    retryFrom: isOver && !isErased ? run.plan.stages.map(({ id }) => id) : [],
  }
}
