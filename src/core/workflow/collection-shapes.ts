import type { Json, JsonObject } from '../basics/json.ts'
import { canonicalJson } from '../basics/json.ts'
import { pointerLabel } from '../basics/json-pointer.ts'
import { quoted } from '../basics/quoted.ts'
import type { Cursor, Shape } from './shape.ts'
import { refuse, refuseKey, refuseType, stepInto } from './shape.ts'
import type { SourceNode } from './source-tree.ts'
import { toJson, toJsonObject } from './source-tree.ts'

/** Any JSON value, kept as it is. */
export const anyJson: Shape<Json> = { schema: {}, read: ({ node }) => toJson(node) }

/** Any JSON object, kept as it is. */
export const jsonObject: Shape<JsonObject> = {
  schema: { type: 'object' },
  read: (cursor) => (cursor.node.kind === 'map' ? toJsonObject(cursor.node) : refuseType(cursor, 'a map')),
}

/** A JSON Schema as its author wrote it. `core/schema` looks inside. */
export const jsonSchema: Shape<JsonObject> = {
  schema: { type: 'object' },
  read: (cursor) => {
    if (cursor.node.kind === 'map') return toJsonObject(cursor.node)
    return refuseType(cursor, 'a JSON Schema', 'Write for example `{ type: string }`.')
  },
}

/** Items that can not be read are reported and left out. */
export function listOf<T>(item: Shape<T>): Shape<readonly T[]> {
  return {
    schema: { type: 'array', items: item.schema },
    read: (cursor) => {
      const { node } = cursor
      if (node.kind !== 'list') return refuseType(cursor, 'a list', listHelp(node))
      return node.items.flatMap((inner, index) => item.read(stepInto(cursor, index, inner)) ?? [])
    },
  }
}

/** A list in which nothing stands twice. */
export function setOf<T>(item: Shape<T>): Shape<readonly T[]> {
  const list = listOf(item)
  return {
    schema: { ...list.schema, uniqueItems: true },
    read: (cursor) => {
      if (cursor.node.kind === 'list') refuseRepeated(cursor, cursor.node.items)
      return list.read(cursor)
    },
  }
}

/** The list where it is no longer than that. */
export function atMost<T>(most: number, list: Shape<readonly T[]>): Shape<readonly T[]> {
  return {
    schema: { ...list.schema, maxItems: most },
    read: (cursor) => {
      const { node } = cursor
      if (node.kind !== 'list' || node.items.length <= most) return list.read(cursor)
      const message = `At most ${most} belong here, but there are ${node.items.length}.`
      return refuse(cursor, { rule: 'bad-value', message, help: 'Leave some out.' })
    },
  }
}

/** A map with names that the author chooses. `x-…` keys are left alone, as everywhere. */
export function mapOf<T>(value: Shape<T>): Shape<Readonly<Record<string, T>>> {
  return {
    schema: { type: 'object', ...namesSchema(value) },
    read: (cursor) => {
      if (cursor.node.kind !== 'map') return refuseType(cursor, 'a map', 'Write `name: value` lines here.')
      return toRecord(
        [...cursor.node.entries]
          .filter(([name]) => !isExtension(name))
          .flatMap(([name, entry]) => {
            if (!NAME.test(name)) refuseKey(cursor, { ...entry.key, name }, badName(name))
            const read = value.read(stepInto(cursor, name, entry.value))
            return read === undefined ? [] : [[name, read] as const]
          }),
      )
    },
  }
}

/** `x-…` keys belong to other programs: they are kept and never judged. */
export function isExtension(key: string): boolean {
  return key.startsWith('x-')
}

/** The part of a JSON Schema that is about names the author chooses. */
export function namesSchema(value: Shape<unknown>): JsonObject {
  return {
    patternProperties: { '^x-': {} },
    additionalProperties: value.schema,
    propertyNames: { pattern: NAME.source },
  }
}

/** What an expression can name after a dot, and hyphens. */
export const NAME = /^[A-Za-z_][A-Za-z0-9_-]{0,63}$/

/** Without a prototype: looking up `constructor` finds what the author called so, or nothing. */
export function toRecord<T>(entries: readonly (readonly [string, T])[]): Readonly<Record<string, T>> {
  return Object.assign(Object.create(null), Object.fromEntries(entries))
}

export function badName(name: string) {
  const message = `${quoted(name)} can not be a name here.`
  const help = 'Use letters a-z, digits, `_` and `-`, beginning with a letter, at most 64.'
  return { rule: 'bad-name', message, help } as const
}

function listHelp(node: SourceNode): string {
  return node.kind === 'scalar' && node.value !== null ? `Write ${quoted(`[${node.written}]`)}.` : 'Write `[…]` here.'
}

function refuseRepeated(cursor: Cursor, items: readonly SourceNode[]): void {
  const seen = new Set<string>()
  for (const [index, node] of items.entries()) {
    const value = canonicalJson(toJson(node))
    if (seen.has(value)) refuse(stepInto(cursor, index, node), repeated(value, cursor.pointer))
    seen.add(value)
  }
}

function repeated(value: string, pointer: string) {
  const message = `${quoted(value)} stands twice in ${pointerLabel(pointer)}.`
  return { rule: 'repeated-item', message, help: 'Remove one of the two.' } as const
}
