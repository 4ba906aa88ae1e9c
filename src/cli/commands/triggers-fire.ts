import { runState } from '../../api/contract/runs.ts'
import { findTrigger } from '../find/find-trigger.ts'
import type { Connected, Outcome } from '../session.ts'
import type { JsonOption } from '../tree/options.ts'
import { settleHere } from './change-run.ts'

export async function fireTrigger(session: Connected, typed: string, options: JsonOption): Promise<Outcome> {
  const found = await findTrigger(session.api, { typed, count: 1 })
  if (!found.ok) return found
  const fired = await session.api.post(`/triggers/${encodeURIComponent(found.value.id)}/fire`, {
    body: {},
    schema: runState,
  })
  if (!fired.ok) return fired
  return await settleHere(session, fired.value, options)
}
