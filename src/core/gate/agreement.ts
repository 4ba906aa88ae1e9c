import type { Json, JsonObject } from '../basics/json.ts'
import { canonicalJson, isJsonObject } from '../basics/json.ts'

/** How many of the answers to one question say the same. */
export interface Agreement {
  /** How often it was asked, those that gave no answer included. */
  readonly samples: number
  readonly agreeing: number
}

export interface Majority<T> {
  /** The first answer that says what most say. */
  readonly first: T
  readonly agreement: Agreement
}

interface Said {
  readonly outputs: JsonObject
}

/** The share of all that were asked: whoever gave no answer agrees with nobody. */
export function shareOf({ samples, agreeing }: Agreement): number {
  return agreeing / samples
}

/** The largest group of equal answers; of two equally large ones that of the earlier answer. Undefined: nobody answered. */
export function findMajority<T extends Said>(answers: readonly (T | null)[]): Majority<T> | undefined {
  const groups = new Map<string, { readonly first: T; readonly agreeing: number }>()
  for (const answer of answers) {
    if (answer === null) continue
    const saying = sayingOf(answer.outputs)
    const { first, agreeing } = groups.get(saying) ?? { first: answer, agreeing: 0 }
    groups.set(saying, { first, agreeing: agreeing + 1 })
  }
  const [largest] = [...groups.values()].toSorted((left, right) => right.agreeing - left.agreeing)
  if (largest === undefined) return undefined
  return { first: largest.first, agreement: { samples: answers.length, agreeing: largest.agreeing } }
}

export function sayTheSame(one: JsonObject, other: JsonObject): boolean {
  return sayingOf(one) === sayingOf(other)
}

/**
 * Equal for answers that say the same. How a text is spaced says nothing. Capitals may: two order numbers can differ in
 * one, and whoever takes two answers for one too many is surer than they ought to be.
 */
function sayingOf(outputs: JsonObject): string {
  return canonicalJson(spacedAlike(outputs))
}

function spacedAlike(value: Json): Json {
  if (typeof value === 'string') return value.normalize('NFC').trim().replace(/\s+/g, ' ')
  if (Array.isArray(value)) return value.map(spacedAlike)
  if (!isJsonObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, spacedAlike(each)]))
}
