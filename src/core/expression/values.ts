import type { Json, JsonObject } from '../basics/json.ts'
import { isJsonObject } from '../basics/json.ts'
import { ownValue } from '../basics/own-value.ts'
import type { Result } from '../basics/result.ts'
import { err, ok } from '../basics/result.ts'
import type { JsonSchema } from '../workflow/workflow.ts'
import type { Measure } from './cost.ts'

/**
 * A JSON value as CEL should see it. A whole number is an int where its schema says `integer`; any other number is a
 * double, so that the value 20 of a `number` divides as 20.5 does. What needs no change is not copied.
 */
export function toCel(value: Json, schema: JsonSchema | undefined): unknown {
  if (typeof value === 'number') return isInteger(value, schema) ? BigInt(value) : value
  if (Array.isArray(value)) return listToCel(value, itemSchema(schema))
  return isJsonObject(value) ? objectToCel(value, schema) : value
}

/** The JSON that a CEL value stands for; the error says what it is instead. */
export function fromCel(value: unknown): Result<Json, string> {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return ok(value)
    case 'number':
      return Number.isFinite(value) ? ok(value) : err('not a finite number')
    case 'bigint':
      return fromInt(value)
    default:
      return value === null ? ok(null) : fromCollection(value)
  }
}

/**
 * Says how much a value weighs when it is read or copied: its characters and elements at every depth. Each value is
 * looked through once, however often an expression names it.
 */
export function createMeasure(): (value: unknown) => Measure {
  const known = new Map<object, Measure>()
  const measure = (value: unknown): Measure => {
    if (typeof value === 'string') return { weight: value.length + 1, count: 0 }
    if (typeof value !== 'object' || value === null) return { weight: 1, count: 0 }
    const measured = known.get(value) ?? sumOf(value, measure)
    known.set(value, measured)
    return measured
  }
  return measure
}

function sumOf(collection: object, measure: (value: unknown) => Measure): Measure {
  const keys = Array.isArray(collection) ? [] : Object.keys(collection)
  const elements: readonly unknown[] = Object.values(collection)
  const weight = [...keys, ...elements].reduce<number>((sum, each) => sum + measure(each).weight, 1)
  return { weight, count: elements.length }
}

/** The schema of the elements, where `schema` gives one. */
export function itemSchema(schema: JsonSchema | undefined): JsonSchema | undefined {
  const items = schema?.['items']
  return isJsonObject(items) ? items : undefined
}

/** The schema of the property `name`, where `schema` lists it. */
export function propertySchema(schema: JsonSchema | undefined, name: string): JsonSchema | undefined {
  const properties = schema?.['properties']
  const inner = isJsonObject(properties) ? ownValue(properties, name) : undefined
  return isJsonObject(inner) ? inner : undefined
}

function isInteger(value: number, schema: JsonSchema | undefined): boolean {
  return schema?.['type'] === 'integer' && Number.isSafeInteger(value)
}

function listToCel(list: readonly Json[], items: JsonSchema | undefined): readonly unknown[] {
  const changed = list.map((element) => toCel(element, items))
  return changed.every((element, index) => element === list[index]) ? list : changed
}

/** The library takes an object's type from its `constructor`: data with a key of that name must not lend it one. */
function objectToCel(object: JsonObject, schema: JsonSchema | undefined): unknown {
  const entries = Object.entries(object).map(
    ([key, value]) => [key, toCel(value, propertySchema(schema, key))] as const,
  )
  if (Object.hasOwn(object, 'constructor')) return new Map(entries)
  return entries.every(([key, value]) => value === object[key]) ? object : Object.fromEntries(entries)
}

function fromInt(value: bigint): Result<Json, string> {
  const number = Number(value)
  return Number.isSafeInteger(number) ? ok(number) : err('a whole number beyond 2^53, which JSON can not carry exactly')
}

function fromCollection(value: unknown): Result<Json, string> {
  if (Array.isArray(value)) return collect(value.map(fromCel))
  const entries = value instanceof Map ? [...value] : plainEntries(value)
  if (entries === undefined) return err('not a value that JSON can carry')
  const values = collect(entries.map(([, each]) => fromCel(each)))
  return values.ok
    ? ok(
        zip(
          entries.map(([key]) => String(key)),
          values.value,
        ),
      )
    : values
}

/** An object of `keys` and the values at the same places. */
export function zip(keys: readonly string[], values: readonly Json[]): JsonObject {
  return Object.fromEntries(values.map((value, index) => [String(keys[index]), value]))
}

function plainEntries(value: unknown): readonly (readonly [unknown, unknown])[] | undefined {
  const isPlain = isJsonObject(value) && [Object.prototype, null].includes(Object.getPrototypeOf(value))
  return isPlain ? Object.entries(value) : undefined
}

function collect(results: readonly Result<Json, string>[]): Result<readonly Json[], string> {
  const values: Json[] = []
  for (const result of results) {
    if (!result.ok) return result
    values.push(result.value)
  }
  return ok(values)
}
