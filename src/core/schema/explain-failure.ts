import type { OutputUnit } from '@cfworker/json-schema'
import type { Json, JsonObject } from '../basics/json.ts'
import { jsonEntries } from '../basics/json.ts'
import { childPointer, pointerKeys, pointerName } from '../basics/json-pointer.ts'
import { known } from '../basics/known.ts'
import { printable } from '../basics/quoted.ts'

/** One way in which a value does not fit. `pointer` leads to the part that is wrong, missing or not expected. */
export interface ValueProblem {
  readonly pointer: string
  /** One sentence for the person who gave the value: "amount must be a number." */
  readonly message: string
}

/** A failure of the interpreter as a sentence for people. `program` is the compiled schema that it ran. */
export function explainFailure(failure: OutputUnit, program: JsonObject): ValueProblem {
  const { keyword, instanceLocation, keywordLocation } = failure
  const expected = findValue(program, fromFragment(keywordLocation))
  const at = fromFragment(instanceLocation)
  if (keyword === 'required') return missing(childPointer(at, String(expected)))
  return { pointer: at, message: `${subject(at)} ${predicate(keyword, expected)}.` }
}

function missing(pointer: string): ValueProblem {
  return { pointer, message: `${subject(pointer)} is missing.` }
}

function subject(pointer: string): string {
  return pointer === '' ? 'The value' : printable(pointerName(pointer))
}

/** The interpreter writes pointers as URI fragments. */
function fromFragment(location: string): string {
  return decodeURI(location.slice(1))
}

function findValue(program: JsonObject, pointer: string): Json {
  const step = (node: Json, key: string) => known(jsonEntries(node).find(([name]) => name === key))[1]
  return pointerKeys(pointer).reduce<Json>(step, program)
}

/** What is said of a value that fails, by keyword, with the keyword's own value. */
const PREDICATES: ReadonlyMap<string, (expected: Json) => string> = new Map<string, (expected: Json) => string>([
  ['type', (types) => `must be ${either([types].flat().map(typeWords))}`],
  ['const', (value) => `must be ${inWords(value)}`],
  ['enum', (values) => `must be ${either([values].flat().map(inWords))}`],
  ['minimum', (limit) => `must be at least ${limit}`],
  ['maximum', (limit) => `must be at most ${limit}`],
  ['exclusiveMinimum', (limit) => `must be more than ${limit}`],
  ['exclusiveMaximum', (limit) => `must be less than ${limit}`],
  ['multipleOf', (step) => `must be a multiple of ${step}`],
  ['minLength', (count) => (count === 1 ? 'must not be empty' : `must have at least ${count} characters`)],
  ['maxLength', (count) => `must have at most ${counted(count, 'character')}`],
  ['pattern', (pattern) => `must look like ${printable(String(pattern))}`],
  ['format', (format) => `must be ${FORMAT_WORDS.get(String(format)) ?? `of the format ${printable(String(format))}`}`],
  ['minItems', (count) => (count === 1 ? 'must not be empty' : `must have at least ${count} items`)],
  ['maxItems', (count) => `must have at most ${counted(count, 'item')}`],
  ['uniqueItems', () => 'holds an item twice'],
  ['contains', () => 'holds no item of the kind that is needed'],
  ['minContains', (count) => `must hold at least ${count} items of the kind that is needed`],
  ['maxContains', (count) => `must hold at most ${counted(count, 'item')} of that kind`],
  ['minProperties', (count) => `must have at least ${counted(count, 'key')}`],
  ['maxProperties', (count) => `must have at most ${counted(count, 'key')}`],
  ['propertyNames', () => 'has a key that is not allowed'],
  ['anyOf', () => 'fits none of the forms that are allowed'],
  ['oneOf', () => 'must fit exactly one of the forms that are allowed'],
])

function predicate(keyword: string, expected: Json): string {
  if (keyword === 'not')
    return jsonEntries(expected).length === 0 ? 'is not expected here' : 'is not allowed to be this'
  return known(PREDICATES.get(keyword))(expected)
}

const TYPE_WORDS: ReadonlyMap<string, string> = new Map([
  ['string', 'text'],
  ['number', 'a number'],
  ['integer', 'a whole number'],
  ['boolean', 'true or false'],
  ['object', 'an object'],
  ['array', 'a list'],
  ['null', 'empty'],
])

function typeWords(type: Json): string {
  return known(TYPE_WORDS.get(String(type)))
}

const FORMAT_WORDS: ReadonlyMap<string, string> = new Map([
  ['date', 'a date such as 2026-03-31'],
  ['time', 'a time such as 14:30:00Z'],
  ['date-time', 'a date and time such as 2026-03-31T14:30:00Z'],
  ['email', 'an e-mail address'],
  ['uri', 'a web address'],
  ['uuid', 'a UUID'],
])

function inWords(value: Json): string {
  return typeof value === 'string' ? printable(value) : printable(JSON.stringify(value))
}

function either(words: readonly string[]): string {
  return words.length > 1 ? `${words.slice(0, -1).join(', ')} or ${words.at(-1)}` : words.join('')
}

function counted(count: Json, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
