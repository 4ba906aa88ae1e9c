import type { Json, JsonObject } from '../../core/basics/json.ts'
import { isJsonObject } from '../../core/basics/json.ts'
import type { Result } from '../../core/basics/result.ts'
import { err, ok } from '../../core/basics/result.ts'
import type { RowTable, TableRow } from '../../core/run/row-table.ts'

/** No input nests deeper. Reason: what reads a value goes down into it. */
const DEPTH_MAX = 32

/** A JSON list of objects, one object, or JSON Lines: one object a line. What is none of it is a row nobody can read. */
export function parseJsonRows(text: string): Result<RowTable, string> {
  const whole = toJson(text)
  if (Array.isArray(whole)) return ok(tableOf('item', whole.map(toRow)))
  if (whole !== undefined) return ok(tableOf('item', [toRow(whole, 0)]))
  if (text.trimStart().startsWith('[')) return err(BROKEN_LIST)
  return ok(tableOf('line', text.split('\n').flatMap(toLine)))
}

const BROKEN_LIST =
  'It begins as a JSON list and can not be read as one. Write [{"name": "value"}], or one object a line.'

function tableOf(numbered: RowTable['numbered'], rows: readonly TableRow[]): RowTable {
  const names = rows.flatMap(({ content }) => (content.type === 'values' ? Object.keys(content.values) : []))
  return { numbered, columns: [...new Set(names)], rows }
}

function toLine(line: string, index: number): readonly TableRow[] {
  return line.trim() === '' ? [] : [toRow(toJson(line), index)]
}

function toRow(value: Json | undefined, index: number): TableRow {
  const at = index + 1
  if (!isJsonObject(value)) return { at, content: { type: 'unreadable', message: 'This is no JSON object.' } }
  return { at, content: isPlain(value) ? { type: 'values', values: value } : NOT_PLAIN }
}

const NOT_PLAIN = {
  type: 'unreadable',
  message: `It nests deeper than ${DEPTH_MAX} levels or uses a name that is not allowed. Make it flatter.`,
} as const

/** The same as is asked of every request: what passes here can be sent on. */
function isPlain(row: JsonObject): boolean {
  return isPlainTo(row, DEPTH_MAX)
}

function isPlainTo(value: Json, depth: number): boolean {
  if (!isJsonObject(value) && !Array.isArray(value)) return true
  if (depth === 0 || Object.hasOwn(value, '__proto__')) return false
  return Object.values(value).every((child) => isPlainTo(child, depth - 1))
}

/** Undefined: it is not JSON. */
function toJson(text: string): Json | undefined {
  try {
    const value: Json = JSON.parse(text)
    return value
  } catch {
    return undefined
  }
}
