import { known } from '../basics/known.ts'
import type { Finder, Found } from './block.ts'
import type { Line } from './lines.ts'
import type { LeftOutReason } from './procedure.ts'

interface Fence {
  readonly reason: LeftOutReason
  /** `first`: whether the line is the first of all. */
  readonly opens: (text: string, first: boolean) => boolean
  readonly closes: (text: string) => boolean
}

/** What stands between two marks and is no text for people. A mark that is not closed is text. */
const FENCES: readonly Fence[] = [
  {
    reason: 'front-matter',
    opens: (text, first) => first && text === '---',
    closes: (text) => text === '---' || text === '...',
  },
  { reason: 'code', opens: (text) => text.startsWith('```'), closes: (text) => text === '```' },
  { reason: 'code', opens: (text) => text.startsWith('~~~'), closes: (text) => text === '~~~' },
  {
    reason: 'comment',
    opens: (text) => text.startsWith('<!--') && !text.includes('-->'),
    closes: (text) => text.endsWith('-->'),
  },
]
const LINK_DEFINITION = /^\[[^\]]+\]:\s+\S/
const ONLY_NUMBER = /^(?=[.,:/ ()–-]{0,9}\d)[\d.,:/ ()–-]+$/

/** Finds what is no text for people. Where the last mark of a kind closes is looked for once. */
export function setAsideIn(lines: readonly Line[]): Finder {
  const lastClosings = new Map(FENCES.map((fence) => [fence, lines.findLastIndex(closedBy(fence))]))
  return (_, at) => {
    const { text } = known(lines[at]).fragment
    const fence = FENCES.find(({ opens }) => opens(text, at === 0))
    if (fence !== undefined) return at < known(lastClosings.get(fence)) ? between(lines, at, fence) : undefined
    if (LINK_DEFINITION.test(text)) return leftOut(lines.slice(at, at + 1), 'link-address', at + 1)
    return ONLY_NUMBER.test(text) ? leftOut(lines.slice(at, at + 1), 'bare-number', at + 1) : undefined
  }
}

function between(lines: readonly Line[], at: number, fence: Fence): Found {
  let end = at + 1
  while (!fence.closes(known(lines[end]).fragment.text)) end++
  return leftOut(lines.slice(at, end + 1), fence.reason, end + 1)
}

function closedBy({ closes }: Fence): (line: Line) => boolean {
  return ({ fragment }) => closes(fragment.text)
}

function leftOut(lines: readonly Line[], reason: LeftOutReason, next: number): Found {
  const { at } = known(lines[0]).fragment
  const text = lines.map(({ fragment }) => fragment.text).join('\n')
  return { blocks: [{ type: 'left-out', text, reason, at }], next }
}
