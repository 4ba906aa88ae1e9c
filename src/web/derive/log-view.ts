import type { LogLine } from '../../api/contract/run-detail.ts'

/** What is shown of a log, newest first. */
export interface LogView {
  readonly lines: readonly LogLine[]
  /** Lines that came since the reader scrolled away. */
  readonly newer: number
}

/**
 * The lines that hold what was typed. `held`: the newest line when the reader scrolled away from it; from then on lines
 * stay where they are, and newer ones are counted. Null: it follows.
 */
export function logView(log: readonly LogLine[], search: string, held: string | null): LogView {
  const place =
    held === null
      ? 0
      : Math.max(
          0,
          log.findIndex(({ id }) => id === held),
        )
  const typed = search.trim().toLowerCase()
  const lines = log.slice(place)
  return {
    lines: typed === '' ? lines : lines.filter((line) => isMeant(line, typed)),
    newer: place,
  }
}

function isMeant({ lead, text, aside }: LogLine, typed: string): boolean {
  return `${lead} ${text} ${aside ?? ''}`.toLowerCase().includes(typed)
}

/** The place of a line in the page's address. */
export function lineAnchor(id: string): string {
  return `line-${id}`
}
