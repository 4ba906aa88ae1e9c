import { isDeepStrictEqual } from 'node:util'
import { signatureCheck } from '../../../src/api/check-signature.ts'
import { exportReceipts } from '../../../src/core/receipt/export.ts'
import { verifyExport } from '../../../src/core/receipt/verify-export.ts'
import type { ReceiptRow } from '../../../src/engine/store.ts'
import { sha256 } from '../../support/runs.ts'
import type { FoldedRun, History } from '../fold-run.ts'
import type { Invariant } from './breach.ts'
import { ofEachRun } from './breach.ts'

/** I12: the chains hold, and there is exactly the receipt that each fact calls for. */
export const receipts: readonly Invariant[] = [
  (history) => brokenChains(history),
  ofEachRun('I12', (run) => [...uncalled(run), ...endings(run)]),
]

function brokenChains({ stored }: History): readonly string[] {
  const runs = stored.runs.toSorted((left, right) => (left.row.id < right.row.id ? -1 : 1))
  const lines = runs.flatMap((run) => run.receipts.map(({ line }) => line))
  try {
    const verified = verifyExport(exportReceipts(lines, sha256), signatureCheck)
    return verified.ok ? [] : [`I12 receipt ${verified.error.line} of all: ${verified.error.message}`]
  } catch (error) {
    return [`I12 the receipts can not be exported: ${String(error)}`]
  }
}

function uncalled({ receipts: stored, called }: FoldedRun): readonly string[] {
  const wrong = called.flatMap((receipt, index) => {
    const there = stored[index]
    if (there === undefined) return [`receipt ${receipt.number} (${nameOf(receipt)}) is missing`]
    return isDeepStrictEqual(there, receipt) ? [] : [`receipt ${there.number} is not what the facts call for`]
  })
  return [...wrong, ...stored.slice(called.length).map(({ number }) => `no fact calls for receipt ${number}`)]
}

/** Counted apart from the fold: a stage or a run that ended has one receipt, a stage that was taken over has none. */
function endings({ facts, receipts: stored }: FoldedRun): readonly string[] {
  return (['stage', 'run'] as const).flatMap((kind) => {
    const ends = facts.filter(({ event }) => event.type === ENDINGS[kind]).length
    const written = stored.filter((receipt) => receipt.kind === kind).length
    return ends === written ? [] : [`${ends} endings of kind "${kind}" have ${written} receipts`]
  })
}

const ENDINGS = { stage: 'stage-settled', run: 'run-finished' } as const

function nameOf({ kind, stage }: ReceiptRow): string {
  return stage === null ? kind : `${kind} ${stage}`
}
