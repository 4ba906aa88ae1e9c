/** Any value that JSON can carry. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject
export interface JsonObject {
  readonly [key: string]: Json
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The value where it is an object, else an empty one. */
export function objectOrEmpty(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {}
}

export function textOr(value: Json | undefined, otherwise: string): string {
  return typeof value === 'string' ? value : otherwise
}

/**
 * The one spelling of a JSON value by RFC 8785 (JSON Canonicalization Scheme): keys ordered by UTF-16 code units, no
 * white space. ECMAScript's own number and string spellings are the ones the RFC asks for.
 */
export function canonicalJson(value: Json): string {
  if (isJsonObject(value)) return canonicalObject(value)
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  return JSON.stringify(value)
}

/** Without a list in between: receipts and digests are made of this for every stage. */
function canonicalObject(object: JsonObject): string {
  let text = ''
  for (const key of Object.keys(object).sort()) {
    const separator = text === '' ? '' : ','
    text += `${separator}${JSON.stringify(key)}:${canonicalJson(object[key] ?? null)}`
  }
  return `{${text}}`
}

/** The keys and values of an object, the positions and items of a list, nothing of any other value. */
export function jsonEntries(value: Json): readonly (readonly [string, Json])[] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : []
}
