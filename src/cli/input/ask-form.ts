import type { TaskDetail } from '../../api/contract/task-detail.ts'
import type { Json, JsonObject } from '../../core/basics/json.ts'
import { isJsonObject, objectOrEmpty, textOr } from '../../core/basics/json.ts'
import type { Result } from '../../core/basics/result.ts'
import { err, ok } from '../../core/basics/result.ts'
import { typedValue } from '../../core/schema/typed-value.ts'
import type { CliFailure } from '../cli-failure.ts'
import { usageFailure } from '../cli-failure.ts'
import type { CliIo } from '../cli-io.ts'
import { showValue } from '../show/fields.ts'

type Form = NonNullable<TaskDetail['form']>

/** Asks a person at a terminal for each field of a portable form. What they leave empty is not in the answers. */
export async function askForm({ stdin }: CliIo, form: Form): Promise<Result<JsonObject, CliFailure>> {
  if (form.profile === 'web-only') return err(notHere(form))
  const answers: [string, Json][] = []
  for (const [name, field] of fieldsOf(form)) {
    const text = await stdin.ask(questionOf(name, field, form.values[name]))
    if (text !== '') answers.push([name, answerOf(text, field)])
  }
  return ok(Object.fromEntries(answers))
}

function fieldsOf({ schema }: Form): readonly (readonly [string, JsonObject])[] {
  return Object.entries(objectOrEmpty(schema['properties'])).map(([name, field]) => [name, objectOrEmpty(field)])
}

/** `Decision (one of refund, other; now refund)` */
function questionOf(name: string, field: JsonObject, now: Json | undefined): string {
  const choices = choicesOf(field)
  const description = textOr(field['description'], '')
  const asides = [
    ...(description === '' ? [] : [description]),
    ...(choices.length === 0 ? [] : [`${field['type'] === 'array' ? 'some' : 'one'} of ${choices.join(', ')}`]),
    ...(now === undefined
      ? []
      : [`now ${listOf(now).length === 0 ? showValue(now) : listOf(now).map(showValue).join(', ')}`]),
  ]
  const title = textOr(field['title'], name)
  return asides.length === 0 ? title : `${title} (${asides.join('; ')})`
}

function choicesOf({ enum: values, oneOf, items }: JsonObject): readonly string[] {
  const listed = listOf(values ?? objectOrEmpty(items)['enum'])
  const titled = listOf(oneOf).map((choice) => (isJsonObject(choice) ? (choice['const'] ?? null) : null))
  return [...listed, ...titled].map(showValue)
}

function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : []
}

/** Several choices are written with commas between them. */
function answerOf(text: string, field: JsonObject): Json {
  if (field['type'] !== 'array') return typedValue(text, field)
  return text
    .split(',')
    .map((choice) => choice.trim())
    .filter((choice) => choice !== '')
}

function notHere({ reasons }: Form): CliFailure {
  const failure = usageFailure(
    'form-web-only',
    'This form can be answered on the web page and as JSON only.',
    'Open the task with `workcharts open`, or write the whole answer into a file and give it with `--json-file <file>`.',
  )
  return { ...failure, details: reasons.map(({ pointer, message }) => ({ pointer, message })) }
}
