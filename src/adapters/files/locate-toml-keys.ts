import { parse } from 'smol-toml'
import { isTable } from './override-values.ts'

/** Keys from the outside in. */
export type KeyPath = readonly string[]

/** Line and column count from 1. */
export interface KeyPosition {
  readonly line: number
  readonly column: number
}

/**
 * Where keys stand in a TOML text that parses. The answer for a key inside an inline table is the line of that table; for
 * one that stands nowhere, the nearest key around it.
 */
export function locateTomlKeys(text: string): (path: KeyPath) => KeyPosition {
  const positions = new Map<string, KeyPosition>()
  for (const { path, position } of findKeys(text)) {
    for (let length = 1; length <= Math.min(path.length, KEPT_KEYS); length++) {
      const key = JSON.stringify(path.slice(0, length))
      if (!positions.has(key)) positions.set(key, position)
    }
  }
  return (path) => nearestPosition(path, positions)
}

/** Deeper keys are found by those around them: no override lies deeper, and a line can nest ten thousand. */
const KEPT_KEYS = 8

function nearestPosition(path: KeyPath, positions: ReadonlyMap<string, KeyPosition>): KeyPosition {
  for (let length = Math.min(path.length, KEPT_KEYS); length > 0; length--) {
    const position = positions.get(JSON.stringify(path.slice(0, length)))
    if (position !== undefined) return position
  }
  return { line: 1, column: 1 }
}

interface FoundKey {
  readonly path: KeyPath
  readonly position: KeyPosition
}

/** The keys at the beginnings of lines, each below the table header before it. */
function findKeys(text: string): readonly FoundKey[] {
  const keys: FoundKey[] = []
  let table: KeyPath = []
  let isInText = false
  for (const [index, line] of text.split('\n').entries()) {
    const position = { line: index + 1, column: line.length - line.trimStart().length + 1 }
    const path = isInText ? undefined : lineKeys(line.trim())
    if (path !== undefined) {
      const whole = line.trim().startsWith('[') ? path : [...table, ...path]
      if (whole === path) table = path
      keys.push({ path: whole, position })
    }
    isInText = isInText !== hasOddMarks(line)
  }
  return keys
}

/** Whether a text over several lines begins or ends on this line. */
function hasOddMarks(line: string): boolean {
  return [...line.matchAll(/"""|'''/g)].length % 2 === 1
}

/** The keys that a line sets or opens; undefined: it does neither. */
function lineKeys(line: string): KeyPath | undefined {
  if (line.startsWith('[')) return keysOf(line)
  const ends = [...line.matchAll(/=/g)].map(({ index }) => index)
  for (const end of ends.slice(0, EQUALS_MAX)) {
    const keys = keysOf(`${line.slice(0, end)} = 0`)
    if (keys !== undefined) return keys
  }
  return undefined
}

/** A quoted key may hold equals signs; one with more of them is found by the key around it. */
const EQUALS_MAX = 4

/** TOML itself reads the keys, quotes and dots included. */
function keysOf(line: string): KeyPath | undefined {
  try {
    return firstKeys(parse(line))
  } catch {
    return undefined
  }
}

function firstKeys(table: unknown): KeyPath {
  const keys: string[] = []
  let value = table
  while (isTable(value) && keys.length < KEPT_KEYS) {
    const [entry] = Object.entries(value)
    if (entry === undefined) break
    keys.push(entry[0])
    value = entry[1]
  }
  return keys
}
