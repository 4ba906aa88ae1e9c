import type { CommandId, RunId } from '../../../../src/core/run/ids.ts'
import type { Run } from '../../../../src/core/run/run.ts'
import { isFinished } from '../../../../src/core/run/run.ts'
import { allStages } from '../../../../src/core/run/stage-table.ts'
import type { Task } from '../../../../src/core/run/task.ts'
import { runThat } from '../../../support/engine.ts'
import { APPROVE, everyRole, REJECT, seenIn } from '../../../support/runs.ts'
import type { Client } from './told.ts'
import { order } from './told.ts'

/** What waits for a person, if anything does. */
export function openTask(run: Run): Task | undefined {
  return allStages(run.stages)
    .flatMap(({ tasks }) => tasks)
    .find(({ state }) => state.status === 'open')
}

/** Sees a run to its end: goes on with what is paused, approves what a person does, and refuses all else. */
export async function endRun(client: Client, id: RunId): Promise<void> {
  for (;;) {
    const run = await runThat(client, id, (state) => isFinished(state) || isWaiting(state))
    if (isFinished(run)) return
    const [by, task] = [run.startedBy, openTask(run)]
    if (run.phase.type === 'paused') await order(client, id, { type: 'resume-run', by })
    else if (task !== undefined)
      await order(client, id, { type: 'answer-task', ...decisionOn(run, task), as: everyRole(by), salt: 'salt' })
  }
}

function isWaiting(run: Run): boolean {
  return run.phase.type === 'paused' || openTask(run) !== undefined
}

/** The same decision has the same id, however often it has to be given. */
function decisionOn(run: Run, { id, reason }: Task) {
  const seen = seenIn(run, id)
  return { id: `decision-on-${id}` as CommandId, task: id, seen, answer: reason === 'human-stage' ? APPROVE : REJECT }
}
