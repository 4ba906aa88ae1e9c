import type { JsonObject } from '../../core/basics/json.ts'
import { isJsonObject } from '../../core/basics/json.ts'
import type { Result } from '../../core/basics/result.ts'
import { err, ok } from '../../core/basics/result.ts'
import type { CliFailure } from '../cli-failure.ts'
import { usageFailure } from '../cli-failure.ts'
import type { CliIo } from '../cli-io.ts'
import { counted } from '../show/words.ts'

/** The text of a file; `-` is stdin. */
export async function readText(io: CliIo, path: string): Promise<Result<string, CliFailure>> {
  if (path === '-') return ok(await io.stdin.readAll())
  const read = await io.readFile(path)
  return read.ok
    ? read
    : err(usageFailure('file-unreadable', `${path} can not be read: ${read.error}`, 'Check the path.'))
}

/** The JSON object that a file holds. */
export async function readJsonObject(io: CliIo, path: string): Promise<Result<JsonObject, CliFailure>> {
  const text = await readText(io, path)
  if (!text.ok) return text
  const object = toJsonObject(text.value)
  return object === undefined
    ? err(usageFailure('not-json', `${path} does not hold a JSON object.`, 'Write it as {"name": "value"}.'))
    : ok(object)
}

export interface JsonLine {
  /** From 1. */
  readonly line: number
  readonly object: JsonObject
}

/** The JSON objects of a JSON Lines file, one a line; empty lines are left out. */
export async function readJsonLines(io: CliIo, path: string): Promise<Result<readonly JsonLine[], CliFailure>> {
  const text = await readText(io, path)
  if (!text.ok) return text
  const lines = text.value.split('\n').map((line, index) => ({ line: index + 1, text: line.trim() }))
  const read = lines
    .filter((line) => line.text !== '')
    .map(({ line, text: json }) => ({ line, object: toJsonObject(json) }))
  const wrong = read.flatMap(({ line, object }) => (object === undefined ? [line] : []))
  if (wrong.length > 0) return err(wrongLines(path, wrong))
  if (read.length === 0)
    return err(usageFailure('file-empty', `${path} holds no line.`, 'Write one JSON object a line.'))
  return ok(read.flatMap(({ line, object }) => (object === undefined ? [] : [{ line, object }])))
}

function wrongLines(file: string, lines: readonly number[]): CliFailure {
  const failure = usageFailure(
    'not-json',
    `${file} has ${counted(lines.length, 'line')} that can not be read.`,
    'Write one JSON object a line, such as {"message": "…"}. Nothing was started.',
  )
  return {
    ...failure,
    details: lines.map((line) => ({
      message: 'This line is not a JSON object.',
      pointer: '',
      place: { file, line, column: 1 },
    })),
  }
}

/** Undefined: it is not JSON, or no object. */
export function toJsonObject(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isJsonObject(value) ? value : undefined
  } catch {
    return undefined
  }
}
