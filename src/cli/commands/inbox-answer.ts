import { taskDetail } from '../../api/contract/task-detail.ts'
import type { JsonObject } from '../../core/basics/json.ts'
import type { Result } from '../../core/basics/result.ts'
import { err, ok } from '../../core/basics/result.ts'
import type { CliFailure } from '../cli-failure.ts'
import { usageFailure } from '../cli-failure.ts'
import { findTaskId } from '../find/find-task-id.ts'
import { askForm } from '../input/ask-form.ts'
import { parsePairs, propertySchema, toTyped } from '../input/parse-pairs.ts'
import { readJsonObject } from '../input/read-json.ts'
import type { Connected, Outcome } from '../session.ts'
import type { DecideOptions } from './change-task.ts'
import { decideTask } from './change-task.ts'

export interface AnswerOptions extends DecideOptions {
  readonly output?: readonly string[]
  readonly jsonFile?: string
}

/** What a machine has answered is kept where nothing else is given, as in the form on the task's page. */
export async function answerTask(session: Connected, typed: string, options: AnswerOptions): Promise<Outcome> {
  const id = await findTaskId(session.api, typed)
  if (!id.ok) return id
  const outputs = await readOutputs(session, id.value, options)
  if (!outputs.ok) return outputs
  return decideTask(
    session,
    { typed: id.value, answer: { type: 'edit', outputs: outputs.value, note: options.note }, done: 'Answered' },
    options,
  )
}

async function readOutputs(
  { api, io }: Connected,
  task: string,
  { output, jsonFile }: AnswerOptions,
): Promise<Result<JsonObject, CliFailure>> {
  if (jsonFile !== undefined) return readJsonObject(io, jsonFile)
  const pairs = parsePairs('--output', output)
  if (!pairs.ok) return pairs
  const found = await api.get(`/tasks/${encodeURIComponent(task)}`, taskDetail)
  if (!found.ok) return found
  const { form, answers } = found.value
  const { schema, values } = form ?? NOTHING_TO_FILL_IN
  const typed = toTyped(pairs.value, (name) => propertySchema(schema, name))
  const isAsked = pairs.value.size === 0 && form !== null && io.stdin.isTTY && io.stderr.isTTY
  const given = isAsked ? await askForm(io, form) : ok(typed)
  if (!given.ok) return given
  const isUnchanged = Object.keys(given.value).length === 0 && answers.some(({ type }) => type === 'approve')
  return isUnchanged ? err(nothingChanged()) : ok({ ...values, ...given.value })
}

const NOTHING_TO_FILL_IN = { schema: {}, values: {} }

function nothingChanged(): CliFailure {
  return usageFailure(
    'output-missing',
    'No value was given, so nothing would be different.',
    'Add `--output name=value`, or accept it as it is with `workcharts inbox approve`.',
  )
}
