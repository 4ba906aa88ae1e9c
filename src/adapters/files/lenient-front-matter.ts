import type { JsonObject } from '../../core/basics/json.ts'

const KEY_LINE = /^(?<key>[A-Za-z_][\w-]*):(?:[ \t]+(?<value>.*))?$/
const BLOCK_MARK = /^[|>][+-]?\d?$/
const QUOTED = /^(?<quote>["'])(?<inside>.*)\k<quote>$/

/**
 * Front matter that is not YAML, as its author meant it: `key: the rest of the line`, with the indented lines below
 * joined to it. Every value is text; of a key that stands twice the first counts.
 */
export function parseLeniently(head: string): JsonObject {
  const values = new Map<string, string[]>()
  let current: string[] = []
  for (const line of head.split('\n')) {
    const begun = beginValue(line)
    if (begun === undefined) current.push(line.trim())
    else {
      current = begun.lines
      if (!values.has(begun.key)) values.set(begun.key, current)
    }
  }
  return Object.fromEntries([...values].map(([key, lines]) => [key, unquote(lines.join(' ').trim())]))
}

/** The key that a line begins, with what stands behind it. */
function beginValue(line: string): { readonly key: string; readonly lines: string[] } | undefined {
  const { key, value = '' } = KEY_LINE.exec(line)?.groups ?? {}
  return key === undefined ? undefined : { key, lines: BLOCK_MARK.test(value) ? [] : [value] }
}

function unquote(text: string): string {
  return QUOTED.exec(text)?.groups?.['inside'] ?? text
}
