import type { Json, JsonObject } from '../../basics/json.ts'
import { isJsonObject } from '../../basics/json.ts'
import type { ActorId } from '../ids.ts'

/** More values than this do not fit a line. */
const VALUES_SHOWN_MAX = 4
/** Longer text is cut in sentences; the whole stands where it was passed on. */
const TEXT_SHOWN_MAX = 60

/** `human:lena-fischer` is shown as `lena-fischer`. */
export function actorName(actor: ActorId | string): string {
  return actor.slice(actor.indexOf(':') + 1)
}

/** `a`, `a and b`, `a, b and c`. */
export function joined(words: readonly string[]): string {
  const last = words.at(-1)
  if (last === undefined) return ''
  return words.length === 1 ? last : `${words.slice(0, -1).join(', ')} and ${last}`
}

/** Two units at most: `0.4 s`, `7 s`, `1 min 51 s`, `4 h 12 min`, `2 d 3 h`. */
export function durationText(ms: number): string {
  if (ms < 10_000) return `${Number((ms / 1000).toFixed(1))} s`
  const [first, second] = UNITS.map(({ name, size, per }) => ({ name, amount: Math.floor(ms / size) % per }))
    .filter(({ amount }, index, all) => amount > 0 || all.slice(0, index).some((larger) => larger.amount > 0))
    .slice(0, 2)
  return [first, second]
    .flatMap((part) => (part === undefined || part.amount === 0 ? [] : [`${part.amount} ${part.name}`]))
    .join(' ')
}

const UNITS = [
  { name: 'd', size: 86_400_000, per: Number.POSITIVE_INFINITY },
  { name: 'h', size: 3_600_000, per: 24 },
  { name: 'min', size: 60_000, per: 60 },
  { name: 's', size: 1_000, per: 60 },
] as const

/** The values of some outputs in a line: one alone by itself, several with their names; lists and maps are counted. */
export function outputsText(outputs: JsonObject): string {
  const plain = plainValues(outputs)
  const [only] = plain
  if (only === undefined) return countText(Object.keys(outputs).length)
  if (plain.length === 1) return valueText(only[1])
  const shown = plain.slice(0, VALUES_SHOWN_MAX).map(([name, value]) => `${name} ${valueText(value)}`)
  const hidden = plain.length - shown.length
  return hidden === 0 ? shown.join(', ') : `${shown.join(', ')} and ${hidden} more`
}

/** The outputs that a line can show: not lists, not maps. */
export function plainValues(outputs: JsonObject): readonly (readonly [string, Json])[] {
  return Object.entries(outputs).filter(([, value]) => !isNested(value))
}

function isNested(value: Json): boolean {
  return isJsonObject(value) || Array.isArray(value)
}

function countText(fields: number): string {
  if (fields === 0) return 'nothing'
  return fields === 1 ? '1 field' : `${fields} fields`
}

/** A value as a line shows it: text of several words in quotes, long text cut. */
export function valueText(value: Json): string {
  if (typeof value !== 'string') return JSON.stringify(value)
  if (value === '') return 'empty text'
  const cut = value.length > TEXT_SHOWN_MAX ? `${value.slice(0, TEXT_SHOWN_MAX).trimEnd()}…` : value
  return /\s/.test(cut) ? `“${cut.replaceAll(/\s+/g, ' ')}”` : cut
}
