import type { Receipt, StageReceipt } from '../../src/core/receipt/receipt.ts'
import { genesis, writeReceipt } from '../../src/core/receipt/write-receipts.ts'
import { evolve } from '../../src/core/run/evolve.ts'
import type { StartEvent } from '../../src/core/run/start-run.ts'
import { runOf } from '../../src/core/run/start-run.ts'
import type { TestRun } from './runs.ts'
import { sha256 } from './runs.ts'

/** When the receipts of the tests began. */
export const BEGAN = '2026-11-20T12:00:00.000Z'

/** One use of a skill that succeeded; the test names what matters. */
export function aStageReceipt(run: string, given: Partial<StageReceipt> = {}): StageReceipt {
  return {
    schema: 'workcharts.receipt/1',
    number: 1,
    previous: '',
    at: BEGAN,
    kind: 'stage',
    run,
    stage: 'sort',
    outcome: 'succeeded',
    because: null,
    performer: { ref: 'skill:sort', digest: null },
    attempts: 1,
    ready_at: null,
    begun_at: null,
    cost: { basis: 'free' },
    models: [],
    confidence: 0.9,
    confidence_source: 'reported',
    threshold: null,
    decision: null,
    quality: null,
    task: null,
    inputs_sha256: null,
    outputs_sha256: null,
    context: [],
    artifacts: [],
    ...given,
  }
}

/** The receipts of a whole history. */
export function receiptsOf({ run: { plan }, history }: TestRun): readonly Receipt[] {
  const [started, ...later] = history
  let run = runOf(plan, started as StartEvent)
  let chain = genesis(run, sha256)
  const receipts: Receipt[] = []
  for (const event of later) {
    if (event.type === 'run-started') continue
    run = evolve(run, event)
    const written = writeReceipt(chain, { run, event }, sha256)
    if (written !== undefined) receipts.push(written.receipt)
    chain = written?.chain ?? chain
  }
  return receipts
}
