import { childPointer } from '../basics/json-pointer.ts'
import { known } from '../basics/known.ts'
import { quoted } from '../basics/quoted.ts'
import type { Finding } from './finding.ts'
import {
  duplicateKey,
  FORBIDDEN_KEY,
  forbiddenKey,
  isInexact,
  numberTooLarge,
  tooDeep,
  tooManyValues,
} from './finding.ts'
import { DOCUMENT_DEPTH_MAX, DOCUMENT_NODES_MAX } from './limits.ts'
import type { ParsedText } from './parsed-text.ts'
import type { SourceEntry, SourceNode, SourceScalar, Span } from './source-tree.ts'

/** Strict JSON (RFC 8259) with the place of every value. Stops at the first error of syntax or size. */
export function parseJson(text: string): ParsedText {
  const reader: Reader = { text, at: 0, nodes: 0, findings: [] }
  const root = readValue(reader, { pointer: '', depth: 1 })
  if (root === undefined) return { findings: reader.findings }
  const rest = nextToken(reader)
  if (rest.kind === 'end') return { findings: reader.findings, root }
  unexpected(reader, rest, 'the end of the document')
  return { findings: reader.findings }
}

interface Reader {
  readonly text: string
  at: number
  nodes: number
  readonly findings: Finding[]
}

interface Inside {
  readonly pointer: string
  readonly depth: number
}

interface Token extends Span {
  readonly kind: 'mark' | 'string' | 'number' | 'word' | 'end' | 'unknown'
  readonly written: string
}

const SPACE = /[ \t\r\n]*/y
// From the space on, without `"` and the backslash: control characters must be escaped.
const TOKEN =
  /(?<mark>[{}[\],:])|(?<string>"[ !#-[\]-\u{10ffff}]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[ !#-[\]-\u{10ffff}]*)*")|(?<number>-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)|(?<word>true|false|null)/uy

function nextToken(reader: Reader): Token {
  SPACE.lastIndex = reader.at
  SPACE.test(reader.text)
  const start = SPACE.lastIndex
  TOKEN.lastIndex = start
  const found = TOKEN.exec(reader.text)
  if (found === null) return unknownToken(reader.text, start)
  reader.at = TOKEN.lastIndex
  return { kind: kindOf(known(found.groups)), start, end: reader.at, written: found[0] }
}

function unknownToken(text: string, start: number): Token {
  if (start >= text.length) return { kind: 'end', start, end: start, written: '' }
  return { kind: 'unknown', start, end: start + 1, written: text.slice(start, start + 1) }
}

function kindOf(groups: Readonly<Record<string, string | undefined>>): Token['kind'] {
  const { mark, string, number } = groups
  if (mark !== undefined) return 'mark'
  if (string !== undefined) return 'string'
  return number === undefined ? 'word' : 'number'
}

function readValue(reader: Reader, inside: Inside): SourceNode | undefined {
  return readFrom(reader, nextToken(reader), inside)
}

function readFrom(reader: Reader, token: Token, inside: Inside): SourceNode | undefined {
  reader.nodes += 1
  if (reader.nodes > DOCUMENT_NODES_MAX) return stop(reader, tooManyValues(token.start, DOCUMENT_NODES_MAX))
  if (inside.depth > DOCUMENT_DEPTH_MAX) return stop(reader, tooDeep(token.start, inside.pointer, DOCUMENT_DEPTH_MAX))
  if (token.written === '{') return readMap(reader, token.start, inside)
  if (token.written === '[') return readList(reader, token.start, inside)
  if (token.kind === 'mark' || token.kind === 'end' || token.kind === 'unknown') {
    return unexpected(reader, token, 'a value')
  }
  return readScalar(reader, token, inside)
}

function readScalar(reader: Reader, { start, end, kind, written }: Token, { pointer }: Inside): SourceNode {
  const value = JSON.parse(written) as SourceScalar['value']
  if (kind === 'number' && isInexact(Number(value), written))
    reader.findings.push(numberTooLarge(written, start, pointer))
  return { kind: 'scalar', start, end, value, written }
}

function readList(reader: Reader, start: number, { pointer, depth }: Inside): SourceNode | undefined {
  const items: SourceNode[] = []
  let token = nextToken(reader)
  while (token.written !== ']') {
    const item = readFrom(reader, token, { pointer: childPointer(pointer, items.length), depth: depth + 1 })
    if (item === undefined) return undefined
    items.push(item)
    token = nextToken(reader)
    if (token.written === ']') break
    if (token.written !== ',') return unexpected(reader, token, '`,` or `]`')
    token = nextToken(reader)
    if (token.written === ']') return unexpected(reader, token, 'a value')
  }
  return { kind: 'list', start, end: reader.at, items }
}

function readMap(reader: Reader, start: number, inside: Inside): SourceNode | undefined {
  const entries = new Map<string, SourceEntry>()
  let token = nextToken(reader)
  while (token.written !== '}') {
    if (!readEntry(reader, { key: token, entries, inside })) return undefined
    token = nextToken(reader)
    if (token.written === '}') break
    if (token.written !== ',') return unexpected(reader, token, '`,` or `}`')
    token = nextToken(reader)
    if (token.written === '}') return unexpected(reader, token, 'a key in double quotes')
  }
  return { kind: 'map', start, end: reader.at, entries }
}

interface OpenEntry {
  readonly key: Token
  readonly entries: Map<string, SourceEntry>
  readonly inside: Inside
}

function readEntry(reader: Reader, { key, entries, inside }: OpenEntry): 'read' | undefined {
  if (key.kind !== 'string') return unexpected(reader, key, 'a key in double quotes')
  const colon = nextToken(reader)
  if (colon.written !== ':') return unexpected(reader, colon, '`:` after the key')
  const name = String(JSON.parse(key.written))
  const pointer = childPointer(inside.pointer, name)
  const value = readValue(reader, { pointer, depth: inside.depth + 1 })
  if (value === undefined) return undefined
  if (entries.has(name)) reader.findings.push(duplicateKey(name, key.start, pointer))
  else if (name === FORBIDDEN_KEY) reader.findings.push(forbiddenKey(key.start, pointer))
  else entries.set(name, { key, value })
  return 'read'
}

function unexpected(reader: Reader, { kind, start, written }: Token, expected: string): undefined {
  const found = kind === 'end' ? 'the text ends' : `${quoted(written)} stands`
  const message = `This is not valid JSON: ${found} where ${expected} belongs.`
  return stop(reader, { rule: 'json-syntax', start, pointer: '', message, help: helpFor(written, expected) })
}

function helpFor(written: string, expected: string): string {
  if (written === '/' || written === '#') return 'JSON has no comments: remove them, or use YAML.'
  if (written === "'") return 'Use double quotes.'
  if (written === '"')
    return 'Close the text with `"` on the same line; write line ends as `\\n` and backslashes as `\\\\`.'
  if (written === '}' || written === ']') return 'Remove the comma before it.'
  return `Put ${expected} here.`
}

function stop(reader: Reader, finding: Finding): undefined {
  reader.findings.push(finding)
  return undefined
}
