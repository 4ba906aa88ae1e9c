import type { Json, JsonObject } from '../basics/json.ts'
import { isJsonObject, jsonEntries } from '../basics/json.ts'
import { childPointer } from '../basics/json-pointer.ts'
import { quoted } from '../basics/quoted.ts'
import { didYouMean, nearest } from '../workflow/nearest.ts'
import type { KeywordKind } from './keywords.ts'
import { KEYWORDS, TYPES } from './keywords.ts'
import { SCHEMA_DEPTH_MAX, SUBSCHEMAS_MAX } from './limits.ts'
import { patternComplaint } from './pattern-complaint.ts'
import type { SchemaProblem } from './schema-problem.ts'

/** Every keyword with a value of the wrong kind, every misspelled one, and every limit that is passed. */
export function checkKeywords(schema: JsonObject): readonly SchemaProblem[] {
  const check: Check = { problems: [], subschemas: 0 }
  checkSubschema(check, schema, { pointer: '', depth: 1 })
  return check.problems
}

interface Check {
  readonly problems: SchemaProblem[]
  subschemas: number
}

interface Inside {
  readonly pointer: string
  readonly depth: number
}

function checkSubschema(check: Check, schema: Json, inside: Inside): void {
  check.subschemas += 1
  if (check.subschemas === SUBSCHEMAS_MAX + 1) complain(check, inside.pointer, TOO_MANY)
  if (typeof schema === 'boolean' || check.subschemas > SUBSCHEMAS_MAX) return
  if (inside.depth > SCHEMA_DEPTH_MAX) complain(check, inside.pointer, TOO_DEEP)
  else if (!isJsonObject(schema)) complain(check, inside.pointer, NOT_A_SCHEMA)
  else for (const [keyword, value] of Object.entries(schema)) checkKeyword(check, { keyword, value }, inside)
}

interface Written {
  readonly keyword: string
  readonly value: Json
}

function checkKeyword(check: Check, { keyword, value }: Written, { pointer, depth }: Inside): void {
  const inside = { pointer: childPointer(pointer, keyword), depth: depth + 1 }
  const kind = KEYWORDS.get(keyword)
  const complaint = kind === undefined ? misspelled(keyword) : complaintAbout(kind, { keyword, value })
  if (complaint !== undefined) complain(check, inside.pointer, complaint)
  else if (kind === 'schema') checkSubschema(check, value, inside)
  else if (kind === 'schema-list' || kind === 'schema-map') checkEach(check, { keyword, value }, inside)
}

function checkEach(check: Check, { keyword, value }: Written, { pointer, depth }: Inside): void {
  for (const [key, schema] of jsonEntries(value)) {
    const inside = { pointer: childPointer(pointer, key), depth: depth + 1 }
    const complaint = keyword === 'patternProperties' ? patternComplaint(key) : undefined
    if (complaint !== undefined) complain(check, inside.pointer, complaint)
    checkSubschema(check, schema, inside)
  }
}

type Complaint = Omit<SchemaProblem, 'pointer'>

function complain({ problems }: Check, pointer: string, complaint: Complaint): void {
  problems.push({ pointer, ...complaint })
}

/** Unknown keywords are allowed, as JSON Schema asks for; a slip of the keyboard is not, for it checks nothing. */
function misspelled(keyword: string): Complaint | undefined {
  const near = keyword.startsWith('x-') ? undefined : nearest(keyword, KEYWORDS.keys())
  if (near === undefined) return undefined
  return { message: `${quoted(keyword)} is not a keyword of JSON Schema.`, help: `Did you mean \`${near}\`?` }
}

/** What a keyword of each kind must hold. Schemas and types are looked at on their own. */
const EXPECTED: Readonly<Record<Exclude<KeywordKind, 'types' | 'unsupported'>, Expected>> = {
  any: { words: 'any value', fits: () => true },
  schema: { words: 'a schema', fits: () => true },
  'schema-list': { words: 'a list of schemas', fits: isFilledList },
  'schema-map': { words: 'a map of schemas', fits: isJsonObject },
  values: { words: 'a list of values', fits: isFilledList },
  names: { words: 'a list of names', fits: isTextList },
  'names-map': { words: 'a map of lists of names', fits: isMapOfTextLists },
  number: { words: 'a number', fits: (value) => typeof value === 'number' },
  positive: { words: 'a number above zero', fits: (value) => typeof value === 'number' && value > 0 },
  count: { words: 'a whole number from zero', fits: (value) => Number.isInteger(value) && Number(value) >= 0 },
  boolean: { words: '`true` or `false`', fits: (value) => typeof value === 'boolean' },
  text: { words: 'text', fits: isText },
  pattern: { words: 'text', fits: isText },
  reference: { words: 'a pointer into this schema', fits: (value) => isText(value) && value.startsWith('#/') },
  dialect: { words: 'the 2020-12 dialect', fits: (value) => isText(value) && DIALECT.test(value) },
}

interface Expected {
  readonly words: string
  readonly fits: (value: Json) => boolean
}

function complaintAbout(kind: KeywordKind, { keyword, value }: Written): Complaint | undefined {
  if (kind === 'types') return typeComplaint(value)
  if (kind === 'unsupported') return unsupported(keyword)
  if (!EXPECTED[kind].fits(value)) return unexpected(keyword, EXPECTED[kind].words)
  return kind === 'pattern' ? patternComplaint(String(value)) : undefined
}

const DIALECT = /^https?:\/\/json-schema\.org\/draft\/2020-12\/schema#?$/

const EXAMPLES: Readonly<Record<string, string>> = {
  $ref: '"#/$defs/address"',
  $schema: '"https://json-schema.org/draft/2020-12/schema"',
}

function unexpected(keyword: string, words: string): Complaint {
  const help = Object.hasOwn(EXAMPLES, keyword) ? `Write ${EXAMPLES[keyword]}.` : `Write ${words}, or remove it.`
  return { message: `\`${keyword}\` must be ${words}.`, help }
}

function unsupported(keyword: string): Complaint {
  return { message: `\`${keyword}\` is not supported.`, help: 'Use `$ref: "#/$defs/…"`.' }
}

function typeComplaint(value: Json): Complaint | undefined {
  const words = (Array.isArray(value) ? value : [value]).map((word: Json) => inWords(word))
  const wrong = words.length === 0 ? '[]' : words.find((word) => !TYPES.some((type) => type === word))
  if (wrong === undefined) return undefined
  const list = TYPES.map((type) => `\`${type}\``).join(', ')
  return { message: `${quoted(wrong)} is not a type.`, help: didYouMean(wrong, TYPES, `Use one of ${list}.`) }
}

function inWords(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function isFilledList(value: Json): boolean {
  return Array.isArray(value) && value.length > 0
}

function isText(value: Json): value is string {
  return typeof value === 'string'
}

function isTextList(value: Json): boolean {
  return Array.isArray(value) && value.every(isText)
}

function isMapOfTextLists(value: Json): boolean {
  return isJsonObject(value) && Object.values(value).every(isTextList)
}

const NOT_A_SCHEMA: Complaint = { message: 'A schema must be a map.', help: 'Write for example `{ type: string }`.' }
const TOO_DEEP: Complaint = {
  message: `The schema nests deeper than ${SCHEMA_DEPTH_MAX} levels.`,
  help: 'Make the structure flatter.',
}
const TOO_MANY: Complaint = {
  message: `The schema has more than ${SUBSCHEMAS_MAX.toLocaleString('en')} parts.`,
  help: 'Describe less, or use several stages.',
}
