import { PATTERN_TEXT_MAX } from './limits.ts'

/**
 * How many ways a backtracking matcher may have to try `pattern` on a text of `PATTERN_TEXT_MAX` characters, at most:
 * choices that follow each other multiply, alternatives add up, and a repetition of something that itself has a choice
 * is without bound. Infinity also for what can not be judged: looking around and back references. The pattern is valid.
 */
export function patternWays(pattern: string): number {
  const reader: Reader = { pattern, at: 0 }
  const starts = pattern.startsWith('^') ? 1 : PATTERN_TEXT_MAX
  return starts * readAlternatives(reader)
}

interface Reader {
  readonly pattern: string
  at: number
}

const ATOM = /\[(?:[^\]\\]|\\[\s\S])*\]|\\[pP]\{[^}]*\}|\\u\{[^}]*\}|\\[\s\S]|[^|()]/uy
const BACK_REFERENCE = /^\\[1-9k]/
const QUANTIFIER = /(?:[*+?]|\{(\d+)(,(\d*))?\})\??/y
const GROUP = /\((?:\?(?::|<(?![=!])[^>]*>))?/y
const LOOK_AROUND = /\(\?(?:=|!|<=|<!)/y

function readAlternatives(reader: Reader): number {
  let ways = readSequence(reader)
  while (reader.pattern[reader.at] === '|') {
    reader.at += 1
    ways += readSequence(reader)
  }
  return ways
}

function readSequence(reader: Reader): number {
  let ways = 1
  while (reader.at < reader.pattern.length && !'|)'.includes(reader.pattern.charAt(reader.at))) {
    ways *= repeated(readOne(reader), readQuantifier(reader))
  }
  return ways
}

function readOne(reader: Reader): number {
  if (take(reader, LOOK_AROUND)) return Number.POSITIVE_INFINITY
  if (take(reader, GROUP)) {
    const ways = readAlternatives(reader)
    reader.at += 1
    return ways
  }
  const atom = take(reader, ATOM)
  return atom !== undefined && BACK_REFERENCE.test(atom[0]) ? Number.POSITIVE_INFINITY : 1
}

interface Repetition {
  readonly least: number
  readonly most: number
}

function readQuantifier(reader: Reader): Repetition {
  const found = take(reader, QUANTIFIER)
  if (found === undefined) return { least: 1, most: 1 }
  const [written, least, range, most] = found
  if (written.startsWith('?')) return { least: 0, most: 1 }
  if (least === undefined) return { least: 0, most: Number.POSITIVE_INFINITY }
  if (range === undefined) return { least: Number(least), most: Number(least) }
  return { least: Number(least), most: most === '' ? Number.POSITIVE_INFINITY : Number(most) }
}

function repeated(ways: number, { least, most }: Repetition): number {
  const counts = Math.min(most - least + 1, PATTERN_TEXT_MAX)
  if (ways === 1) return counts
  return ways ** most * counts
}

function take(reader: Reader, part: RegExp): RegExpExecArray | undefined {
  part.lastIndex = reader.at
  const found = part.exec(reader.pattern) ?? undefined
  if (found !== undefined) reader.at = part.lastIndex
  return found
}
