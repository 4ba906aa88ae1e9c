import type { Json } from '../basics/json.ts'
import { canonicalJson, isJsonObject } from '../basics/json.ts'

/**
 * The one spelling of what a document says: canonical JSON (RFC 8785) without `view`. Comments, layout, key order and
 * the choice of YAML or JSON do not show in it; `x-…` keys do.
 */
export function canonicalDocument(json: Json): string {
  return canonicalJson(isJsonObject(json) ? withoutView(json) : json)
}

/** The identity of a version: the SHA-256 of its canonical form. `sha256` takes text and gives lower-case hexadecimal. */
export function digestOf(json: Json, sha256: (text: string) => string): string {
  return sha256(canonicalDocument(json))
}

function withoutView(json: Readonly<Record<string, Json>>): Json {
  return Object.fromEntries(Object.entries(json).filter(([key]) => key !== 'view'))
}
