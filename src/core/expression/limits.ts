/** Longer conditions are programs: they belong into a capability with tests of its own. */
export const EXPRESSION_CHARS_MAX = 4_000
/** Names, literals, operators and calls of one expression. */
export const EXPRESSION_NODES_MAX = 500
/** Brackets and accesses within each other. Readers and recursive code both end there. */
export const EXPRESSION_DEPTH_MAX = 32
/** Elements of a written list, or entries of a written map. */
export const EXPRESSION_ELEMENTS_MAX = 200
/** No function of ours takes more than three. */
export const EXPRESSION_ARGUMENTS_MAX = 8
/** A loop within a loop takes the product of both lengths, and nobody reads it. */
export const EXPRESSION_LOOPS_MAX = 1
/** About ten milliseconds of one core: an expression may not hold up the other runs. */
export const EXPRESSION_STEPS_MAX = 100_000
/** Reading or copying this many characters or elements counts as one step. */
export const WEIGHT_PER_STEP = 10
/** Characters of a result as JSON. Larger values travel as artifacts. */
export const RESULT_CHARS_MAX = 256 * 1024
/** Compiled expressions that are kept. A server with more than that in use compiles some of them again. */
export const PROGRAMS_KEPT_MAX = 1_000
