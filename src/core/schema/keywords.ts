/** What a keyword of JSON Schema 2020-12 holds. */
export type KeywordKind =
  | 'schema'
  | 'schema-list'
  | 'schema-map'
  | 'types'
  | 'values'
  | 'any'
  | 'names'
  | 'names-map'
  | 'number'
  | 'positive'
  | 'count'
  | 'boolean'
  | 'pattern'
  | 'text'
  | 'reference'
  | 'dialect'
  | 'unsupported'

/** The keywords that are checked here, and the annotations that a form shows. Others mean nothing and are let pass. */
export const KEYWORDS: ReadonlyMap<string, KeywordKind> = new Map<string, KeywordKind>([
  ['type', 'types'],
  ['enum', 'values'],
  ['const', 'any'],
  ['properties', 'schema-map'],
  ['patternProperties', 'schema-map'],
  ['additionalProperties', 'schema'],
  ['unevaluatedProperties', 'schema'],
  ['propertyNames', 'schema'],
  ['required', 'names'],
  ['dependentRequired', 'names-map'],
  ['dependentSchemas', 'schema-map'],
  ['minProperties', 'count'],
  ['maxProperties', 'count'],
  ['items', 'schema'],
  ['prefixItems', 'schema-list'],
  ['unevaluatedItems', 'schema'],
  ['contains', 'schema'],
  ['minContains', 'count'],
  ['maxContains', 'count'],
  ['minItems', 'count'],
  ['maxItems', 'count'],
  ['uniqueItems', 'boolean'],
  ['minimum', 'number'],
  ['maximum', 'number'],
  ['exclusiveMinimum', 'number'],
  ['exclusiveMaximum', 'number'],
  ['multipleOf', 'positive'],
  ['minLength', 'count'],
  ['maxLength', 'count'],
  ['pattern', 'pattern'],
  ['format', 'text'],
  ['allOf', 'schema-list'],
  ['anyOf', 'schema-list'],
  ['oneOf', 'schema-list'],
  ['not', 'schema'],
  ['if', 'schema'],
  ['then', 'schema'],
  ['else', 'schema'],
  ['$ref', 'reference'],
  ['$defs', 'schema-map'],
  ['definitions', 'schema-map'],
  ['$schema', 'dialect'],
  ['$id', 'text'],
  ['$comment', 'text'],
  ['$anchor', 'unsupported'],
  ['$dynamicRef', 'unsupported'],
  ['$dynamicAnchor', 'unsupported'],
  ['$recursiveRef', 'unsupported'],
  ['$recursiveAnchor', 'unsupported'],
  ['$vocabulary', 'unsupported'],
  ['title', 'text'],
  ['description', 'text'],
  ['default', 'any'],
  ['example', 'any'],
  ['examples', 'any'],
  ['deprecated', 'boolean'],
  ['readOnly', 'boolean'],
  ['writeOnly', 'boolean'],
  ['contentMediaType', 'text'],
  ['contentEncoding', 'text'],
  ['contentSchema', 'any'],
])

export const TYPES = ['string', 'number', 'integer', 'boolean', 'object', 'array', 'null'] as const
