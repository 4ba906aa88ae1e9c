import { known } from '../basics/known.ts'
import type { Locate, Passage } from './passage.ts'
import { lastUpTo, locateIn, textOf } from './passage.ts'
import type { LeftOut, LeftOutReason } from './procedure.ts'

/** A passage without its markup, and what went with it. */
export interface Plain {
  readonly text: string
  readonly leftOut: readonly LeftOut[]
  /** Where an offset of `text` stands in the source. */
  readonly locate: Locate
}

/** No alternative reads past the opening of the next one, so that no text takes more than one pass. */
const MARKUP = new RegExp(
  [
    /(?<comment><!--[^<]*?-->)/u,
    /(?<autolink><(?:https?:\/\/|mailto:)[^<>\s]+>)/u,
    /(?<tag><\/?[a-z][^<>]*>)/u,
    /(?<picture>\[!\[[^[\]]*\]\([^()]*\)\]\([^()\s]*\)|!\[[^[\]]*\]\([^()]*\))/u,
    /\[(?<linked>[^[\]]*)\](?:\((?<address>[^()\s]*(?:\([^()\s]*\)[^()\s]*)?(?:\s"[^"()]*")?)\)|\[(?<name>[^[\]]*)\])/u,
    /&(?<entity>nbsp|amp|lt|gt|quot|#39);/u,
    /\\(?<escaped>[\\`*_{}[\]()#+.!|<>~-]|$)/u,
    /(?<mark>`+|~~|\*{2,3}|(?<![\p{L}\p{N}*])\*(?=[^\s*])|(?<=[^\s*])\*(?![\p{L}\p{N}*]))/u,
    /(?<underline>(?<![\p{L}\p{N}_])_{1,3}(?=[^\s_])|(?<=[^\s_])_{1,3}(?![\p{L}\p{N}_]))/u,
  ]
    .map(({ source }) => source)
    .join('|'),
  'giu',
)

const ENTITIES: Readonly<Record<string, string>> = { nbsp: ' ', amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }
/** What stands on both sides of one of these is not one word. */
const BREAKING_TAG = /^<\/?(?:br|p|div|li|ul|ol|tr|td|th|h[1-6])\b/i

export function toPlain(passage: Passage): Plain {
  const source = textOf(passage)
  const place = locateIn(passage)
  const pieces: Piece[] = []
  const leftOut: LeftOut[] = []
  let end = 0
  for (const match of source.matchAll(MARKUP)) {
    pieces.push({ text: source.slice(end, match.index), from: end })
    const { shown, from, dropped } = resolve(match)
    pieces.push({ text: shown, from })
    leftOut.push(...dropped.map((one): LeftOut => ({ type: 'left-out', ...one, at: place(one.from) })))
    end = match.index + match[0].length
  }
  pieces.push({ text: source.slice(end), from: end })
  return { text: pieces.map(({ text }) => text).join(''), leftOut, locate: locateThrough(pieces, place) }
}

/** Without its markup, on one line, without what can not be seen. */
export function plainText(passage: Passage): string {
  return oneLine(toPlain(passage).text)
}

export function oneLine(text: string): string {
  return text
    .replaceAll(/[\u200b\u00ad\ufeff]/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
}

interface Piece {
  readonly text: string
  /** Its offset in the source. */
  readonly from: number
}

interface Resolved {
  readonly shown: string
  readonly from: number
  readonly dropped: readonly { readonly text: string; readonly reason: LeftOutReason; readonly from: number }[]
}

function resolve(match: RegExpExecArray): Resolved {
  const { index: from } = match
  const { comment, autolink, tag, picture, linked, address, name, entity, escaped } = known(match.groups)
  if (comment !== undefined) return dropping(comment, 'comment', from)
  if (picture !== undefined) return dropping(picture, 'picture', from)
  if (tag !== undefined) return { ...dropping(tag, 'markup', from), shown: BREAKING_TAG.test(tag) ? ' ' : '' }
  if (autolink !== undefined) return showing(autolink.slice(1, -1), from + 1)
  if (linked !== undefined) return link(linked, address ?? known(name), from)
  if (entity !== undefined) return showing(known(ENTITIES[entity.toLowerCase()]), from)
  return showing(escaped ?? '', from)
}

function showing(text: string, from: number): Resolved {
  return { shown: text, from, dropped: [] }
}

function dropping(text: string, reason: LeftOutReason, from: number): Resolved {
  return { shown: '', from, dropped: [{ text, reason, from }] }
}

/** A name of nothing, as in `[text][]`, leaves nothing out. */
function link(linked: string, address: string, from: number): Resolved {
  const at = from + linked.length + '[]('.length
  const left = dropping(address, 'link-address', at)
  return { shown: linked.replaceAll(EMPHASIS, ''), from: from + 1, dropped: address === '' ? [] : left.dropped }
}

/** Inside of a link's text. */
const EMPHASIS = /[*_`]+(?![\p{L}\p{N}])|(?<![\p{L}\p{N}])[*_`]+/gu

function locateThrough(pieces: readonly Piece[], place: Locate): Locate {
  const starts: number[] = []
  let length = 0
  for (const { text } of pieces) {
    starts.push(length)
    length += text.length
  }
  return (offset) => {
    const index = lastUpTo(starts, offset)
    return place(known(pieces[index]).from + offset - known(starts[index]))
  }
}
