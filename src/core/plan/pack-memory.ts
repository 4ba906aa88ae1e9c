import type { MemoryItem, MemoryType } from '../memory/memory-item.ts'
import { MEMORY_TYPES } from '../memory/memory-item.ts'
import { tokensOfLength } from './tokens.ts'

/** As sure as this, an item needs no label; as `MEDIUM_FROM`, it is of medium confidence; below, or unknown, of low. */
const HIGH_FROM = 0.85
const MEDIUM_FROM = 0.6

/** The sections of a pack, in the order of `MEMORY_TYPES`. */
const HEADINGS: Readonly<Record<MemoryType, string>> = {
  decision: '\n## Decisions\n\n',
  constraint: '\n## Constraints\n\n',
  gotcha: '\n## Gotchas\n\n',
  style_rule: '\n## Style rules\n\n',
  learning: '\n## Learnings\n\n',
}

export interface MemoryPack {
  /** Markdown; empty: nothing was packed. */
  readonly text: string
  readonly tokens: number
  /** In the order of the text. */
  readonly memoryIds: readonly string[]
  /** What did not fit. */
  readonly tooLarge: readonly { readonly id: string; readonly tokens: number; readonly left: number }[]
}

/**
 * As many of the items as there is room for, tried in their order: one that does not fit is passed over, so that a large
 * one keeps no small one out. Title, headings and labels are counted.
 */
export function packMemory(title: string, items: readonly MemoryItem[], room: number): MemoryPack {
  const head = `# ${title}\n`
  const packed = new Map<MemoryType, Line[]>()
  const tooLarge: MemoryPack['tooLarge'][number][] = []
  let length = head.length
  for (const item of items) {
    const lines = packed.get(item.type) ?? []
    const line = lineOf(item)
    const added = line.length + (lines.length === 0 ? HEADINGS[item.type].length : 0)
    const used = packed.size === 0 ? 0 : tokensOfLength(length)
    const needed = tokensOfLength(length + added) - used
    if (needed > room - used) {
      tooLarge.push({ id: item.id, tokens: needed, left: room - used })
    } else {
      lines.push({ id: item.id, line })
      packed.set(item.type, lines)
      length += added
    }
  }
  if (packed.size === 0) return { text: '', tokens: 0, memoryIds: [], tooLarge }
  const sections = MEMORY_TYPES.map((type) => ({ heading: HEADINGS[type], lines: packed.get(type) ?? [] }))
  const memoryIds = sections.flatMap(({ lines }) => lines.map(({ id }) => id))
  return { text: head + sections.map(textOf).join(''), tokens: tokensOfLength(length), memoryIds, tooLarge }
}

interface Line {
  readonly id: string
  readonly line: string
}

function textOf({ heading, lines }: { readonly heading: string; readonly lines: readonly Line[] }): string {
  return lines.length === 0 ? '' : heading + lines.map(({ line }) => line).join('')
}

/** What goes over several lines stays one point of the list. */
function lineOf({ content, confidence }: MemoryItem): string {
  return `- ${labelOf(confidence ?? 0)}${content.replaceAll(/\r\n?|\n/g, '\n  ')}\n`
}

function labelOf(confidence: number): string {
  if (confidence >= HIGH_FROM) return ''
  return confidence >= MEDIUM_FROM ? '[medium confidence] ' : '[low confidence] '
}
