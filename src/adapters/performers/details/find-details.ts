import type { Json } from '../../../core/basics/json.ts'
import type { DateOrder } from './find-dates.ts'
import { findDates } from './find-dates.ts'
import type { Match } from './match.ts'

/** What can be found. Each is a fixed pattern of this program; a document can only name it. */
export const DETAIL_KINDS = ['email', 'amount', 'date', 'phone', 'order-number'] as const
type DetailKind = (typeof DETAIL_KINDS)[number]

/** Every distinct value of each kind, in the order of the text. */
export type FoundDetails = Readonly<Record<DetailKind, readonly Json[]>>

/**
 * Finds details by their written form alone: nothing is understood or looked up. Kinds are searched in the order of
 * `DETAIL_KINDS`, and what one kind took, a later one does not see: the digits of a price are no order number.
 */
export function findDetails(text: string, order: DateOrder): FoundDetails {
  let rest = text
  const take = (find: Finder): readonly Json[] => {
    const matches = find(rest)
    rest = blankOut(rest, matches)
    return distinct(matches.map((match) => match.value))
  }
  return {
    email: take(findEmails),
    amount: take(findAmounts),
    date: take((remaining) => findDates(remaining, order)),
    phone: take(findPhones),
    'order-number': take(findOrderNumbers),
  }
}

function blankOut(text: string, matches: readonly Match[]): string {
  const ends = matches.map(({ at, length }) => at + length)
  const kept = matches.map(({ at, length }, index) => text.slice(ends[index - 1] ?? 0, at) + ' '.repeat(length))
  return kept.join('') + text.slice(ends.at(-1) ?? 0)
}

type Finder = (text: string) => readonly Match[]

function distinct(values: readonly Json[]): readonly Json[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()]
}

const EMAIL = /(?<![\w.+-])[\w.+-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]{0,62}\.)[A-Za-z0-9.-]{1,190}(?<![.-])/g

function findEmails(text: string): readonly Match[] {
  return matchesOf(text, EMAIL, ([whole]) => whole.toLowerCase())
}

const NUMBER = String.raw`\d{1,9}(?:,\d{3}){0,4}(?:[.,]\d{2})?(?!\d|,\d)`
const AMOUNT = new RegExp(
  String.raw`(?<!\w)(?:(?<sign>[£€$])\s?(?<signed>${NUMBER})|(?<named>${NUMBER})\s?(?<name>£|€|(?:GBP|EUR|USD|pounds?|euros?|dollars?|quid)\b))`,
  'gi',
)

/** A dollar sign alone does not say whose dollars: it stays a sign. */
const CURRENCIES: ReadonlyMap<string, string> = new Map([
  ['£', 'GBP'],
  ['pound', 'GBP'],
  ['pounds', 'GBP'],
  ['quid', 'GBP'],
  ['€', 'EUR'],
  ['euro', 'EUR'],
  ['euros', 'EUR'],
  ['dollar', '$'],
  ['dollars', '$'],
])

function findAmounts(text: string): readonly Match[] {
  return matchesOf(text, AMOUNT, ({ groups = {} }) => {
    const written = groups['sign'] ?? groups['name'] ?? ''
    const currency = CURRENCIES.get(written.toLowerCase()) ?? written.toUpperCase()
    return { value: toNumber(groups['signed'] ?? groups['named'] ?? ''), currency }
  })
}

/** `1,299.50`, `12,50` and `40`: a comma before exactly two last digits is a decimal comma. */
function toNumber(written: string): number {
  return Number(written.replace(/,(\d{2})$/, '.$1').replaceAll(',', ''))
}

const PHONE = /(?<![\w#-])(?:\+|\(?0|\(\d)[\d ().-]{7,20}\d(?!\w)/g
/** ITU-T E.164 allows 15 digits; with fewer than 9 a number is more likely something else. */
const PHONE_DIGITS = /^\+?\d{9,15}$/

function findPhones(text: string): readonly Match[] {
  const plain = ([whole]: RegExpMatchArray) => whole.replaceAll(/[ ().-]/g, '')
  return matchesOf(text, PHONE, plain).filter(({ value }) => PHONE_DIGITS.test(String(value)))
}

const ORDER_NUMBER =
  /(?<![\w.,#-])(?:#\s?|\border\s{1,5}(?:number|no\.?|nr\.?|#)?\s?)?(?<number>(?:[A-Za-z]{1,4}-)?\d{4,10})(?![\w-]|[.,]\d)/gi
/** Without a word before it, a shorter number is as likely a year, a weight or a house number. */
const BARE_DIGITS_MIN = 5

function findOrderNumbers(text: string): readonly Match[] {
  const found = matchesOf(text, ORDER_NUMBER, ({ groups }) => (groups?.['number'] ?? '').toUpperCase())
  return found.filter(({ value, length }) => String(value).length >= BARE_DIGITS_MIN || length > String(value).length)
}

function matchesOf(text: string, pattern: RegExp, read: (match: RegExpMatchArray) => Json): readonly Match[] {
  return Array.from(text.matchAll(pattern), (match) => ({
    at: match.index,
    length: match[0].length,
    value: read(match),
  }))
}
