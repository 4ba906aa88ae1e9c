import type { Json, JsonObject } from '../basics/json.ts'
import { isJsonObject, jsonEntries } from '../basics/json.ts'
import { childPointer } from '../basics/json-pointer.ts'
import { quoted } from '../basics/quoted.ts'
import { findSubschema } from './find-subschema.ts'
import { KEYWORDS } from './keywords.ts'
import { PATTERN_TEXT_MAX, SUBSCHEMAS_MAX } from './limits.ts'
import type { SchemaProblem } from './schema-problem.ts'

/** A schema as it is interpreted: references written out, every choice and every failure at a place of its own. */
export interface CompiledSchema {
  readonly problems: readonly SchemaProblem[]
  readonly program: JsonObject
  /** Whether items of a list are compared with each other, or looked for: that takes more than one pass. */
  readonly comparesItems: boolean
}

/**
 * Compiles a schema whose keywords are checked. Only what checks something goes into the program: the interpreter follows
 * no reference, fetches nothing and matches no pattern on a long text.
 */
export function compileSchema(schema: JsonObject): CompiledSchema {
  const build: Build = { root: schema, problems: [], parts: 0, comparesItems: false }
  const program = compile(build, schema, { pointer: '', refs: [] })
  return { problems: build.problems, program, comparesItems: build.comparesItems }
}

interface Build {
  readonly root: JsonObject
  readonly problems: SchemaProblem[]
  parts: number
  comparesItems: boolean
}

interface Inside {
  readonly pointer: string
  /** The references that led here. */
  readonly refs: readonly string[]
}

/** Nothing is allowed here. Unlike `false` it fails at a place of its own. */
const NOTHING: JsonObject = { not: {} }
const ANYTHING: JsonObject = {}

function compile(build: Build, schema: Json, inside: Inside): JsonObject {
  build.parts += 1
  if (build.parts === SUBSCHEMAS_MAX + 1) build.problems.push({ pointer: inside.pointer, ...TOO_MANY })
  if (build.parts > SUBSCHEMAS_MAX) return ANYTHING
  if (!isJsonObject(schema)) return schema === false ? NOTHING : ANYTHING
  const keywords = Object.entries(schema).map(([keyword, value]) => {
    return compileKeyword(build, { keyword, value }, { ...inside, pointer: childPointer(inside.pointer, keyword) })
  })
  const all = keywords.flatMap((part) => part.all ?? [])
  return { ...Object.assign({}, ...keywords.map((part) => part.own)), ...(all.length > 0 && { allOf: all }) }
}

/** What a keyword becomes: keywords of the program, and further schemas that must hold. */
interface Part {
  readonly own?: JsonObject
  readonly all?: readonly JsonObject[]
}

interface Written {
  readonly keyword: string
  readonly value: Json
}

function compileKeyword(build: Build, { keyword, value }: Written, inside: Inside): Part {
  if (COMPARING.has(keyword) && value !== false) build.comparesItems = true
  switch (keyword) {
    case '$ref':
      return { all: [compileReference(build, String(value), inside)] }
    case 'allOf':
      return { all: compileList(build, value, inside) }
    case 'required':
      return { all: textsOf(value).map((name) => ({ required: [name] })) }
    case 'dependentRequired':
      return { all: jsonEntries(value).flatMap(([name, needed]) => dependent(name, textsOf(needed))) }
    case 'pattern':
      return { all: guardedPattern(value) }
    case '$defs':
    case 'definitions':
      return {}
    default:
      return { own: compileOther(build, { keyword, value }, inside) }
  }
}

function compileOther(build: Build, { keyword, value }: Written, inside: Inside): JsonObject {
  switch (KEYWORDS.get(keyword)) {
    case 'schema':
      return { [keyword]: compile(build, value, inside) }
    case 'schema-list':
      return { [keyword]: compileList(build, value, inside) }
    case 'schema-map':
      return { [keyword]: compileMap(build, value, inside) }
    default:
      return ASSERTIONS.has(keyword) ? { [keyword]: value } : {}
  }
}

function compileList(build: Build, list: Json, { pointer, refs }: Inside): readonly JsonObject[] {
  return jsonEntries(list).map(([at, schema]) => compile(build, schema, { pointer: childPointer(pointer, at), refs }))
}

function compileMap(build: Build, map: Json, { pointer, refs }: Inside): JsonObject {
  const compileOne = ([key, schema]: readonly [string, Json]) => {
    return [key, compile(build, schema, { pointer: childPointer(pointer, key), refs })]
  }
  return Object.fromEntries(jsonEntries(map).map(compileOne))
}

function compileReference(build: Build, ref: string, { pointer, refs }: Inside): JsonObject {
  const target = findSubschema(build.root, ref)
  if (target !== undefined && !refs.includes(ref))
    return compile(build, target, { pointer: ref.slice(1), refs: [...refs, ref] })
  const complaint = target === undefined ? pointsNowhere(ref) : REFERS_TO_ITSELF
  build.problems.push({ pointer, ...complaint })
  return ANYTHING
}

function dependent(name: string, needed: readonly string[]): readonly JsonObject[] {
  return needed.map((other) => ({ if: { not: { required: [name] } }, else: { required: [other] } }))
}

/** The matcher never sees a text that is too long for it. */
function guardedPattern(pattern: Json): readonly JsonObject[] {
  return [{ maxLength: PATTERN_TEXT_MAX }, { if: { minLength: PATTERN_TEXT_MAX + 1 }, else: { pattern } }]
}

function textsOf(list: Json): readonly string[] {
  return jsonEntries(list).map(([, text]) => String(text))
}

const COMPARING: ReadonlySet<string> = new Set(['uniqueItems', 'contains', 'unevaluatedItems'])

const ASSERTIONS: ReadonlySet<string> = new Set([
  'type',
  'enum',
  'const',
  'minProperties',
  'maxProperties',
  'minContains',
  'maxContains',
  'minItems',
  'maxItems',
  'uniqueItems',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'minLength',
  'maxLength',
  'format',
])

const REFERS_TO_ITSELF = {
  message: 'The schema refers to itself.',
  help: 'Write as many levels as are needed, or allow any value there.',
} as const

const TOO_MANY = {
  message: `With its references written out the schema has more than ${SUBSCHEMAS_MAX.toLocaleString('en')} parts.`,
  help: 'Refer to fewer parts from fewer places.',
} as const

function pointsNowhere(ref: string): Omit<SchemaProblem, 'pointer'> {
  return { message: `${quoted(ref)} points at no schema.`, help: 'Put the schema under `$defs` and point at it.' }
}
