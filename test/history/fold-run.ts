import type { Chain } from '../../src/core/receipt/receipt.ts'
import { genesis, writeReceipt } from '../../src/core/receipt/write-receipts.ts'
import { evolve } from '../../src/core/run/evolve.ts'
import type { RunId } from '../../src/core/run/ids.ts'
import type { Run } from '../../src/core/run/run.ts'
import type { LaterEvent } from '../../src/core/run/run-event.ts'
import { runOf } from '../../src/core/run/start-run.ts'
import { receiptRow } from '../../src/engine/rows.ts'
import type { ReceiptRow } from '../../src/engine/store.ts'
import { sha256 } from '../support/runs.ts'
import type { Effect, Evidence, Request, StoredRun } from './evidence.ts'

/** A stored run beside what its facts make of it. */
export interface FoldedRun extends StoredRun {
  /** The run that the facts make. */
  readonly run: Run
  /** The receipts that the facts call for. */
  readonly called: readonly ReceiptRow[]
  readonly chain: Chain
}

/** The evidence with every run folded anew from its facts. */
export interface History extends Evidence {
  readonly runs: readonly FoldedRun[]
  readonly runOf: ReadonlyMap<RunId, FoldedRun>
  readonly requestsOf: ReadonlyMap<RunId, readonly Request[]>
  readonly effectsOf: ReadonlyMap<RunId, readonly Effect[]>
}

export function historyOf(evidence: Evidence, runs: readonly FoldedRun[]): History {
  return {
    ...evidence,
    runs,
    runOf: new Map(runs.map((run) => [run.row.id, run])),
    requestsOf: Map.groupBy(evidence.requests, ({ wish }) => wish.run),
    effectsOf: Map.groupBy(evidence.effects, ({ run }) => run),
  }
}

/** Folds a stored run from its first fact on. Throws where the facts are no history of a run. */
export function foldRun(stored: StoredRun): FoldedRun {
  const [first, ...later] = stored.facts.map(({ event }) => event)
  if (first?.type !== 'run-started') throw new Error('its first fact is not the start of a run')
  const run = runOf(stored.plan, first)
  return { ...stored, ...later.map(laterEvent).reduce(fold, { run, chain: genesis(run, sha256), called: [] }) }
}

type Folded = Pick<FoldedRun, 'run' | 'chain' | 'called'>

function fold(before: Folded, event: LaterEvent): Folded {
  const run = evolve(before.run, event)
  const written = writeReceipt(before.chain, { run, event }, sha256)
  if (written === undefined) return { ...before, run }
  return { run, chain: written.chain, called: [...before.called, receiptRow(run, written)] }
}

function laterEvent(event: StoredRun['facts'][number]['event']): LaterEvent {
  if (event.type === 'run-started') throw new Error('it starts twice')
  return event
}
