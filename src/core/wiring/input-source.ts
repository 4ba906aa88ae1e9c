import type { Json, JsonObject } from '../basics/json.ts'
import { isJsonObject } from '../basics/json.ts'
import { known } from '../basics/known.ts'
import type { CelNode } from '../expression/cel.ts'
import { compileExpression } from '../expression/compile.ts'
import { holdsExpression, onlyExpression, parseTemplate } from '../expression/template.ts'
import type { ValueRef } from './value-ref.ts'
import { isSameValue, presenceOf, presenceText, readText, valueRead } from './value-ref.ts'

/** How an input of a stage is given. */
export type InputSource =
  | { readonly type: 'value'; readonly value: ValueRef }
  | { readonly type: 'fixed'; readonly value: Json }
  /** Text with values written into it. */
  | { readonly type: 'text'; readonly parts: readonly TextPart[] }
  /** Names that the author chose, each given for itself: the columns of a row. */
  | { readonly type: 'named'; readonly entries: readonly NamedSource[] }
  /** Anything else: it stays as it is. */
  | { readonly type: 'formula'; readonly written: Json }

export type TextPart = string | ValueRef

export interface NamedSource {
  readonly name: string
  readonly source: InputSource
}

/** How what is written gives an input. */
export function readInputSource(written: Json, isStage: (id: string) => boolean): InputSource {
  if (typeof written === 'string') return readString(written, isStage)
  if (!holdsAnywhere(written)) return { type: 'fixed', value: written }
  if (!isJsonObject(written)) return { type: 'formula', written }
  const entries = Object.entries(written).map(([name, inner]) => ({ name, source: readInputSource(inner, isStage) }))
  const isFlat = entries.every(({ source }) => source.type !== 'formula' && source.type !== 'named')
  return isFlat ? { type: 'named', entries } : { type: 'formula', written }
}

function holdsAnywhere(value: Json): boolean {
  if (typeof value === 'string') return holdsExpression(value)
  return typeof value === 'object' && value !== null && Object.values(value).some(holdsAnywhere)
}

function readString(written: string, isStage: (id: string) => boolean): InputSource {
  if (!holdsExpression(written)) return { type: 'fixed', value: written }
  const template = parseTemplate(written)
  if (!template.ok) return { type: 'formula', written }
  const only = onlyExpression(template.value)
  if (only !== undefined) return readWhole(only, { written, isStage })
  const parts = template.value.map((part) => (part.kind === 'text' ? part.text : readPart(part.text, isStage)))
  return parts.includes(undefined) ? { type: 'formula', written } : ofParts(parts.map(known))
}

function ofParts(parts: readonly TextPart[]): InputSource {
  const merged = mergeTexts(parts)
  return merged.every((part) => typeof part === 'string')
    ? { type: 'fixed', value: merged.join('') }
    : { type: 'text', parts: merged }
}

interface Whole {
  readonly written: string
  readonly isStage: (id: string) => boolean
}

function readWhole(expression: string, { written, isStage }: Whole): InputSource {
  const part = readPart(expression, isStage)
  if (part === undefined) return { type: 'formula', written }
  return typeof part === 'string' ? { type: 'fixed', value: part } : { type: 'value', value: part }
}

/** A read, one that gives an empty text where nothing is there, or a text in quotes. */
function readPart(text: string, isStage: (id: string) => boolean): TextPart | undefined {
  const compiled = compileExpression(text, isStage)
  return compiled.ok ? partOf(compiled.value.ast, text) : undefined
}

function partOf(node: CelNode, text: string): TextPart | undefined {
  if (node.op === 'value') return typeof node.args === 'string' ? node.args : undefined
  if (node.op !== '?:') return valueRead(node, text)
  const [asked, read, otherwise] = node.args
  const [presence, value] = [presenceOf(asked, text), valueRead(read, text)]
  const isGuard = presence !== undefined && value !== undefined && isSameValue(presence, value)
  return isGuard && otherwise.op === 'value' && otherwise.args === '' ? value : undefined
}

function mergeTexts(parts: readonly TextPart[]): readonly TextPart[] {
  const merged: TextPart[] = []
  for (const part of parts) {
    const last = merged.at(-1)
    if (typeof part === 'string' && typeof last === 'string') merged[merged.length - 1] = last + part
    else merged.push(part)
  }
  return merged
}

/** What is written to give an input so. In a text, a value that may be absent is then an empty text. */
export function writeInputSource(source: InputSource, mayBeAbsent: (value: ValueRef) => boolean): Json {
  switch (source.type) {
    case 'value':
      return expressionText(source.value, mayBeAbsent)
    case 'fixed':
      return escaped(source.value)
    case 'text':
      return source.parts.map((part, index) => partText(part, source.parts[index + 1], mayBeAbsent)).join('')
    case 'named':
      return Object.fromEntries(
        source.entries.map((entry) => [entry.name, writeInputSource(entry.source, mayBeAbsent)]),
      )
    case 'formula':
      return source.written
  }
}

function expressionText(value: ValueRef, mayBeAbsent: (value: ValueRef) => boolean): string {
  const read = readText(value)
  if (value.type === 'outcome' || !mayBeAbsent(value)) return `\${{ ${read} }}`
  return `\${{ ${presenceText(value)} ? ${read} : "" }}`
}

/** Dollars right before an expression would take its meaning away, so they are an expression themselves. */
function partText(part: TextPart, next: TextPart | undefined, mayBeAbsent: (value: ValueRef) => boolean): string {
  if (typeof part !== 'string') return expressionText(part, mayBeAbsent)
  const text = escapedText(part)
  return next === undefined ? text : text.replace(/\$+$/, (dollars) => `\${{ "${dollars}" }}`)
}

function escaped(value: Json): Json {
  if (typeof value === 'string') return escapedText(value)
  if (Array.isArray(value)) return value.map(escaped)
  return isJsonObject(value) ? escapedObject(value) : value
}

function escapedObject(object: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([key, inner]) => [key, escaped(inner)]))
}

function escapedText(text: string): string {
  return text.replaceAll('${{', () => '$${{')
}
