import { signatureCheck } from '../../src/api/check-signature.ts'
import type { Following, Tampering } from '../../src/core/receipt/follow-lines.ts'
import { beginFollowing, followLine, placeOf } from '../../src/core/receipt/follow-lines.ts'
import type { ReadLine } from '../../src/core/receipt/read-line.ts'
import { readLine } from '../../src/core/receipt/read-line.ts'
import { endFollowing } from '../../src/core/receipt/verify-export.ts'

const { sha256 } = signatureCheck

/** An export whose lines are read once, to be judged with some of them changed. */
export interface Reading {
  readonly lines: readonly string[]
  readonly seal: string
  readonly reads: readonly ReadLine[]
}

export function readingOf(text: string): Reading {
  const lines = text.split('\n').slice(0, -1)
  const seal = lines.pop() ?? ''
  return { lines, seal, reads: lines.map((line) => readLine(line, signatureCheck)) }
}

/** Lines in the place of `gone` others, from `from` on. */
export interface Change {
  readonly from: number
  readonly gone: number
  readonly lines: readonly string[]
}

/**
 * What the check of the whole says of a changed export: the same steps, but from where it was changed, and what did not
 * change is not read again. `before`: the lines before it, followed. It is left as it was.
 */
export function judge(reading: Reading, before: Following, { from, gone, lines }: Change): Tampering | undefined {
  const all = [...reading.lines.slice(from + gone), reading.seal]
  const changed = [...lines]
  const seal = from + gone > reading.lines.length ? (changed.pop() ?? '') : (all.at(-1) ?? '')
  const undo = journalOf(before)
  try {
    const follow = (read: ReadLine): Tampering | undefined => {
      undo.note(read)
      return followLine(before, read, sha256)
    }
    for (const line of changed) {
      const problem = follow(readLine(line, signatureCheck))
      if (problem !== undefined) return problem
    }
    for (let index = from + gone; index < reading.reads.length; index += 1) {
      const problem = follow(reading.reads[index] as ReadLine)
      if (problem !== undefined) return problem
    }
    const ended = endFollowing(before, seal, signatureCheck)
    return ended.ok ? undefined : ended.error
  } finally {
    undo.all()
  }
}

/** Remembers what following a line changes, to take it back. */
function journalOf(following: Following): { readonly note: (read: ReadLine) => void; readonly all: () => void } {
  const { lines, run: last, checkpoint, proof, chains, receipts } = following
  const steps: (() => void)[] = []
  return {
    note: (read) => {
      const run = runOf(read)
      if (run === undefined) return
      const chain = chains.get(run)
      steps.push(() => void (chain === undefined ? chains.delete(run) : chains.set(run, chain)))
      if (read.type !== 'receipt') return
      const place = placeOf(run, read.number)
      const receipt = receipts.get(place)
      steps.push(() => void (receipt === undefined ? receipts.delete(place) : receipts.set(place, receipt)))
    },
    all: () => {
      for (const step of steps.toReversed()) step()
      Object.assign(following, { lines, run: last, checkpoint, proof })
    },
  }
}

function runOf(read: ReadLine): string | undefined {
  if (read.type === 'receipt') return read.run
  return read.type === 'inclusion' ? read.inclusion.run : undefined
}

/** Each line with those before it followed. */
export function* followed(reading: Reading): Generator<readonly [number, Following]> {
  const following = beginFollowing()
  for (const [index, read] of reading.reads.entries()) {
    yield [index, following]
    if (followLine(following, read, sha256) !== undefined) throw new Error('The export does not verify unchanged')
  }
  yield [reading.lines.length, following]
}
