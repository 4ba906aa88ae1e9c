import type { Json } from '../basics/json.ts'
import type { Judgement } from '../gate/judge.ts'
import type { Score } from '../gate/score.ts'
import type { Cost } from '../run/cost.ts'

/**
 * One line of proof (`job_outcomes`): a stage settled, a run ended, or something about a settled stage became known
 * later. Plain JSON; its canonical form is what is hashed and exported. Unknown is null, never 0.
 */
export type Receipt = StageReceipt | RunReceipt | AdjustmentReceipt | VerdictReceipt | RedactionReceipt

interface ReceiptBase {
  readonly schema: 'workcharts.receipt/1'
  readonly run: string
  /** Its place in the run's chain, from 1. */
  readonly number: number
  /** The hash of the line before it, or the chain's genesis. */
  readonly previous: string
  /** ISO 8601, UTC. */
  readonly at: string
}

export interface StageReceipt extends ReceiptBase {
  readonly kind: 'stage'
  readonly stage: string
  readonly outcome: string
  /** Why it was skipped, failed or refused, as a sentence; null otherwise. */
  readonly because: string | null
  readonly performer: { readonly ref: string; readonly digest: string | null }
  readonly attempts: number
  readonly ready_at: string | null
  readonly begun_at: string | null
  /** Absent: it is from before this was kept. */
  readonly times?: TimesProof
  readonly cost: Cost | null
  /** The rows of the price list by which the cost was worked out; absent: by none, or it is from before this was kept. */
  readonly prices?: readonly PriceProof[]
  /** Every model that was asked, over all attempts; tokens are null where one did not say. */
  readonly models: readonly {
    readonly name: string
    readonly tokens_in: number | null
    readonly tokens_out: number | null
  }[]
  readonly confidence: number | null
  readonly confidence_source: string
  /** Every score the answer has, the one that decided last; absent: that one is all there is. */
  readonly scores?: readonly Score[]
  readonly threshold: number | null
  /** What its gate made of the answer; absent: it has no threshold, nobody answered, or it is from before this was kept. */
  readonly threshold_result?: Judgement
  /** What its gate went by, where that is more than a written limit; absent: it is not, nobody answered, or it is older. */
  readonly gate?: GateProof
  readonly decision: DecisionProof | null
  /** How good it was, as somebody judged it; null: nobody has. Never derived from confidence. */
  readonly quality: JudgedQuality | null
  readonly task: TaskProof | null
  /** Both are salted: the salts stay with the payloads and are erased with them. */
  readonly inputs_sha256: string | null
  readonly outputs_sha256: string | null
  readonly context: readonly ContextProof[]
  /** Salted as the outputs: all that was passed on, as those after it are given it; absent: nothing was, or it is older. */
  readonly handoff_sha256?: string
  /** Of all of it together, as the plan has it; absent: nothing was given. */
  readonly context_sha256?: string
  readonly artifacts: readonly { readonly name: string; readonly sha256: string; readonly size: number }[]
}

/** What a gate made of an answer, and the chance by which a person looks at it: what certificates are worked out from. */
export interface GateProof {
  /** ISO 8601, UTC. */
  readonly judged_at: string
  /** SHA-256 of what gave the answer: performer, model, instructions, and how its score is measured. */
  readonly basis: string
  /** The kind of answer; null: all are of one kind. */
  readonly segment: string | null
  /** The share of wrong ones that is promised of what goes through; null: the limit was written. */
  readonly target: number | null
  /** The chance with which a certificate of that may be wrong; absent: nothing is promised. */
  readonly risk?: number
  /** From which score on answers went through; null: none did. */
  readonly limit: number | null
  /** SHA-256 of the certificate that the limit rests on; null: it rests on none. */
  readonly certificate: string | null
  readonly score: number | null
  readonly result: Judgement | 'no-certificate'
  readonly audit_rate: number
  /** Tossed before the gate: below the rate, and a person looks at an answer that goes through. */
  readonly coin: number
  /** The chance that a person had to look at it, and the least that any answer had under the same rules. */
  readonly chance: number
  readonly least_chance: number
  /** What came of a look that chance or the gate asked for; absent: no such look, or not yet. */
  readonly verdict?: 'right' | 'wrong'
}

/** How long it took whom, in milliseconds. Null: not known, or it took nobody's time. */
export interface TimesProof {
  /** From when it could begin until it began. */
  readonly queue_ms: number | null
  /** All tries together, each from its beginning to its end. */
  readonly work_ms: number | null
  /** All tasks together, each from when people were asked until they decided. */
  readonly people_ms: number | null
}

/** A row of the price list: money for 1,000,000 tokens, in digits. */
export interface PriceProof {
  readonly provider: string
  readonly model: string
  readonly effective_from: string
  readonly input: string
  readonly output: string
  /** Null: as much as any input. Of the next as well. */
  readonly cache_read: string | null
  readonly cache_write: string | null
  readonly currency: string
  /** Where the price was read. */
  readonly source: string
  /** SHA-256 of the row without this, as canonical JSON. */
  readonly sha256: string
}

interface JudgedQuality {
  readonly verdict: 'right' | 'wrong'
  readonly by: string
  /** How sure the answer was that they changed or refused; absent where `confidence` says it, and in older receipts. */
  readonly confidence?: number
}

/** What a person decided. Role, time and reason are in no receipt from before roles. */
export interface DecisionProof {
  readonly type: string
  readonly by: string
  readonly role?: string
  /** ISO 8601, UTC. */
  readonly at?: string
  /** What they said; empty where they said nothing. */
  readonly reason?: string
}

/** A context module that the stage was given. */
interface ContextProof {
  readonly ref: string
  readonly sha256: string
  readonly tokens: number
  /** The memory it was made of; absent: it is a text of its own. */
  readonly memory_ids?: readonly string[]
}

/** When people were asked, and whether they were in time. */
export interface TaskProof {
  readonly reason: string
  readonly first_opened_at: string
  readonly due_at: string | null
  readonly decided_at: string | null
  /** Null: nobody decided. */
  readonly in_time: boolean | null
  readonly times_asked: number
  /** What happened before it was decided, in order; absent: nothing did. */
  readonly trail?: readonly TrailProof[]
}

/** Who did something with a task. */
interface TrailProof {
  readonly did: string
  /** ISO 8601, UTC. */
  readonly at: string
  /** Null: nobody did it, its time had come. */
  readonly by: string | null
  readonly role?: string
  /** Who was asked, added, or was asked from then on. */
  readonly to?: readonly string[]
}

export interface RunReceipt extends ReceiptBase {
  readonly kind: 'run'
  readonly workflow: string
  readonly workflow_sha256: string
  readonly plan_sha256: string
  readonly outcome: string
  readonly started_at: string
  readonly started_by: string
  readonly cause: Json
  readonly origin: string | null
  readonly cost: Cost | null
  /** Stages by outcome. */
  readonly stages: Readonly<Record<string, number>>
}

/** A cost that came after its stage had settled. */
export interface AdjustmentReceipt extends ReceiptBase {
  readonly kind: 'adjustment'
  readonly stage: string
  readonly cost: Cost | null
  readonly prices?: readonly PriceProof[]
}

/** What a person found when looking at a settled stage again. */
export interface VerdictReceipt extends ReceiptBase {
  readonly kind: 'verdict'
  readonly stage: string
  readonly verdict: 'right' | 'wrong'
  readonly by: string
  /** Somebody had looked at it before; absent: nobody had. */
  readonly second?: true
}

/** What the run was given, gave and was told was erased: no hash before this can be compared with it any more. */
export interface RedactionReceipt extends ReceiptBase {
  readonly kind: 'redaction'
  readonly by: string
}

/** Where a run's chain of receipts stands. */
export interface Chain {
  readonly count: number
  /** The hash of the last line; before the first one, the genesis. */
  readonly head: string
}
