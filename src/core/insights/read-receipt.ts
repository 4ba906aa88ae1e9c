import type { Receipt } from '../receipt/receipt.ts'

/** What each kind of receipt is counted by. */
const NEEDED = {
  stage: ['at', 'performer', 'attempts'],
  run: ['at', 'stages'],
  adjustment: ['at', 'cost'],
  verdict: ['at', 'verdict'],
  redaction: ['at', 'by'],
} as const satisfies Record<Receipt['kind'], readonly string[]>

/** The receipt of a line that this program wrote; undefined for one that lacks what is counted. */
export function readReceipt(line: string): Receipt | undefined {
  const value: unknown = JSON.parse(line)
  return isReceipt(value) ? value : undefined
}

function isReceipt(value: unknown): value is Receipt {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return false
  const needed = Object.entries(NEEDED).find(([kind]) => kind === value.kind)?.[1]
  return needed?.every((name) => name in value) ?? false
}
