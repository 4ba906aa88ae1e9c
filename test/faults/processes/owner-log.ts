import { openSync, readFileSync, writeSync } from 'node:fs'

/** What an owner writes outside the folder it owns: that it has it, that it still does, that it gives it back. */
type Mark = 'takes' | 'holds' | 'gives'

/** Each mark is one write(2) at the end of the file: the order of lines is the order of the marks. */
export function openOwnerLog(path: string, owner: string): (mark: Mark) => void {
  const file = openSync(path, 'a')
  return (mark) => void writeSync(file, `${mark} ${owner}\n`)
}

interface Reading {
  readonly owner: string | null
  readonly overlaps: readonly string[]
}

/**
 * Where two owners had the folder at the same time. An owner that was killed gives nothing back: the next may take it,
 * and from then on no mark of the killed one may follow.
 */
export function findOverlaps(path: string, killed: ReadonlySet<string>): readonly string[] {
  const lines = readFileSync(path, 'utf8').split('\n').slice(0, -1)
  const start: Reading = { owner: null, overlaps: [] }
  return lines.reduce((reading, line) => read(reading, line, killed), start).overlaps
}

function read({ owner, overlaps }: Reading, line: string, killed: ReadonlySet<string>): Reading {
  const [mark, marked = ''] = line.split(' ')
  if (mark === 'takes') {
    const isFree = owner === null || killed.has(owner)
    return { owner: marked, overlaps: isFree ? overlaps : [...overlaps, `${marked} took the folder that ${owner} had`] }
  }
  const next = mark === 'gives' ? null : owner
  return { owner: next, overlaps: owner === marked ? overlaps : [...overlaps, `${marked} ${mark} what ${owner} has`] }
}
