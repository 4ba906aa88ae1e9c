import { taskDetail } from '../../api/contract/task-detail.ts'
import type { TaskAnswer, TaskDone } from '../../api/contract/tasks.ts'
import { taskDone } from '../../api/contract/tasks.ts'
import type { Result } from '../../core/basics/result.ts'
import { ok } from '../../core/basics/result.ts'
import type { CliFailure } from '../cli-failure.ts'
import { EXIT } from '../exit-code.ts'
import { findTaskId } from '../find/find-task-id.ts'
import type { Connected, Outcome } from '../session.ts'
import { shortRun, shortTask } from '../show/ids.ts'
import { runWord } from '../show/words.ts'
import type { JsonOption } from '../tree/options.ts'
import { workHere } from '../watch/work-here.ts'
import { giveFiles } from './give-files.ts'

export interface TaskChange {
  readonly typed: string
  readonly verb: 'answer' | 'claim' | 'release' | 'reassign' | 'comment' | 'ask' | 'tell'
  readonly body: unknown
  /** What is said when it is done. */
  readonly done: string
}

/** Sends a command to a task and says what came of it. */
export async function changeTask(session: Connected, change: TaskChange, { json }: JsonOption): Promise<Outcome> {
  const sent = await send(session, change)
  if (!sent.ok) return sent
  const { screen } = session
  if (json) screen.json('task-done', sent.value)
  else screen.print(`${change.done}: ${shortTask(sent.value.task)}`)
  return ok(EXIT.ok)
}

export interface DecideOptions extends JsonOption {
  readonly note?: string
  /** The version of the task as it was shown; absent: whatever it is now. */
  readonly seen?: string
  /** Paths of files that go with it. */
  readonly file?: readonly string[]
}

export interface Decision {
  readonly typed: string
  readonly answer: TaskAnswer
  readonly done: string
}

/** Decides a task. Where no server does what follows from it, this command does, and then says where the run stands. */
export async function decideTask(
  session: Connected,
  { typed, answer, done }: Decision,
  options: DecideOptions,
): Promise<Outcome> {
  const sent = await sendDecision(session, { typed, answer, done }, options)
  if (!sent.ok) return sent
  const worked = await workHere(session, sent.value.run)
  if (!worked.ok) return worked
  const { task, run, next } = sent.value
  const { screen } = session
  if (options.json) screen.json('task-done', { ...sent.value, runStatus: worked.value ?? sent.value.runStatus })
  else screen.print(`${done}: ${shortTask(task)}`)
  if (worked.value !== undefined) screen.note([`Run ${shortRun(run)}: `, runWord(worked.value)])
  if (next !== null) screen.note(`Next: \`workcharts inbox show ${shortTask(next)}\`.`)
  return ok(EXIT.ok)
}

/** What was seen comes before the files: they belong to the decision, and not to the case. */
async function sendDecision(
  session: Connected,
  { typed, answer }: Decision,
  { seen, file = [] }: DecideOptions,
): Promise<Result<TaskDone, CliFailure>> {
  const id = await findTaskId(session.api, typed)
  if (!id.ok) return id
  const version = seen === undefined ? await versionNow(session, id.value) : ok(seen)
  if (!version.ok) return version
  const files = await giveFiles(session, id.value, file)
  if (!files.ok) return files
  const given = files.value.length === 0 ? {} : { files: files.value }
  return await post(session, id.value, { verb: 'answer', body: { answer, version: version.value, ...given } })
}

/** Who did not say what they saw decides what the task is now. */
async function versionNow({ api }: Connected, task: string): Promise<Result<string, CliFailure>> {
  const detail = await api.get(`/tasks/${encodeURIComponent(task)}`, taskDetail)
  return detail.ok ? ok(detail.value.version) : detail
}

async function send(session: Connected, { typed, ...change }: TaskChange): Promise<Result<TaskDone, CliFailure>> {
  const id = await findTaskId(session.api, typed)
  return id.ok ? await post(session, id.value, change) : id
}

async function post(
  { api }: Connected,
  task: string,
  { verb, body }: Pick<TaskChange, 'verb' | 'body'>,
): Promise<Result<TaskDone, CliFailure>> {
  return await api.post(`/tasks/${encodeURIComponent(task)}/${verb}`, { body, schema: taskDone })
}
