import type { Timestamp } from '../../src/core/basics/timestamp.ts'
import { isoTime, timestamp } from '../../src/core/basics/timestamp.ts'
import type { Origin } from '../../src/core/insights/tally-receipts.ts'
import type {
  AdjustmentReceipt,
  Receipt,
  RedactionReceipt,
  RunReceipt,
  StageReceipt,
  TaskProof,
  VerdictReceipt,
} from '../../src/core/receipt/receipt.ts'
import { aStageReceipt } from './receipts.ts'

export const ORIGIN: Origin = { workflow: 'desk' }

/** Noon of the day the tests take place; `later(5)` is five minutes after it. */
const NOON = timestamp(Date.UTC(2026, 10, 20, 12))

export function later(minutes: number): Timestamp {
  return timestamp(NOON + minutes * 60_000)
}

export function time(minutes: number): string {
  return isoTime(later(minutes))
}

/** A stage of run `r`. */
export function aStageOf(stage: string, given: Partial<StageReceipt> = {}): StageReceipt {
  return aStageReceipt('r', { stage, at: time(0), ...given })
}

/** A person was asked at 0 and decided at `decided`, with four hours to do it. */
export function aTaskProof(given: Partial<TaskProof> = {}): TaskProof {
  return {
    reason: 'low-confidence',
    first_opened_at: time(0),
    due_at: time(240),
    decided_at: time(20),
    in_time: true,
    times_asked: 1,
    ...given,
  }
}

const CHAINED = { schema: 'workcharts.receipt/1', run: 'r', previous: '' } as const

export function aRunReceipt(given: Partial<RunReceipt> = {}): RunReceipt {
  return {
    ...CHAINED,
    kind: 'run',
    number: 100,
    at: time(60),
    workflow: 'desk',
    workflow_sha256: 'v1',
    plan_sha256: '',
    outcome: 'succeeded',
    started_at: time(0),
    started_by: 'human:lena',
    cause: {},
    origin: null,
    cost: { basis: 'free' },
    stages: {},
    ...given,
  }
}

export function anAdjustment(given: Partial<AdjustmentReceipt> = {}): AdjustmentReceipt {
  return { ...CHAINED, kind: 'adjustment', number: 101, at: time(3_000), stage: 'sort', cost: null, ...given }
}

export function aVerdict(given: Partial<VerdictReceipt> = {}): VerdictReceipt {
  const found = { stage: 'sort', verdict: 'wrong', by: 'human:tom' } as const
  return { ...CHAINED, kind: 'verdict', number: 102, at: time(3_000), ...found, ...given }
}

export function aRedaction(): RedactionReceipt {
  return { ...CHAINED, kind: 'redaction', number: 103, at: time(3_000), by: 'human:tom' }
}

export function gbp(microUnits: number) {
  return { basis: 'reported', currency: 'GBP', microUnits } as const
}

/** What a person decided, having taken the task at `taken`. */
export function decidedBy(person: string, { taken, decided }: { readonly taken?: number; readonly decided: number }) {
  const trail = taken === undefined ? [] : [{ did: 'taken', at: time(taken), by: person }]
  return {
    at: time(decided),
    decision: { type: 'approve', by: person },
    task: aTaskProof({ decided_at: time(decided), in_time: decided <= 240, trail }),
  } satisfies Partial<Receipt>
}
