import { spentWords } from '../../core/stall/spent-words.ts'
import type { StallCounts } from '../../core/stall/stall-budget.ts'
import { STALL_SHARE_MAX, stallBudget } from '../../core/stall/stall-budget.ts'
import { STALL_DAYS, stallsSince } from '../../core/stall/stall-window.ts'
import type { WorkflowId } from '../../core/workflow/workflow.ts'
import type { Clock } from '../../engine/ports.ts'
import type { ListedStall, StallReader } from '../../engine/stall-row.ts'
import type { RunReader, TaskRow } from '../../engine/store.ts'
import type { PlanProblem } from '../contract/plan.ts'
import type { Stall, StallBudget } from '../contract/stalls.ts'
import { iso } from './instants.ts'
import { actorView } from './names.ts'

export interface Counting {
  readonly reader: Pick<StallReader, 'countStalls'>
  readonly clock: Clock
}

/** Of the days that count now. */
export function countStalls({ reader, clock }: Counting, workflow: WorkflowId): Promise<StallCounts> {
  return reader.countStalls(workflow, stallsSince(clock.now()))
}

export function stallBudgetView(counts: StallCounts): StallBudget {
  return { ...stallBudget(counts), days: STALL_DAYS, shareMax: STALL_SHARE_MAX }
}

/** What publishing warns of where too many runs have stalled; nothing otherwise. */
export function spentProblems(counts: StallCounts): readonly PlanProblem[] {
  const words = spentWords(stallBudget(counts))
  const about = { code: 'stall-budget-spent', severity: 'warning', stage: null, pointer: '', at: null } as const
  return words === undefined ? [] : [{ ...about, ...words }]
}

/** A stall with its task as it is now. */
export async function stallView({ findTask }: Pick<RunReader, 'findTask'>, row: ListedStall): Promise<Stall> {
  const { number, run, runTitle, runStatus, stage, stageName, kind, at, response } = row
  const task = row.task === null ? undefined : await findTask(row.task)
  return {
    number,
    run: { id: run, title: runTitle, status: runStatus },
    stage: { id: stage, name: stageName },
    kind,
    at: iso(at),
    response,
    task: task === undefined ? null : taskView(task),
  }
}

function taskView({ id, status, to, claimedBy, decidedBy }: TaskRow): Stall['task'] {
  return {
    id,
    status,
    to: to.map(actorView),
    takenBy: claimedBy === null ? null : actorView(claimedBy),
    decidedBy: decidedBy === null ? null : actorView(decidedBy),
  }
}
