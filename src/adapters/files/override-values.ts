import type { Json } from '../../core/basics/json.ts'
import { isJsonObject } from '../../core/basics/json.ts'
import type { Result } from '../../core/basics/result.ts'
import { err, ok } from '../../core/basics/result.ts'
import { CONTEXT_TOKENS_MAX } from '../../core/workflow/limits.ts'
import type { Reference } from '../../core/workflow/reference.ts'
import { parseReference } from '../../core/workflow/reference.ts'

/** Who does it. Each reader's error is a sentence about the value. */
export function readPerformer(value: unknown): Result<Reference, string> {
  if (typeof value !== 'string') return err('It must be text such as "agent:my-researcher".')
  const reference = parseReference(value)
  return reference.ok ? reference : err(`${reference.error.message} ${reference.error.help}`)
}

export function readPerformers(value: unknown): Result<readonly Reference[], string> {
  if (!Array.isArray(value)) return err('It must be a list such as ["skill:git-ops"].')
  const read = value.map(readPerformer)
  const failed = read.find((each) => !each.ok)
  return failed?.ok === false ? failed : ok(read.flatMap((each) => (each.ok ? [each.value] : [])))
}

export function readModules(value: unknown): Result<readonly Reference[], string> {
  const read = readPerformers(value)
  if (!read.ok) return read
  const stranger = read.value.find(({ kind }) => kind !== 'ctx')
  return stranger === undefined
    ? read
    : err(`\`${stranger.kind}:${stranger.name}\` is no context module; write \`ctx:…\`.`)
}

export function readThreshold(value: unknown): Result<number, string> {
  return typeof value === 'number' && value >= 0 && value <= 1 ? ok(value) : err('It must be a number from 0 to 1.')
}

export function readBudget(value: unknown): Result<number, string> {
  const fits = typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= CONTEXT_TOKENS_MAX
  return fits ? ok(value) : err(`It must be a whole number of tokens from 0 to ${CONTEXT_TOKENS_MAX}.`)
}

/** A default of an input, which is JSON: TOML has dates beside that, and numbers that are none. */
export function readValue(value: unknown): Result<Json, string> {
  return isJson(value, 0)
    ? ok(value)
    : err('It must be text, a number, true, false, a list or a table. Put dates in quotes.')
}

/** Levels; TOML can nest without brackets. */
const VALUE_DEPTH_MAX = 32

function isJson(value: unknown, depth: number): value is Json {
  if (depth > VALUE_DEPTH_MAX) return false
  if (Array.isArray(value)) return value.every((each) => isJson(each, depth + 1))
  if (isTable(value)) return Object.values(value).every((each) => isJson(each, depth + 1))
  return (
    typeof value === 'string' || typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))
  )
}

/** Dates are objects too, but of a class. */
export function isTable(value: unknown): value is Readonly<Record<string, unknown>> {
  if (!isJsonObject(value)) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || prototype === Object.prototype
}
