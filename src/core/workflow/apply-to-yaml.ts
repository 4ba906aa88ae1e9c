import type { Document } from 'yaml'
import { isAlias, isCollection, isScalar, parseDocument, visit } from 'yaml'
import type { Json } from '../basics/json.ts'
import { YAML_OPTIONS } from './parse-yaml.ts'
import type { Change, EditPath } from './plan-change.ts'

/** The YAML text with one change. Comments, key order, quotes and blank lines stay; spaces are made regular. */
export function applyToYaml(text: string, change: Exclude<Change, { kind: 'none' }>): string {
  const document = parseDocument(text, YAML_OPTIONS)
  const path = change.kind === 'replace' ? change.path : [...change.path, change.key]
  if (isShared(document, path)) writeOutAliases(document)
  if (change.kind === 'remove') document.deleteIn(path)
  else setIn(document, path, change.value)
  const printed = document.toString({ lineWidth: 0, ...layoutOf(text) })
  return text.includes('\r\n') ? printed.replaceAll('\n', '\r\n') : printed
}

/** A scalar changes inside its node, which keeps its comment and its quotes. */
function setIn(document: Document.Parsed, path: EditPath, value: Json): void {
  const isPlain = typeof value !== 'object' || value === null
  document.setIn(path, isPlain ? value : document.createNode(value, { aliasDuplicateObjects: false }))
}

/** Whether a change at `path` would also change what stands elsewhere by alias, or take an anchor away from one. */
function isShared(document: Document.Parsed, path: EditPath): boolean {
  const passed = [...path, ''].map((_, at) => document.getIn(path.slice(0, at), true))
  return passed.some((node) => isAlias(node) || hasAnchor(node)) || holdsAnchor(passed.at(-1))
}

function hasAnchor(node: unknown): boolean {
  return (isScalar(node) || isCollection(node)) && node.anchor !== undefined
}

function holdsAnchor(node: unknown): boolean {
  const anchors = new Set<string>()
  if (isCollection(node)) visit(node, { Value: (_, inner) => void anchors.add(inner.anchor ?? '') })
  return [...anchors].some((anchor) => anchor !== '')
}

/** Afterwards nothing in the document depends on anything else in it. */
function writeOutAliases(document: Document.Parsed): void {
  visit(document, { Alias: (_, alias) => document.createNode(alias.toJS(document), { aliasDuplicateObjects: false }) })
  visit(document, {
    Value: (_, node) => {
      delete node.anchor
    },
  })
}

/** How far the author indents, and whether he indents lists under their key. */
function layoutOf(text: string) {
  const step = /^( {1,8})[^\s#]/m.exec(text)?.[1]?.length ?? 2
  const isFlush = /^( *)[^\s#-][^\n]*:[ \r]*\n\1- /m.test(text)
  return { indent: Math.max(step, 2), indentSeq: !isFlush }
}
