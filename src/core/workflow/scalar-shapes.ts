import { isDate } from '../basics/date.ts'
import { pointerLabel } from '../basics/json-pointer.ts'
import { quoted } from '../basics/quoted.ts'
import { didYouMean } from './nearest.ts'
import type { Cursor, Shape } from './shape.ts'
import { capitalised, refuse, refuseType } from './shape.ts'
import type { SourceScalar } from './source-tree.ts'

export const text: Shape<string> = {
  schema: { type: 'string' },
  read: (cursor) => {
    const value = scalarOf(cursor)
    return typeof value === 'string' ? value : refuseType(cursor, 'text', quotingHelp(cursor))
  },
}

export const trueOrFalse: Shape<boolean> = {
  schema: { type: 'boolean' },
  read: (cursor) => {
    const value = scalarOf(cursor)
    return typeof value === 'boolean' ? value : refuseType(cursor, '`true` or `false`')
  },
}

export interface Range {
  readonly minimum: number
  readonly maximum: number
}

export function number({ minimum, maximum }: Range): Shape<number> {
  return {
    schema: { type: 'number', minimum, maximum },
    read: (cursor) => {
      const value = scalarOf(cursor)
      if (typeof value !== 'number') return refuseType(cursor, 'a number')
      return value >= minimum && value <= maximum ? value : refuseRange(cursor, value, { minimum, maximum })
    },
  }
}

export function wholeNumber(range: Range): Shape<number> {
  return {
    schema: { ...number(range).schema, type: 'integer' },
    read: (cursor) => {
      const value = number(range).read(cursor)
      if (value === undefined || Number.isInteger(value)) return value
      const message = `${capitalised(pointerLabel(cursor.pointer))} must be a whole number, but it is ${value}.`
      return refuse(cursor, { rule: 'bad-value', message, help: `Write for example ${Math.round(value)}.` })
    },
  }
}

/** One of a few words. */
export function choice<const Word extends string>(words: readonly Word[]): Shape<Word> {
  const list = words.map((word) => `\`${word}\``).join(', ')
  return {
    schema: { enum: [...words] },
    read: (cursor) => {
      const value = scalarOf(cursor)
      const word = words.find((known) => known === value)
      if (word !== undefined) return word
      if (typeof value !== 'string') return refuseType(cursor, 'text', `Write one of ${list}.`)
      const message = `${quoted(value)} is not a value of ${pointerLabel(cursor.pointer)}.`
      return refuse(cursor, { rule: 'bad-value', message, help: didYouMean(value, words, `Write one of ${list}.`) })
    },
  }
}

/** Zero to one, both included. */
export const fraction: Shape<number> = number({ minimum: 0, maximum: 1 })

/** A day of the calendar that there is, `2026-12-31`. */
export const date: Shape<string> = {
  schema: { type: 'string', format: 'date' },
  read: (cursor) => {
    const value = scalarOf(cursor)
    if (typeof value !== 'string') return refuseType(cursor, 'a date', 'Write for example `2026-12-31`.')
    if (isDate(value)) return value
    const message = `${quoted(value)} is not a date.`
    return refuse(cursor, { rule: 'bad-value', message, help: 'Write year, month and day, for example `2026-12-31`.' })
  },
}

export function scalarOf({ node }: Cursor): SourceScalar['value'] | undefined {
  return node.kind === 'scalar' ? node.value : undefined
}

/** YAML reads `1.0` and `010` as numbers; where text belongs, the author meant what he typed. */
function quotingHelp({ node }: Cursor): string {
  if (node.kind !== 'scalar') return 'Write text here, or remove the key.'
  return node.value === null
    ? 'Write text here, or remove the key.'
    : `Put it in quotes: ${quoted(`"${node.written}"`)}.`
}

function refuseRange(cursor: Cursor, value: number, { minimum, maximum }: Range): undefined {
  const label = capitalised(pointerLabel(cursor.pointer))
  const message = `${label} must be from ${minimum} to ${maximum}, but it is ${value}.`
  const isPercentage = maximum === 1 && value > 1 && value <= 100
  const help = isPercentage ? `Did you mean \`${value / 100}\`?` : `Write a number from ${minimum} to ${maximum}.`
  return refuse(cursor, { rule: 'bad-value', message, help })
}
