import type { Sha256 } from '../core/basics/sha256.ts'
import { treeOf } from '../core/receipt/checkpoint.ts'
import type { ProofSoFar } from '../core/receipt/export.ts'
import { addProofLine, NO_PROOF, sealLine } from '../core/receipt/export.ts'
import { inclusionLine } from '../core/receipt/inclusion.ts'
import type { CheckpointReader, PlacedReceipt } from '../engine/checkpoint-reader.ts'
import type { CheckpointRow } from '../engine/checkpoint-row.ts'
import type { ReceiptFilter } from '../engine/store.ts'

/** Receipts held in memory at once. */
const PAGE_RECEIPTS = 500

export interface ExportParts {
  readonly reader: CheckpointReader
  readonly sha256: Sha256
}

export type ExportFilter = Pick<ReceiptFilter, 'run' | 'workflow' | 'ventures'>

/**
 * The lines of an export, page by page: every receipt as it was hashed, what proves the ends of their chains, then the
 * seal. What is written or signed meanwhile is left out, so that all of it fits.
 */
export async function* exportPages(parts: ExportParts, which: ExportFilter): AsyncGenerator<string> {
  const latest = await parts.reader.latestCheckpoint()
  const upTo = await parts.reader.countReceipts()
  const ends = new Map<string, End>()
  let receipts = 0
  for await (const rows of receiptPages(parts.reader, { ...which, upTo })) {
    for (const row of rows) ends.set(row.run, endAfter(ends.get(row.run), row, latest))
    receipts += rows.length
    yield rows.map(({ line }) => `${line}\n`).join('')
  }
  let proof = NO_PROOF
  for await (const lines of proofPages(parts, ends, latest)) {
    proof = addLines(proof, lines, parts.sha256)
    yield lines.map((line) => `${line}\n`).join('')
  }
  const heads = new Map([...ends].map(([run, { head }]) => [run, head]))
  const signed = [...ends.values()].reduce((sum, end) => sum + (end.signed?.number ?? 0), 0)
  yield `${sealLine({ receipts, heads }, { ...proof, signed }, parts.sha256)}\n`
}

/** Receipts as exports list them, page by page, up to a place among all. */
export async function* receiptPages(
  reader: CheckpointReader,
  which: ExportFilter & { readonly upTo: number },
): AsyncGenerator<readonly PlacedReceipt[]> {
  let rows = await reader.listPlacedReceipts({ ...which, limit: PAGE_RECEIPTS })
  for (let last = rows.at(-1); last !== undefined; last = rows.at(-1)) {
    yield rows
    const after = { run: last.run, number: last.number }
    rows = await reader.listPlacedReceipts({ ...which, after, limit: PAGE_RECEIPTS })
  }
}

/** The end of a run's chain, and which of its receipts is the last that a checkpoint vouches for. */
interface End {
  readonly head: string
  readonly signed: SignedEnd | undefined
}

type SignedEnd = Pick<PlacedReceipt, 'number' | 'place'>

function endAfter(end: End | undefined, row: PlacedReceipt, latest: CheckpointRow | undefined): End {
  const isSigned = latest !== undefined && row.place <= latest.receipts
  return { head: row.hash, signed: isSigned ? { number: row.number, place: row.place } : end?.signed }
}

function addLines(proof: ProofSoFar, lines: readonly string[], sha256: Sha256): ProofSoFar {
  return lines.reduce((so, line) => addProofLine(so, line, sha256), proof)
}

/** Checkpoint after checkpoint, each with the ends that it proves; at last the newest, which says how many there were. */
async function* proofPages(
  parts: ExportParts,
  ends: ReadonlyMap<string, End>,
  latest: CheckpointRow | undefined,
): AsyncGenerator<readonly string[]> {
  if (latest === undefined) return
  const places = new Map([...ends].flatMap(([run, { signed }]) => (signed === undefined ? [] : [[run, signed.place]])))
  const waiting = [...places.values()].sort((left, right) => left - right)
  let covered = 0
  for (const place of waiting) {
    if (place <= covered) continue
    const checkpoint = await checkpointOver(parts.reader, place)
    covered = checkpoint.receipts
    yield [checkpoint.line, ...(await inclusions(parts, checkpoint, places))]
  }
  if (covered < latest.receipts) yield [latest.line]
}

async function checkpointOver(reader: CheckpointReader, place: number): Promise<CheckpointRow> {
  const checkpoint = await reader.findCheckpointOver(place)
  if (checkpoint === undefined) throw new Error(`No checkpoint covers receipt ${place} of all, and the newest must`)
  return checkpoint
}

/** Of the leaves of a checkpoint, those that are the last signed ones of the runs asked for. */
async function inclusions(
  { reader, sha256 }: ExportParts,
  { number: checkpoint, receipts }: CheckpointRow,
  places: ReadonlyMap<string, number>,
): Promise<readonly string[]> {
  const before = await reader.findCheckpoint(checkpoint - 1)
  const after = before?.receipts ?? 0
  const leaves = await reader.listChainEnds({ after, upTo: receipts })
  const tree = treeOf(leaves, sha256)
  return leaves.flatMap((end, leaf) => {
    const place = places.get(end.run) ?? 0
    return place > after && place <= receipts ? [inclusionLine({ checkpoint, end, leaf, tree })] : []
  })
}
