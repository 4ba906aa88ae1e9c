import type { Json } from '../basics/json.ts'
import { jsonEntries } from '../basics/json.ts'
import { childPointer } from '../basics/json-pointer.ts'
import { known } from '../basics/known.ts'
import { VALUE_DEPTH_MAX, VALUE_KEY_LENGTH_MAX, VALUE_KEYS_MAX } from './limits.ts'

/** How many values a value holds, itself included, or why it is too large to be checked. */
export interface ValueMeasure {
  readonly values: number
  readonly refusal?: { readonly pointer: string; readonly message: string }
}

/** Level by level, without recursion. A list of more than `itemsMax` items is refused. */
export function measureValue(value: Json, itemsMax: number): ValueMeasure {
  let values = 0
  let level: readonly Part[] = [{ pointer: '', value }]
  for (let depth = 1; level.length > 0; depth++) {
    const message = depth > VALUE_DEPTH_MAX ? TOO_DEEP : undefined
    const refusal = message === undefined ? findRefusal(level, itemsMax) : { pointer: known(level[0]).pointer, message }
    if (refusal !== undefined) return { values, refusal }
    values += level.length
    level = level.flatMap(childrenOf)
  }
  return { values }
}

interface Part {
  readonly pointer: string
  readonly value: Json
}

function childrenOf({ pointer, value }: Part): readonly Part[] {
  return jsonEntries(value).map(([key, child]) => ({ pointer: childPointer(pointer, key), value: child }))
}

function findRefusal(level: readonly Part[], itemsMax: number) {
  for (const { pointer, value } of level) {
    const message = complaint(value, itemsMax)
    if (message !== undefined) return { pointer, message }
  }
  return undefined
}

function complaint(value: Json, itemsMax: number): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  if (Array.isArray(value)) return value.length > itemsMax ? tooLong(itemsMax) : undefined
  const keys = Object.keys(value)
  if (keys.length > VALUE_KEYS_MAX) return TOO_WIDE
  return keys.some((key) => key.length > VALUE_KEY_LENGTH_MAX || UNPAIRED.test(key)) ? BAD_KEY : undefined
}

/** Half of a character: such a name can not be written in UTF-8. */
const UNPAIRED = /\p{Cs}/u

const TOO_DEEP = `A value may nest ${VALUE_DEPTH_MAX} levels deep, and this one goes deeper.`
const TOO_WIDE = `An object may have ${VALUE_KEYS_MAX.toLocaleString('en')} keys, and this one has more.`
const BAD_KEY = `A key must be whole text of at most ${VALUE_KEY_LENGTH_MAX} characters.`

function tooLong(itemsMax: number): string {
  return `A list that is checked for repeated or contained items may hold ${itemsMax.toLocaleString('en')} of them.`
}
