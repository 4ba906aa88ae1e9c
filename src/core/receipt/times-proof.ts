import type { StageRun } from '../run/stage-run.ts'
import type { Task } from '../run/task.ts'
import type { TimesProof } from './receipt.ts'

/** How long a settled stage took whom. What nobody knows is null, and so is what nobody did. */
export function timesProof({ account, tasks }: StageRun): TimesProof {
  const { readyAt, begunAt, attemptsTotal, workMs } = account
  return {
    queue_ms: readyAt === null || begunAt === null ? null : forward(begunAt - readyAt),
    work_ms: attemptsTotal === 0 ? null : workMs,
    people_ms: peopleMs(tasks),
  }
}

/** As long as nobody decides, nobody knows how long they would have taken. Blind checks come after a stage has settled. */
function peopleMs(tasks: readonly Task[]): number | null {
  if (tasks.length === 0) return null
  return tasks.map(decidedAfter).reduce((sum, ms) => (sum === null || ms === null ? null : sum + ms), 0)
}

function decidedAfter({ openedAt, state }: Task): number | null {
  return state.status === 'answered' ? forward(state.at - openedAt) : null
}

/** Null: a clock was set back in between. */
function forward(ms: number): number | null {
  return ms < 0 ? null : ms
}
