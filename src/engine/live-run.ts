import type { JsonObject } from '../core/basics/json.ts'
import type { Plan } from '../core/plan/plan.ts'
import type { Chain } from '../core/receipt/receipt.ts'
import type { RunId } from '../core/run/ids.ts'
import { replay, replayFrom } from '../core/run/replay.ts'
import type { Run } from '../core/run/run.ts'
import type { RunEvent } from '../core/run/run-event.ts'
import type { Snapshot } from '../core/run/snapshot.ts'
import { fromSnapshot, payloadFacts } from '../core/run/snapshot.ts'
import { allStages } from '../core/run/stage-table.ts'
import type { StartEvent } from '../core/run/start-run.ts'
import type { RunRecord, Store, StoredEvent } from './store.ts'

/** A run as the store knows it, with what goes on beside it. */
export interface LiveRun {
  readonly run: Run
  readonly chain: Chain
  /** The version its last snapshot was taken at; 0: none. */
  readonly snapshotAt: number
  /** Characters of the payloads it holds, as JSON. */
  readonly payload: number
}

/** The length of a payload as JSON. */
export function charsOf(payload: JsonObject | undefined): number {
  return payload === undefined ? 0 : JSON.stringify(payload).length
}

/** Plans by their digest. */
export type GetPlan = (digest: string) => Promise<Plan>

/** Loads a run: its last snapshot and the facts since, or its whole history. Undefined: there is no such run. */
export async function loadRun(store: Store, getPlan: GetPlan, id: RunId): Promise<LiveRun | undefined> {
  const record = await store.findRun(id)
  if (record === undefined) return undefined
  const plan = await getPlan(record.row.planDigest)
  const run = await rebuild(store, record, plan)
  return {
    run,
    chain: { count: record.row.chainCount, head: record.row.chainHead },
    snapshotAt: record.snapshot?.version ?? 0,
    payload: allStages(run.stages).reduce(
      (sum, { answer }) => sum + charsOf(answer?.answer.outputs),
      charsOf(run.inputs),
    ),
  }
}

async function rebuild(store: Store, { row, snapshot }: RunRecord, plan: Plan): Promise<Run> {
  if (snapshot === undefined) {
    const history = await store.history(row.id, { after: 0, also: [] })
    return replay(
      plan,
      history.map(({ event }) => event),
    )
  }
  const also = [1, ...payloadFacts(snapshot)].filter((seq) => seq <= snapshot.version)
  return fromParts(plan, snapshot, await store.history(row.id, { after: snapshot.version, also }))
}

function fromParts(plan: Plan, snapshot: Snapshot, stored: readonly StoredEvent[]): Run {
  const facts = new Map(stored.map((fact) => [fact.seq, fact.event]))
  const factAt = (seq: number): RunEvent => {
    const found = facts.get(seq)
    if (found === undefined) throw new Error(`Fact ${seq} of a stored run is missing`)
    return found
  }
  const run = fromSnapshot(snapshot, { plan, started: factAt(1) as StartEvent, factAt })
  return replayFrom(
    run,
    stored.filter((fact) => fact.seq > snapshot.version).map(({ event }) => event),
  )
}
