import type { Timestamp } from '../basics/timestamp.ts'
import type { StageId } from '../workflow/workflow.ts'
import type { OwnerId } from './ids.ts'
import { plannedAt } from './plan-index.ts'
import type { Run } from './run.ts'
import type { StageState } from './stage-run.ts'
import { activeStages, stageAt } from './stage-table.ts'
import { nextDue } from './time-passed.ts'

/** What to do next. Asked again after every change and after every crash, so nothing can be forgotten. */
export type Work =
  /** A free slot may begin this stage. */
  | { readonly type: 'begin'; readonly stage: StageId }
  /** The interval before its next try ends then: from that time on a free slot may begin it. */
  | { readonly type: 'ready-at'; readonly stage: StageId; readonly at: Timestamp }
  /** Its process is gone. */
  | { readonly type: 'lost'; readonly stage: StageId; readonly fence: number }
  /** Something is due already: send `time-passed`. */
  | { readonly type: 'time-passed' }
  | { readonly type: 'wake'; readonly at: Timestamp }

/** `owner` is the process that asks: attempts of any other are lost, since only one may hold the data folder. */
export function workDue(run: Run, now: Timestamp, owner: OwnerId): readonly Work[] {
  if (run.phase.type === 'finished') return []
  const active = activeStages(run.stages)
  return [...active.flatMap((index) => stageWork(run, index, { now, owner })), ...timeWork(run, active, now)]
}

interface Asking {
  readonly now: Timestamp
  readonly owner: OwnerId
}

function stageWork(run: Run, index: number, { now, owner }: Asking): Work[] {
  const { state } = stageAt(run.stages, index)
  const { id } = plannedAt(run.plan, index)
  if (state.status === 'running') return state.owner === owner ? [] : [{ type: 'lost', stage: id, fence: state.fence }]
  return run.phase.type === 'open' ? beginning(state, id, now) : []
}

function beginning(state: StageState, stage: StageId, now: Timestamp): Work[] {
  if (state.status === 'ready') return [{ type: 'begin', stage }]
  if (state.status !== 'backing-off') return []
  return state.until <= now ? [{ type: 'begin', stage }] : [{ type: 'ready-at', stage, at: state.until }]
}

/** Time limits and the deadlines of people. */
function timeWork(run: Run, active: readonly number[], now: Timestamp): Work[] {
  const times = active.flatMap((index) => nextDue(plannedAt(run.plan, index), stageAt(run.stages, index)) ?? [])
  if (times.length === 0) return []
  const first = Math.min(...times) as Timestamp
  return first <= now ? [{ type: 'time-passed' }] : [{ type: 'wake', at: first }]
}
