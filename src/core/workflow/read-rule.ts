/** What can be wrong with a document before its meaning is looked at. Each has a page `docs/rules/<rule>.md`. */
export const READ_RULES = [
  'yaml-syntax',
  'json-syntax',
  'too-large',
  'too-many-problems',
  'unknown-key',
  'duplicate-key',
  'missing-key',
  'wrong-type',
  'bad-slug',
  'bad-name',
  'duplicate-stage',
  'duration-spelling',
  'bad-reference',
  'bad-value',
  'repeated-item',
] as const

export type ReadRule = (typeof READ_RULES)[number]
