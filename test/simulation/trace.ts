import { createHash } from 'node:crypto'

/** What happened in a world, line by line. */
export interface Trace {
  readonly add: (line: string) => void
  /** SHA-256 over all lines. */
  readonly hash: () => string
  readonly lines: readonly string[]
}

export function createTrace(): Trace {
  const lines: string[] = []
  return {
    add: (line) => void lines.push(line),
    hash: () => createHash('sha256').update(lines.join('\n')).digest('hex'),
    lines,
  }
}
