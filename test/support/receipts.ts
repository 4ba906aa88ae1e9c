import type { StageReceipt } from '../../src/core/receipt/receipt.ts'

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
