import type { Json, JsonObject } from '../basics/json.ts'

/** A value that was written as text, as the schema wants it: text stays text, anything else is read as JSON where it is. */
export function typedValue(text: string, schema: JsonObject | undefined): Json {
  if (schema === undefined || acceptsText(schema['type'])) return text
  try {
    const value: Json = JSON.parse(text)
    return value
  } catch {
    return text
  }
}

function acceptsText(type: Json | undefined): boolean {
  return type === undefined || type === 'string' || (Array.isArray(type) && type.includes('string'))
}
