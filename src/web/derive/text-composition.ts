import type { TextPart } from '../../core/wiring/input-source.ts'
import type { ValueRef } from '../../core/wiring/value-ref.ts'
import { isSameValue } from '../../core/wiring/value-ref.ts'

/** A value that can be written into a text, and what it is called there. */
export interface TextValue {
  readonly value: ValueRef
  readonly label: string
}

/** Brackets that nobody types, around the name of a value. */
const OPEN = '⟦'
const CLOSE = '⟧'

/** How a value stands in the text while it is typed. */
export function valueMark(label: string): string {
  return OPEN + label.replaceAll(OPEN, '').replaceAll(CLOSE, '') + CLOSE
}

/** The parts as one text to type in. A value that is not offered any more shows as a mark with a question. */
export function composedText(parts: readonly TextPart[], values: readonly TextValue[]): string {
  return parts.map((part) => (typeof part === 'string' ? part : valueMark(labelOf(part, values)))).join('')
}

function labelOf(value: ValueRef, values: readonly TextValue[]): string {
  return values.find((each) => isSameValue(each.value, value))?.label ?? unknownLabel(value)
}

function unknownLabel(value: ValueRef): string {
  return value.type === 'outcome' ? `? ${value.stage}` : `? ${value.name}`
}

/** What was typed, as parts. A mark that names nothing is a text like any other. */
export function partsOf(typed: string, values: readonly TextValue[], before: readonly TextPart[]): readonly TextPart[] {
  const kept = before.flatMap((part) =>
    typeof part === 'string' ? [] : [{ value: part, label: labelOf(part, values) }],
  )
  const marks = new Map([...kept, ...values].map(({ value, label }) => [valueMark(label), value]))
  const pieces = typed.split(/(⟦[^⟦⟧]*⟧)/).filter((piece) => piece !== '')
  const parts: TextPart[] = []
  for (const piece of pieces.map((each) => marks.get(each) ?? each)) {
    const last = parts.at(-1)
    if (typeof piece === 'string' && typeof last === 'string') parts[parts.length - 1] = last + piece
    else parts.push(piece)
  }
  return parts
}
