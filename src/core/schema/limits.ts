/** A form of this many fields is a program. Counted after references are written out. */
export const SUBSCHEMAS_MAX = 5_000
/** Deeper schemas describe nothing a person fills in. */
export const SCHEMA_DEPTH_MAX = 32
/** Characters. Longer patterns are not written by hand. */
export const PATTERN_LENGTH_MAX = 200
/** Characters that are matched against a pattern: codes, numbers and addresses are shorter. */
export const PATTERN_TEXT_MAX = 256
/** Ways a backtracking matcher may try on one text before it gives up: about a third of a second. */
export const PATTERN_WAYS_MAX = 2 ** 25
/** Levels of a value. Reason: the checker is recursive. */
export const VALUE_DEPTH_MAX = 64
/** Keys of one object, and characters of one key's name. */
export const VALUE_KEYS_MAX = 10_000
export const VALUE_KEY_LENGTH_MAX = 256
/** Items of a list in which items are compared with each other or looked for. */
export const COMPARED_ITEMS_MAX = 10_000
/** Values up to which all problems are looked for; in larger ones the first is enough. */
export const EXPLAINED_VALUES_MAX = 10_000
/** Nobody reads on after that many. */
export const VALUE_PROBLEMS_MAX = 100
