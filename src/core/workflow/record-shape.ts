import type { JsonObject } from '../basics/json.ts'
import { pointerLabel } from '../basics/json-pointer.ts'
import { quoted } from '../basics/quoted.ts'
import { badName, isExtension, NAME, namesSchema, toRecord } from './collection-shapes.ts'
import { PROBLEMS_MAX } from './limits.ts'
import { didYouMean, nearest } from './nearest.ts'
import type { Cursor, Shape } from './shape.ts'
import { capitalised, refuse, refuseKey, refuseType, stepInto } from './shape.ts'
import type { SourceEntry, SourceMap } from './source-tree.ts'

/** One key of a map with fixed keys. */
export interface Field<T, Need extends 'required' | 'optional' | 'defaulted' = 'required' | 'optional' | 'defaulted'> {
  /** As the document spells it: `depends_on`. */
  readonly key: string
  readonly shape: Shape<T>
  readonly need: Need
  /** Stands in where the key is missing or unreadable. */
  readonly fallback?: T
}

/** A missing key is reported. With `standIn` the rest of the map is still read, for the rules that follow. */
export function required<T>(key: string, shape: Shape<T>, standIn?: T): Field<T, 'required'> {
  return { key, shape, need: 'required', ...(standIn === undefined ? {} : { fallback: standIn }) }
}

export function optional<T>(key: string, shape: Shape<T>): Field<T, 'optional'> {
  return { key, shape, need: 'optional' }
}

export function defaulted<T>(key: string, shape: Shape<T>, fallback: T): Field<T, 'defaulted'> {
  return { key, shape, need: 'defaulted', fallback }
}

type Fields = Readonly<Record<string, Field<unknown>>>
type Value<F> = F extends Field<infer T> ? T : never
type OptionalNames<F extends Fields> = { [N in keyof F]: F[N]['need'] extends 'optional' ? N : never }[keyof F]

/** What a record reads: the fields under the names of the program, absent ones left out. */
export type RecordOf<F extends Fields> = {
  readonly [N in Exclude<keyof F, OptionalNames<F>>]: Value<F[N]>
} & { readonly [N in OptionalNames<F>]?: Value<F[N]> }

/** A map with fixed keys. Any other key is an error, except `x-…`. */
export function record<const F extends Fields>(fields: F): Shape<RecordOf<F>> {
  return {
    schema: { ...fieldsSchema(fields), patternProperties: { '^x-': {} } },
    read: (cursor) => {
      const { node } = cursor
      if (node.kind !== 'map') return refuseType(cursor, 'a map')
      const known = keysOf(fields)
      const strangers = strangersIn(node, fields).slice(0, PROBLEMS_MAX + 1)
      for (const [name, { key }] of strangers) refuseKey(cursor, { ...key, name }, unknownKey(name, known))
      return readFields(cursor, fields, { map: node, excused: strangers.map(([name]) => nearest(name, known)) })
    },
  }
}

/** A map with some fixed keys; any other name is read with the shape `rest` and found under `rest`. */
export function recordWithNames<const F extends Fields, R>(fields: F, rest: Shape<R>): Shape<WithNames<F, R>> {
  return {
    schema: { ...fieldsSchema(fields), ...namesSchema(rest) },
    read: (cursor) => {
      const { node } = cursor
      if (node.kind !== 'map') return refuseType(cursor, 'a map')
      const read = readFields(cursor, fields, { map: node, excused: [] })
      const names = strangersIn(node, fields).flatMap(([name, { key, value }]) => {
        if (!NAME.test(name)) refuseKey(cursor, { ...key, name }, badName(name))
        const one = rest.read(stepInto(cursor, name, value))
        return one === undefined ? [] : [[name, one] as const]
      })
      return read && { ...read, rest: toRecord(names) }
    },
  }
}

type WithNames<F extends Fields, R> = RecordOf<F> & { readonly rest: Readonly<Record<string, R>> }

interface Reading {
  readonly map: SourceMap
  /** Keys that are there, but mistyped: they are reported as unknown, not as missing too. */
  readonly excused: readonly (string | undefined)[]
}

function readFields<F extends Fields>(cursor: Cursor, fields: F, { map, excused }: Reading): RecordOf<F> | undefined {
  const entries: [string, unknown][] = []
  let isWhole = true
  for (const [name, field] of Object.entries(fields)) {
    const entry = map.entries.get(field.key)
    const isMissing = entry === undefined && field.need === 'required' && !excused.includes(field.key)
    if (isMissing) refuse(cursor, missingKey(cursor.pointer, field.key))
    const value = (entry && field.shape.read(stepInto(cursor, field.key, entry.value))) ?? field.fallback
    if (value !== undefined) entries.push([name, value])
    else if (field.need !== 'optional') isWhole = false
  }
  return isWhole ? (Object.fromEntries(entries) as RecordOf<F>) : undefined
}

/** Keys that are neither fixed nor `x-…`. */
function strangersIn(map: SourceMap, fields: Fields): readonly (readonly [string, SourceEntry])[] {
  const known = keysOf(fields)
  return [...map.entries].filter(([key]) => !known.includes(key) && !isExtension(key))
}

function keysOf(fields: Fields): readonly string[] {
  return Object.values(fields).map(({ key }) => key)
}

function fieldsSchema(fields: Fields): JsonObject {
  const needed = Object.values(fields).filter(({ need }) => need === 'required')
  return {
    type: 'object',
    properties: Object.fromEntries(Object.values(fields).map(({ key, shape }) => [key, shape.schema])),
    ...(needed.length > 0 && { required: needed.map(({ key }) => key) }),
    additionalProperties: false,
  }
}

function missingKey(pointer: string, key: string) {
  const message = `${capitalised(pointerLabel(pointer))} has no \`${key}\`.`
  return { rule: 'missing-key', message, help: `Add \`${key}: …\`.` } as const
}

function unknownKey(key: string, known: readonly string[]) {
  const list = known.map((name) => `\`${name}\``).join(', ')
  const otherwise = `Remove it, or begin it with \`x-\`. Known here: ${list}.`
  return {
    rule: 'unknown-key',
    message: `The key ${quoted(key)} is not known here.`,
    help: didYouMean(key, known, otherwise),
  } as const
}
