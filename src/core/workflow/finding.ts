import { quoted } from '../basics/quoted.ts'
import type { ReadRule } from './read-rule.ts'

/** Something wrong, found before lines are counted. */
export interface Finding {
  readonly rule: ReadRule
  /** UTF-16 offset in the text. */
  readonly start: number
  readonly pointer: string
  readonly message: string
  readonly help: string
}

export type Report = (finding: Finding) => void

/** The same key twice in one map: readers of other programs keep the first or the last, so neither is right. */
export function duplicateKey(key: string, start: number, pointer: string): Finding {
  const message = `The key ${quoted(key)} is written twice in the same map.`
  return { rule: 'duplicate-key', start, pointer, message, help: 'Keep one of the two.' }
}

/** JSON numbers are doubles: what does not fit would change silently. */
export function numberTooLarge(written: string, start: number, pointer: string): Finding {
  const message = `${quoted(written)} can not be kept exactly as a number.`
  return {
    rule: 'bad-value',
    start,
    pointer,
    message,
    help: `If it is a label, put it in quotes: ${quoted(`"${written}"`)}.`,
  }
}

/** A key that reaches the prototype of objects in programs that are not careful. */
export const FORBIDDEN_KEY = '__proto__'

export function forbiddenKey(start: number, pointer: string): Finding {
  const message = `The key \`${FORBIDDEN_KEY}\` is not allowed anywhere in a document.`
  return { rule: 'bad-name', start, pointer, message, help: 'Use another name.' }
}

export function tooDeep(start: number, pointer: string, depthMax: number): Finding {
  const message = `The document nests deeper than ${depthMax} levels.`
  return { rule: 'too-large', start, pointer, message, help: 'Make the structure flatter.' }
}

export function tooManyValues(start: number, nodesMax: number): Finding {
  const message = `The document holds more than ${nodesMax.toLocaleString('en')} values.`
  return { rule: 'too-large', start, pointer: '', message, help: 'Split it into several workflows.' }
}

/** Whether a whole number, as written, is beyond what a double keeps exactly; or any number beyond all doubles. */
export function isInexact(value: number, written: string): boolean {
  return !Number.isFinite(value) || (/^[-+]?\d+$/.test(written) && !Number.isSafeInteger(value))
}
