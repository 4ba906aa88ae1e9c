import type { Json } from '../basics/json.ts'
import { known } from '../basics/known.ts'
import type { AddChange, AppendChange, InsertChange, MoveChange, RealChange, RemoveChange } from './plan-change.ts'
import type { SourceList, SourceMap, Span } from './source-tree.ts'

/** The JSON text with one change. Every character outside of the change stays. */
export function applyToJson(text: string, change: RealChange): string {
  if (change.kind === 'add') return addTo(text, change)
  if (change.kind === 'remove') return removeFrom(text, change)
  if (change.kind === 'insert') return insertInto(text, change)
  if (change.kind === 'append') return appendTo(text, change)
  if (change.kind === 'move') return moveIn(text, change)
  if (change.kind === 'rename')
    return splice(text, known(change.node.entries.get(change.key)).key, JSON.stringify(change.to))
  return splice(text, change.node, format(text, change.node.start, change.value))
}

function addTo(text: string, { node, key, value }: AddChange): string {
  const label = node.kind === 'map' ? `${JSON.stringify(key)}: ` : ''
  const last = membersOf(node).at(-1)
  if (last === undefined) return splice(text, node, between(node, ` ${label}${format(text, node.start, value)} `))
  const gap = gapBefore(text, last.start)
  return splice(text, { start: last.end, end: last.end }, `,${gap}${label}${format(text, last.start, value)}`)
}

function removeFrom(text: string, { node, key }: RemoveChange): string {
  const members = membersOf(node)
  const at = node.kind === 'map' ? [...node.entries.keys()].indexOf(String(key)) : Number(key)
  const [before, own, after] = [members[at - 1], known(members[at]), members[at + 1]]
  if (after !== undefined) return splice(text, { start: own.start, end: after.start }, '')
  if (before !== undefined) return splice(text, { start: before.end, end: own.end }, '')
  return splice(text, node, between(node, ''))
}

function insertInto(text: string, { node, at, value }: InsertChange): string {
  const { start } = known(node.items[at])
  return splice(text, { start, end: start }, `${format(text, start, value)},${gapBefore(text, start)}`)
}

function appendTo(text: string, { node, after, values }: AppendChange): string {
  const { start, end } = known(node.items[after])
  const gap = gapBefore(text, start)
  const added = values.map((value) => `,${gap}${format(text, start, value)}`)
  return splice(text, { start: end, end }, added.join(''))
}

/** The items change their places; what stands between the places stays. */
function moveIn(text: string, { node, from, to }: MoveChange): string {
  const order = [...node.items.keys()]
  order.splice(to, 0, ...order.splice(from, 1))
  const moved = node.items.map((place, at) => {
    const [item, next] = [known(node.items[known(order[at])]), node.items[at + 1]]
    return text.slice(item.start, item.end) + text.slice(place.end, next?.start ?? place.end)
  })
  return splice(text, { start: known(node.items[0]).start, end: known(node.items.at(-1)).end }, moved.join(''))
}

/** The members of a map, with their keys, or of a list. */
function membersOf(node: SourceMap | SourceList): readonly Span[] {
  if (node.kind === 'list') return node.items
  return [...node.entries.values()].map(({ key, value }) => ({ start: key.start, end: value.end }))
}

function between(node: SourceMap | SourceList, inner: string): string {
  return node.kind === 'map' ? `{${inner}}` : `[${inner}]`
}

/** What stands between a member and the comma or bracket before it: a line end with its indentation, or spaces. */
function gapBefore(text: string, start: number): string {
  const gap = text.slice(text.slice(0, start).trimEnd().length, start)
  return gap === '' ? ' ' : gap
}

/** A value that begins at `start`, on lines of its own only where the document already has lines. */
function format(text: string, start: number, value: Json): string {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1
  const line = text.slice(lineStart, start)
  const indent = line.slice(0, line.length - line.trimStart().length)
  const unit = /\n([ \t]+)/.exec(text)?.[1]
  return JSON.stringify(value, null, unit ?? '').replaceAll('\n', `\n${indent}`)
}

function splice(text: string, { start, end }: Span, by: string): string {
  return text.slice(0, start) + by + text.slice(end)
}
