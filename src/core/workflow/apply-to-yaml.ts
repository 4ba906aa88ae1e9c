import type { Document, Node, Scalar, YAMLMap, YAMLSeq } from 'yaml'
import { isAlias, isCollection, isScalar, visit } from 'yaml'
import type { Json } from '../basics/json.ts'
import { known } from '../basics/known.ts'
import type { EditPath, RealChange, RenameChange } from './plan-change.ts'

export interface OpenYaml {
  readonly apply: (change: RealChange) => void
  readonly print: () => string
}

/** A YAML text, parsed, to be changed. Comments, key order, quotes and blank lines stay; spaces are made regular. */
export function openYaml(text: string, document: Document.Parsed): OpenYaml {
  return {
    apply: (change) => {
      if (isShared(document, pathOf(change))) writeOutAliases(document)
      apply(document, change)
    },
    print: () => {
      const printed = document.toString({ lineWidth: 0, ...layoutOf(text) })
      return text.includes('\r\n') ? printed.replaceAll('\n', '\r\n') : printed
    },
  }
}

/** What must not be shared with anything: to move an item concerns the whole list, since aliases follow their anchors. */
function pathOf(change: RealChange): EditPath {
  return 'key' in change ? [...change.path, change.key] : change.path
}

function apply(document: Document.Parsed, change: RealChange): void {
  switch (change.kind) {
    case 'remove':
      document.deleteIn(pathOf(change))
      return
    case 'add':
      openFlow(document, change.path)
      setIn(document, pathOf(change), change.value)
      return
    case 'insert':
      itemsAt(document, change.path).splice(change.at, 0, nodeOf(document, change.value))
      return
    case 'append': {
      const nodes = change.values.map((value) => nodeOf(document, value))
      itemsAt(document, change.path).splice(change.after + 1, 0, ...nodes)
      return
    }
    case 'rename':
      keyAt(document, change).value = change.to
      return
    case 'move': {
      const items = itemsAt(document, change.path)
      items.splice(change.to, 0, ...items.splice(change.from, 1))
      return
    }
    default:
      setIn(document, pathOf(change), change.value)
  }
}

function keyAt(document: Document.Parsed, { path, key }: RenameChange): Scalar {
  const { items } = document.getIn(path, true) as YAMLMap<Scalar>
  return known(items.find((pair) => String(pair.key.value) === key)).key
}

/** What was written `[]` or `{}` gets lines of its own with its first entry. */
function openFlow(document: Document.Parsed, path: EditPath): void {
  const node = document.getIn(path, true)
  if (isCollection(node) && node.items.length === 0) node.flow = false
}

/** A comment above the first item is read as one of the list; it goes where the item goes. */
function itemsAt(document: Document.Parsed, path: EditPath): Node[] {
  const list = document.getIn(path, true) as YAMLSeq<Node>
  if (list.flow !== true && typeof list.commentBefore === 'string') {
    known(list.items[0]).commentBefore = list.commentBefore
    list.commentBefore = null
  }
  return list.items
}

function nodeOf(document: Document.Parsed, value: Json): Node {
  return document.createNode(value, { aliasDuplicateObjects: false })
}

/** A scalar changes inside its node, which keeps its comment and its quotes. */
function setIn(document: Document.Parsed, path: EditPath, value: Json): void {
  const isPlain = typeof value !== 'object' || value === null
  document.setIn(path, isPlain ? value : nodeOf(document, value))
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
