import type { Json } from '../basics/json.ts'
import { isJsonObject, jsonEntries } from '../basics/json.ts'
import { childPointer } from '../basics/json-pointer.ts'
import { KEYWORDS } from './keywords.ts'

/** JSON Pointers to what a schema says is secret: what is only written, and passwords. */
export function secretsIn(schema: Json, pointer = ''): readonly string[] {
  if (!isJsonObject(schema)) return []
  const isSecret = schema['writeOnly'] === true || schema['format'] === 'password'
  return [...(isSecret ? [pointer] : []), ...Object.entries(schema).flatMap((entry) => secretsUnder(entry, pointer))]
}

function secretsUnder([keyword, value]: readonly [string, Json], pointer: string): readonly string[] {
  const inside = childPointer(pointer, keyword)
  const kind = KEYWORDS.get(keyword)
  if (kind === 'schema') return secretsIn(value, inside)
  if (kind !== 'schema-list' && kind !== 'schema-map') return []
  return jsonEntries(value).flatMap(([key, child]) => secretsIn(child, childPointer(inside, key)))
}
