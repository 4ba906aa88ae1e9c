import type { Json } from '../basics/json.ts'
import type { Result } from '../basics/result.ts'
import { err, ok } from '../basics/result.ts'

/** JSON that came from outside, or why it is not taken, as two sentences. */
export function parseJson(text: string): Result<Json, string> {
  let reachesPrototype = false
  const look = (key: string, value: Json): Json => {
    if (key === '__proto__') reachesPrototype = true
    return value
  }
  try {
    const json: Json = JSON.parse(text, look)
    return reachesPrototype ? err(NOT_A_KEY) : ok(json)
  } catch {
    return err('The body can not be read as JSON. Look for a missing quote, comma or bracket.')
  }
}

const NOT_A_KEY = '`__proto__` can not be a key. Give it another name.'
