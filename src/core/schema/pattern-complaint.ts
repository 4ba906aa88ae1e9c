import { quoted } from '../basics/quoted.ts'
import { PATTERN_LENGTH_MAX, PATTERN_WAYS_MAX } from './limits.ts'
import { patternWays } from './pattern-ways.ts'

/** What is wrong with a regular expression of an author, if anything: not valid, too long, or too slow on some texts. */
export function patternComplaint(pattern: string): { readonly message: string; readonly help: string } | undefined {
  if (pattern.length > PATTERN_LENGTH_MAX) {
    return { message: `The pattern is longer than ${PATTERN_LENGTH_MAX} characters.`, help: 'Use a shorter pattern.' }
  }
  if (!isPattern(pattern)) {
    return { message: `${quoted(pattern)} is not a regular expression.`, help: 'Check its brackets and backslashes.' }
  }
  if (patternWays(pattern) <= PATTERN_WAYS_MAX) return undefined
  const help = 'Begin it with `^`, use fewer `*` and `+`, no repetition inside a repetition, and no looking around.'
  return { message: `Matching the pattern ${quoted(pattern)} could take very long.`, help }
}

function isPattern(pattern: string): boolean {
  try {
    return new RegExp(pattern, 'u') instanceof RegExp
  } catch {
    return false
  }
}
