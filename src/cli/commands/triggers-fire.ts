import { runState } from '../../api/contract/runs.ts'
import { ok } from '../../core/basics/result.ts'
import { findTrigger } from '../find/find-trigger.ts'
import { readInstant } from '../input/read-instant.ts'
import type { Connected, Outcome } from '../session.ts'
import type { JsonOption } from '../tree/options.ts'
import { settleHere } from './change-run.ts'

export interface FireOptions extends JsonOption {
  /** A time of the schedule that has passed. */
  readonly at?: string
}

export async function fireTrigger(session: Connected, typed: string, options: FireOptions): Promise<Outcome> {
  const instant = options.at === undefined ? ok(undefined) : readInstant(options.at)
  if (!instant.ok) return instant
  const found = await findTrigger(session.api, { typed, count: 1 })
  if (!found.ok) return found
  const fired = await session.api.post(`/triggers/${encodeURIComponent(found.value.id)}/fire`, {
    body: { instant: instant.value },
    schema: runState,
  })
  if (!fired.ok) return fired
  return await settleHere(session, fired.value, options)
}
