import type { Result } from '../core/basics/result.ts'
import { err, ok } from '../core/basics/result.ts'
import type { ActorId } from '../core/run/ids.ts'
import type { Engine } from './engine.ts'
import type { Clock } from './ports.ts'
import type { AssumptionsRow, TallyReader } from './tally-row.ts'
import type { WorkflowReading } from './workflows.ts'

export interface AssumptionsOrder extends Pick<AssumptionsRow, 'minutes' | 'hourly' | 'perError'> {
  /** The one that was seen; 0: there was none. */
  readonly revision: number
  readonly by: ActorId
}

/** Why nothing is assumed. */
export type AssumptionsProblem =
  | { readonly code: 'workflow-invalid' }
  | { readonly code: 'stage-unknown'; readonly stages: readonly string[] }
  | { readonly code: 'assumptions-changed' }

export interface AssumptionsParts {
  readonly reader: Pick<TallyReader, 'findAssumptions'>
  readonly engine: Pick<Engine, 'write'>
  readonly clock: Clock
}

/** Keeps what the manager of a WorkChart assumes about it: all of it, and who said so when. */
export async function changeAssumptions(
  parts: AssumptionsParts,
  { document }: WorkflowReading,
  { revision, ...order }: AssumptionsOrder,
): Promise<Result<AssumptionsRow, AssumptionsProblem>> {
  if (document === undefined) return err({ code: 'workflow-invalid' })
  const { id, stages } = document.workflow
  const known = new Set<string>(stages.map((stage) => stage.id))
  const unknown = Object.keys(order.minutes).filter((stage) => !known.has(stage))
  if (unknown.length > 0) return err({ code: 'stage-unknown', stages: unknown })
  const stored = await parts.reader.findAssumptions(id)
  if ((stored?.revision ?? 0) !== revision) return err({ code: 'assumptions-changed' })
  const row = { ...order, workflow: id, revision: revision + 1, at: parts.clock.now() }
  const outcome = await parts.engine.write({ assumptions: row })
  return outcome === 'appended' ? ok(row) : err({ code: 'assumptions-changed' })
}
