import type { Json, JsonObject } from '../basics/json.ts'
import { jsonEntries } from '../basics/json.ts'
import { pointerKeys } from '../basics/json-pointer.ts'
import { KEYWORDS } from './keywords.ts'

/** The schema that a `$ref` of the form `#/…` points at, or undefined where no schema stands there. */
export function findSubschema(root: JsonObject, ref: string): Json | undefined {
  return follow(root, pointerKeys(decodeFragment(ref)))
}

function follow(node: Json | undefined, keys: readonly string[]): Json | undefined {
  const [keyword, ...inside] = keys
  if (keyword === undefined || node === undefined) return node
  const kind = KEYWORDS.get(keyword)
  if (kind === 'schema') return follow(childOf(node, keyword), inside)
  const [key, ...rest] = inside
  const isContainer = kind === 'schema-list' || kind === 'schema-map'
  return isContainer && key !== undefined ? follow(childOf(childOf(node, keyword), key), rest) : undefined
}

function childOf(node: Json | undefined, key: string): Json | undefined {
  return node === undefined ? undefined : jsonEntries(node).find(([name]) => name === key)?.[1]
}

/** A fragment with a broken escape is taken as it is: it then points at nothing. */
function decodeFragment(ref: string): string {
  const isEncoded = /^(?:[^%]|%[0-7][0-9A-Fa-f])*$/.test(ref)
  return isEncoded ? decodeURIComponent(ref) : ref
}
