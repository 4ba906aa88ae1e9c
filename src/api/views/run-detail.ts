import type { Plan } from '../../core/plan/plan.ts'
import { sumCosts } from '../../core/run/cost.ts'
import type { OwnerId } from '../../core/run/ids.ts'
import { plannedAt, stageIndex } from '../../core/run/plan-index.ts'
import type { Run, RunPhase } from '../../core/run/run.ts'
import { runStatus } from '../../core/run/run.ts'
import type { RunEvent } from '../../core/run/run-event.ts'
import { allStages } from '../../core/run/stage-table.ts'
import { fieldsOf, runInputFields } from '../../core/run/view/fields.ts'
import { logLines } from '../../core/run/view/log-lines.ts'
import type { Story } from '../../core/run/view/retell.ts'
import { retell } from '../../core/run/view/retell.ts'
import { timelineOf } from '../../core/run/view/timeline.ts'
import { runRow } from '../../engine/rows.ts'
import type { ReceiptRow } from '../../engine/store.ts'
import type { Receipt, RunDetail, TimelineRow } from '../contract/run-detail.ts'
import { iso, isoOrNull } from './instants.ts'
import { actorView, stageNameView } from './names.ts'
import { runSummary } from './run-summary.ts'
import { stageRunView } from './stage-run.ts'

/** More than this nobody scrolls through; the facts themselves have their own address. */
const LOG_LINES_MAX = 1_000

/** What a run's page is made from. */
export interface RunRecord {
  readonly plan: Plan
  readonly history: readonly RunEvent[]
  readonly receipts: readonly ReceiptRow[]
  readonly signed: RunDetail['signed']
  readonly owner: OwnerId
}

/** A run's page: everything is told from its history. */
export function runDetail({ plan, history, receipts, signed, owner }: RunRecord): RunDetail {
  const story = retell(plan, history)
  const run = lastOf(story)
  const lines = logLines(story).toReversed()
  return {
    summary: runSummary(runRow(run, { now: changedAt(story), owner, chain: NO_CHAIN })),
    version: run.version,
    planDigest: run.planDigest,
    workflowDigest: plan.workflow.digest,
    phase: phaseView(run.phase),
    inputs: runInputFields(plan, run.inputs),
    outputs: run.phase.type === 'finished' ? fieldsOf(run.phase.outputs, undefined) : [],
    cost: sumCosts(allStages(run.stages).map((stage) => stage.account.cost)),
    retriedFrom: run.origin === undefined ? null : { run: run.origin.run, stage: run.origin.from },
    stages: allStages(run.stages).map((_, index) => stageRunView(run, index)),
    timeline: timelineView(story),
    log: lines.slice(0, LOG_LINES_MAX).map((line) => ({ ...line, at: iso(line.at) })),
    logOmitted: Math.max(0, lines.length - LOG_LINES_MAX),
    receipts: receipts.map((row) => receiptView(plan, row)),
    signed,
    actions: actionsOf(run),
  }
}

/** The summary's chain is not shown. */
const NO_CHAIN = { count: 0, head: '' }

/** The run as its whole history leaves it. */
function lastOf({ first, steps }: Story): Run {
  return steps.at(-1)?.after ?? first
}

function changedAt({ started, steps }: Story): RunEvent['at'] {
  return steps.at(-1)?.event.at ?? started.at
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

function timelineView(story: Story): TimelineRow[] {
  return timelineOf(story).map(({ stage, segments }) => ({
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
  const status = runStatus(run)
  return {
    cancel: !isOver,
    pause: run.phase.type === 'open',
    resume: status === 'paused',
    retryFrom: isOver ? run.plan.stages.map(({ id }) => id) : [],
  }
}
