import type { JsonObject } from '../basics/json.ts'
import { childPointer, pointerLabel } from '../basics/json-pointer.ts'
import type { Report } from './finding.ts'
import type { ReadRule } from './read-rule.ts'
import type { SourceNode, Span } from './source-tree.ts'

/** One way to write a value in a document: how it is read, and the JSON Schema that tells an editor the same. */
export interface Shape<T> {
  /** The value, or undefined where nothing can be made of what is written: that is reported, once. */
  readonly read: (cursor: Cursor) => T | undefined
  readonly schema: JsonObject
}

/** A value of the document that is being read. */
export interface Cursor {
  readonly node: SourceNode
  readonly pointer: string
  readonly report: Report
}

export interface Complaint {
  readonly rule: ReadRule
  readonly message: string
  readonly help: string
}

/** Reports a problem with the value at the cursor; returns undefined, so that a reader can end with it. */
export function refuse({ node, pointer, report }: Cursor, complaint: Complaint): undefined {
  report({ ...complaint, start: node.start, pointer })
}

/** As `refuse`, at a key of the map at the cursor. */
export function refuseKey({ pointer, report }: Cursor, key: Span & { name: string }, complaint: Complaint): undefined {
  report({ ...complaint, start: key.start, pointer: childPointer(pointer, key.name) })
}

/** The value is of another type than `expected`, as in "text" or "a list". */
export function refuseType(cursor: Cursor, expected: string, help?: string): undefined {
  const found = describe(cursor.node)
  const message = `${capitalised(pointerLabel(cursor.pointer))} must be ${expected}, but it is ${found}.`
  refuse(cursor, { rule: 'wrong-type', message, help: help ?? defaultHelp(cursor.pointer, expected) })
}

function defaultHelp(pointer: string, expected: string): string {
  return pointer === '' ? 'Begin with `workflow_id` and `stages`.' : `Write ${expected} here, or remove the key.`
}

/** What follows is read under the same rules, one step further in. */
export function stepInto({ pointer, report }: Cursor, key: string | number, node: SourceNode): Cursor {
  return { node, pointer: childPointer(pointer, key), report }
}

/** The shape whose values are made into something else; `to` may refuse them at the cursor by returning undefined. */
export function mapShape<T, U>(shape: Shape<T>, to: (value: T, cursor: Cursor) => U | undefined): Shape<U> {
  return {
    schema: shape.schema,
    read: (cursor) => {
      const value = shape.read(cursor)
      return value === undefined ? undefined : to(value, cursor)
    },
  }
}

export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function describe(node: SourceNode): string {
  if (node.kind === 'list') return 'a list'
  if (node.kind === 'map') return 'a map'
  if (node.value === null) return 'empty'
  if (typeof node.value === 'string') return 'text'
  return typeof node.value === 'number' ? 'a number' : `the word \`${node.value}\``
}
