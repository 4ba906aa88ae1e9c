import type { Plan } from '../../core/plan/plan.ts'
import type { RunId } from '../../core/run/ids.ts'
import type { PositionedEvent, Store } from '../../engine/store.ts'
import { followRun } from './follow-run.ts'
import type { RunTrace } from './run-trace.ts'
import { newTrace } from './run-trace.ts'

export type TraceReader = Pick<Store, 'findRun' | 'findPlan' | 'history'>

/** Runs that are remembered; one that was forgotten is read again with its next fact. */
const TRACES_MAX = 1_000
const PLANS_MAX = 50

export interface TraceCache {
  /** The run as it was before this fact. Undefined: it is not there any more, or has told this already. */
  readonly before: (fact: PositionedEvent) => Promise<RunTrace | undefined>
  readonly forget: (run: RunId) => void
}

export function createTraceCache(reader: TraceReader): TraceCache {
  const traces = new Map<RunId, RunTrace>()
  const plans = new Map<string, Plan>()
  const planOf = async (digest: string): Promise<Plan | undefined> => {
    const plan = plans.get(digest) ?? (await reader.findPlan(digest))
    if (plan !== undefined) keep(plans, { key: digest, value: plan, max: PLANS_MAX })
    return plan
  }
  const read = async ({ run, seq }: PositionedEvent): Promise<RunTrace | undefined> => {
    const record = await reader.findRun(run)
    const plan = record && (await planOf(record.row.planDigest))
    if (plan === undefined) return undefined
    const trace = newTrace(run, plan)
    const history = seq === 1 ? [] : await reader.history(run, { after: 0, also: [] })
    for (const earlier of history) if (earlier.seq < seq) followRun(trace, earlier.event)
    return trace
  }
  return {
    before: async (fact) => {
      const known = traces.get(fact.run)
      const trace = known?.facts === fact.seq - 1 ? known : await read(fact)
      if (trace !== undefined) keep(traces, { key: fact.run, value: trace, max: TRACES_MAX })
      return trace
    },
    forget: (run) => void traces.delete(run),
  }
}

/** Puts it last; the first, which was used longest ago, gives way. */
function keep<K, V>(
  entries: Map<K, V>,
  { key, value, max }: { readonly key: K; readonly value: V; readonly max: number },
): void {
  entries.delete(key)
  entries.set(key, value)
  const [oldest] = entries.keys()
  if (entries.size > max && oldest !== undefined) entries.delete(oldest)
}
