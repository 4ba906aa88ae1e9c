import type { Alias, Document, ParsedNode, Scalar, YAMLMap } from 'yaml'
import { isAlias, isMap, isScalar } from 'yaml'
import { childPointer } from '../basics/json-pointer.ts'
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
import type { SourceEntry, SourceNode, SourceScalar } from './source-tree.ts'

/** The values of a parsed YAML document that has no errors, with aliases written out. */
export function yamlTree({ contents, range }: Document.Parsed): ParsedText {
  const growth: Growth = { anchors: new Map(), findings: [], nodes: 0, isStopped: false }
  const root = contents === null ? emptyNode(range[0]) : grow(growth, contents, { pointer: '', depth: 1 })
  return growth.isStopped ? { findings: growth.findings } : { findings: growth.findings, root }
}

interface Growth {
  readonly anchors: Map<string, SourceNode>
  readonly findings: Finding[]
  nodes: number
  /** Set by a finding after which the document means nothing. */
  isStopped: boolean
}

interface Inside {
  readonly pointer: string
  readonly depth: number
}

function grow(growth: Growth, node: ParsedNode, inside: Inside): SourceNode {
  if (isAlias(node)) return growAlias(growth, node, inside)
  admit(growth, { size: 1, height: 1 }, { ...inside, start: node.range[0] })
  const grown = growth.isStopped ? emptyNode(node.range[0]) : growValue(growth, node, inside)
  // Noted when it is complete: an alias to a value that it is part of finds nothing.
  if (node.anchor !== undefined) growth.anchors.set(node.anchor, grown)
  return grown
}

function growValue(growth: Growth, node: Exclude<ParsedNode, Alias>, inside: Inside): SourceNode {
  if (isScalar(node)) return growScalar(growth, node, inside)
  if (isMap(node)) return growMap(growth, node as TextMap, inside)
  const [start, end] = node.range
  const items = node.items.map((item, index) => grow(growth, item, stepInto(inside, index)))
  return { kind: 'list', start, end, items }
}

function growScalar(growth: Growth, node: Scalar.Parsed, { pointer }: Inside): SourceScalar {
  const [start, end] = node.range
  const written = node.source
  // The core schema makes nothing but null, booleans, numbers and text.
  const value = node.value as SourceScalar['value']
  if (typeof value === 'number' && isInexact(value, written)) {
    growth.findings.push(numberTooLarge(written, start, pointer))
  }
  return { kind: 'scalar', start, end, value, written }
}

/** With `stringKeys` every key is a scalar of text. */
type TextMap = YAMLMap.Parsed<Scalar.Parsed>

function growMap(growth: Growth, { range: [start, end], items }: TextMap, inside: Inside): SourceNode {
  const entries = new Map<string, SourceEntry>()
  for (const { key, value } of items) {
    const name = String(key.value)
    const within = stepInto(inside, name)
    const [keyStart, keyEnd] = key.range
    const grown = value === null ? emptyNode(keyEnd) : grow(growth, value, within)
    if (entries.has(name)) growth.findings.push(duplicateKey(name, keyStart, within.pointer))
    else if (name === FORBIDDEN_KEY) growth.findings.push(forbiddenKey(keyStart, within.pointer))
    else entries.set(name, { key: { start: keyStart, end: keyEnd }, value: grown })
  }
  return { kind: 'map', start, end, entries }
}

function growAlias(growth: Growth, { source, range: [start] }: Alias.Parsed, inside: Inside): SourceNode {
  const target = growth.anchors.get(source)
  if (target === undefined) return stop(growth, unknownAnchor(source, start, inside.pointer))
  admit(growth, measure(target), { ...inside, start })
  return target
}

interface Measure {
  /** How many values, itself included. */
  readonly size: number
  /** How many levels, its own included. */
  readonly height: number
}

function measure(node: SourceNode): Measure {
  const inner = childrenOf(node).map(measure)
  return {
    size: inner.reduce((sum, { size }) => sum + size, 1),
    height: inner.reduce((highest, { height }) => Math.max(highest, height), 0) + 1,
  }
}

function childrenOf(node: SourceNode): readonly SourceNode[] {
  if (node.kind === 'scalar') return []
  return node.kind === 'list' ? node.items : [...node.entries.values()].map(({ value }) => value)
}

function admit(growth: Growth, { size, height }: Measure, { pointer, depth, start }: Inside & { start: number }): void {
  growth.nodes += size
  if (growth.isStopped) return
  if (growth.nodes > DOCUMENT_NODES_MAX) stop(growth, tooManyValues(start, DOCUMENT_NODES_MAX))
  else if (depth + height - 1 > DOCUMENT_DEPTH_MAX) stop(growth, tooDeep(start, pointer, DOCUMENT_DEPTH_MAX))
}

function stop(growth: Growth, finding: Finding): SourceNode {
  growth.findings.push(finding)
  growth.isStopped = true
  return emptyNode(finding.start)
}

function stepInto({ pointer, depth }: Inside, key: string | number): Inside {
  return { pointer: childPointer(pointer, key), depth: depth + 1 }
}

function emptyNode(start: number): SourceScalar {
  return { kind: 'scalar', start, end: start, value: null, written: '' }
}

function unknownAnchor(name: string, start: number, pointer: string): Finding {
  const message = `The alias ${quoted(`*${name}`)} stands for nothing: no finished value before it has that anchor.`
  return { rule: 'yaml-syntax', start, pointer, message, help: 'Write the value itself.' }
}
