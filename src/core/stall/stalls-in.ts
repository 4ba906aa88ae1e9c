import { known } from '../basics/known.ts'
import type { Decision } from '../run/decide.ts'
import { findTask } from '../run/find-task.ts'
import type { TaskId } from '../run/ids.ts'
import type { Run } from '../run/run.ts'
import type { LaterEvent, StageEvent } from '../run/run-event.ts'
import type { Stall, StallKind, StallResponse } from './stall.ts'

/** The stalls among the facts of one decision, each with what the same decision did about it. */
export function stallsIn({ run, events }: Pick<Decision, 'run' | 'events'>): readonly Stall[] {
  return events.flatMap((event, index) => {
    const kind = kindOf(event, events[index - 1])
    if (kind === undefined || !('stage' in event)) return []
    const { stage, at } = event
    return [{ kind, stage, at, response: responseTo(run, event, events.slice(index + 1)) }]
  })
}

function kindOf(event: LaterEvent, before: LaterEvent | undefined): StallKind | undefined {
  switch (event.type) {
    case 'attempt-lost':
      return 'lost'
    case 'attempt-failed':
      return event.error.code === 'timeout' ? 'timeout' : undefined
    case 'task-overdue':
      return event.step === 1 ? 'overdue' : undefined
    case 'stage-settled':
      return isUnansweredInTime(event, before) ? 'timeout' : undefined
    default:
      return undefined
  }
}

/** A person's own stage that nobody answered within its time limit: its task is taken back, then it fails. */
function isUnansweredInTime({ settlement }: Settled, before: LaterEvent | undefined): boolean {
  return settlement.outcome === 'failed' && settlement.code === 'timeout' && before?.type === 'task-withdrawn'
}

type Settled = Extract<LaterEvent, { readonly type: 'stage-settled' }>

function responseTo(run: Run, stall: StageEvent, later: readonly LaterEvent[]): StallResponse {
  if (stall.type === 'task-overdue') return asked(run, stall.task)
  const next = later.find((event) => 'stage' in event && event.stage === stall.stage && RESPONSES.has(event.type))
  if (next?.type === 'task-opened') return asked(run, next.task)
  return { type: next?.type === 'backing-off' ? 'tried-again' : 'ended' }
}

const RESPONSES: ReadonlySet<LaterEvent['type']> = new Set(['task-opened', 'backing-off', 'stage-settled'])

/** With whoever the same decision added. */
function asked(run: Run, task: TaskId): StallResponse {
  return { type: 'asked', task, to: known(findTask(run, task)).task.to }
}
