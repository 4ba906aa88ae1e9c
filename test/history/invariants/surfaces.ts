import { isDeepStrictEqual } from 'node:util'
import { findTask } from '../../../src/core/run/find-task.ts'
import { isFinished, runStatus } from '../../../src/core/run/run.ts'
import { allStages } from '../../../src/core/run/stage-table.ts'
import { looksBack } from '../../../src/core/run/task.ts'
import { taskRow } from '../../../src/engine/rows.ts'
import type { TaskRow } from '../../../src/engine/store.ts'
import type { FoldedRun } from '../fold-run.ts'
import { ofEachRun } from './breach.ts'

/** I14: the run's summary, its tasks, its receipts and its facts tell the same. What is on screens is made from these. */
export const surfaces = ofEachRun('I14', (run) => [...statusProblems(run), ...taskProblems(run), ...unsettled(run)])

function statusProblems({ run, row, receipts }: FoldedRun): readonly string[] {
  const status = runStatus(run)
  const told = receipts.filter(({ kind }) => kind === 'run').map(({ outcome }) => outcome)
  return [
    ...(row.status === status ? [] : [`its summary says ${row.status}, its facts say ${status}`]),
    ...told.filter((outcome) => outcome !== status).map((outcome) => `a receipt says ${outcome}, its facts ${status}`),
  ]
}

function taskProblems({ run, tasks }: FoldedRun): readonly string[] {
  const opened = allStages(run.stages).flatMap((stage) => stage.tasks.map(({ id }) => id))
  const listed = new Set(tasks.map(({ id }) => id))
  return [
    ...opened.filter((id) => !listed.has(id)).map((id) => `task ${id} is in no list`),
    ...tasks.flatMap((row) => taskProblem(run, row)),
  ]
}

function taskProblem(run: FoldedRun['run'], row: TaskRow): readonly string[] {
  const found = findTask(run, row.id)
  if (found === undefined) return [`task ${row.id} is listed, and no fact opens it`]
  // How sure the answer is, the row says as it stood when the task last changed; by now a new round may have begun.
  const { confidence } = row
  return isDeepStrictEqual({ ...taskRow(run, found), confidence }, row)
    ? []
    : [`task ${row.id} is listed as ${row.status}, its facts say ${found.task.state.status}, or else in another column`]
}

/** A run that has ended has no stage under way and nobody to ask. */
function unsettled({ run, row, tasks }: FoldedRun): readonly string[] {
  if (!isFinished(run)) return []
  const open = tasks.filter(({ status, reason }) => status === 'open' && !looksBack(reason))
  return [
    ...open.map(({ id }) => `it is ${row.status}, and task ${id} is open`),
    ...row.active.map(({ stage, status }) => `it is ${row.status}, and stage ${stage} is ${status}`),
  ]
}
