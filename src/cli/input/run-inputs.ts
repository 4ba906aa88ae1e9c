import type { RunInput } from '../../api/contract/workflows.ts'
import type { JsonObject } from '../../core/basics/json.ts'
import type { Result } from '../../core/basics/result.ts'
import { ok } from '../../core/basics/result.ts'
import { typedValue } from '../../core/schema/typed-value.ts'
import type { CliFailure } from '../cli-failure.ts'
import type { CliIo } from '../cli-io.ts'
import { parsePairs, toTyped } from './parse-pairs.ts'
import { readJsonLines, readJsonObject } from './read-json.ts'

export interface InputFlags {
  readonly input?: readonly string[]
  readonly inputs?: string
  readonly each?: string
  readonly noInput?: true
}

/** What one run is given. */
export interface GivenInputs {
  readonly inputs: JsonObject
  /** Its own; else that of the order. */
  readonly title?: string
  /** The id it gets, so that it starts once, however often it is sent. */
  readonly id?: string
  /** Where a file says so. */
  readonly from?: { readonly file: string; readonly line: number }
}

/** The inputs of each run to start. A line of `--each` goes before `--input`, and that before the file of `--inputs`. */
export async function readRunInputs(
  io: CliIo,
  flags: InputFlags,
  declared: readonly RunInput[],
): Promise<Result<readonly GivenInputs[], CliFailure>> {
  const common = await readCommon(io, flags, declared)
  if (!common.ok) return common
  if (flags.each === undefined) return ok([{ inputs: await completed(io, flags, { declared, given: common.value }) }])
  const file = flags.each
  const lines = await readJsonLines(io, file)
  if (!lines.ok) return lines
  return ok(lines.value.map(({ line, object }) => ({ inputs: { ...common.value, ...object }, from: { file, line } })))
}

async function readCommon(
  io: CliIo,
  { input, inputs }: InputFlags,
  declared: readonly RunInput[],
): Promise<Result<JsonObject, CliFailure>> {
  const pairs = parsePairs('--input', input)
  if (!pairs.ok) return pairs
  const file = inputs === undefined ? ok({}) : await readJsonObject(io, inputs)
  if (!file.ok) return file
  return ok({ ...file.value, ...toTyped(pairs.value, (name) => declared.find((one) => one.name === name)?.schema) })
}

interface Incomplete {
  readonly declared: readonly RunInput[]
  readonly given: JsonObject
}

/** Only a person at a terminal is asked for what is missing. Whoever is not asked reads it in the refusal. */
async function completed(
  { stdin, stderr }: CliIo,
  { noInput }: InputFlags,
  incomplete: Incomplete,
): Promise<JsonObject> {
  const { declared, given } = incomplete
  if (noInput || !stdin.isTTY || !stderr.isTTY) return given
  const answers: [string, JsonObject[string]][] = []
  for (const { name, description, schema } of declared.filter(
    (one) => one.required && !Object.hasOwn(given, one.name),
  )) {
    const text = await stdin.ask(description === null ? name : `${name} (${description})`)
    if (text !== '') answers.push([name, typedValue(text, schema)])
  }
  return { ...given, ...Object.fromEntries(answers) }
}
