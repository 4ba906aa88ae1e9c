import type { Field } from '../../api/contract/basics.ts'
import type { Json } from '../../core/basics/json.ts'
import type { Text } from '../terminal/text.ts'
import { styled } from '../terminal/text.ts'

/** Labels in one column, values in the next; a value of several lines stays in its column. */
export function labelled(entries: readonly (readonly [label: string, value: Text])[], indent = ''): readonly Text[] {
  const width = Math.max(0, ...entries.map(([label]) => label.length))
  return entries.flatMap(([label, value]) =>
    linesOf(value).map((line, index) => [
      indent,
      styled('faint', (index === 0 ? label : '').padEnd(width)),
      '  ',
      line,
    ]),
  )
}

export function showFields(fields: readonly Field[], indent = ''): readonly Text[] {
  return labelled(
    fields.map(({ label, value }) => [label, showValue(value)]),
    indent,
  )
}

/** Text as it is, everything else as JSON. */
export function showValue(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** Text of several lines, each behind the same indent. */
export function indented(text: string, indent: string): readonly string[] {
  return splitLines(text).map((line) => `${indent}${line}`)
}

function linesOf(value: Text): readonly Text[] {
  return typeof value === 'string' ? splitLines(value) : [value]
}

function splitLines(text: string): readonly string[] {
  return text.split(/\r\n|\r|\n/)
}
