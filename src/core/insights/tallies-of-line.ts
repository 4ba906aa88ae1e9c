import type { Receipt } from '../receipt/receipt.ts'
import { readReceipt } from './read-receipt.ts'
import type { Tally } from './tally.ts'
import type { Origin } from './tally-receipts.ts'
import { talliesOf, tallyRun } from './tally-receipts.ts'

/** What a line that a run gets changes. `before` gives the lines that the run has already, and is asked only if needed. */
export function talliesOfLine(line: string, before: () => readonly string[], origin: Origin): readonly Tally[] {
  const receipt = readReceipt(line)
  if (receipt === undefined) return []
  return talliesOf(receipt, receipt.kind === 'stage' ? [] : readAll(before()), origin)
}

/** All that a run's lines count. */
export function talliesOfLines(lines: readonly string[], origin: Origin): readonly Tally[] {
  return tallyRun(readAll(lines), origin)
}

function readAll(lines: readonly string[]): readonly Receipt[] {
  return lines.flatMap((line) => readReceipt(line) ?? [])
}
