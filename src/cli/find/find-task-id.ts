import { taskList } from '../../api/contract/tasks.ts'
import type { Result } from '../../core/basics/result.ts'
import { err, ok } from '../../core/basics/result.ts'
import type { ApiClient } from '../api-client.ts'
import type { CliFailure } from '../cli-failure.ts'
import { usageFailure } from '../cli-failure.ts'
import { EXIT } from '../exit-code.ts'
import { shortTask } from '../show/ids.ts'
import { findRunId } from './find-run-id.ts'
import { query } from './query.ts'

/** `<run>.<stage>.<n>`, where the run may be only the end of its id. */
const TASK_ID = /^([^.]+)\.([^.]+)\.(\d+)$/

/** The task that is meant by an id, by a shortened one, or by a run of which one task is open. */
export async function findTaskId(api: ApiClient, typed: string): Promise<Result<string, CliFailure>> {
  const [, typedRun = typed, stage, number] = TASK_ID.exec(typed) ?? []
  const run = await findRunId(api, typedRun)
  if (!run.ok) return err(stage === undefined ? run.error : asUnknownTask(run.error, typed))
  return stage === undefined ? findOnlyTask(api, run.value) : ok(`${run.value}.${stage}.${number}`)
}

function asUnknownTask(failure: CliFailure, typed: string): CliFailure {
  if (failure.code !== 'run-unknown') return failure
  return {
    ...failure,
    code: 'task-unknown',
    message: `There is no task "${typed}".`,
    help: 'Run `workcharts inbox list` to see the tasks.',
  }
}

async function findOnlyTask(api: ApiClient, run: string): Promise<Result<string, CliFailure>> {
  const listed = await api.get(`/tasks${query({ run, status: 'open' })}`, taskList)
  if (!listed.ok) return listed
  const [first, second] = listed.value.tasks
  if (first === undefined) return err(nothingOpen(run))
  return second === undefined ? ok(first.id) : err(severalOpen(listed.value.tasks.map(({ id }) => id)))
}

function nothingOpen(run: string): CliFailure {
  return {
    exit: EXIT.notFound,
    code: 'task-unknown',
    message: 'No task of this run is open.',
    details: [],
    help: `Run \`workcharts runs show ${run}\` to see where it stands.`,
  }
}

function severalOpen(ids: readonly string[]): CliFailure {
  const failure = usageFailure('task-ambiguous', `${ids.length} tasks of this run are open.`, 'Name one of them.')
  return { ...failure, details: ids.map((id) => ({ message: shortTask(id), pointer: '' })) }
}
