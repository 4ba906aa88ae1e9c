import type { Trigger } from '../../api/contract/triggers.ts'
import { trigger } from '../../api/contract/triggers.ts'
import { ok } from '../../core/basics/result.ts'
import { EXIT } from '../exit-code.ts'
import { findTrigger } from '../find/find-trigger.ts'
import type { Connected, Outcome } from '../session.ts'
import { showInstant } from '../show/times.ts'
import type { JsonOption } from '../tree/options.ts'

export interface PauseOptions extends JsonOption {
  readonly because: string
}

export async function pauseTrigger(session: Connected, typed: string, options: PauseOptions): Promise<Outcome> {
  return await change(session, { typed, verb: 'pause', body: { because: options.because } }, options)
}

export async function resumeTrigger(session: Connected, typed: string, options: JsonOption): Promise<Outcome> {
  return await change(session, { typed, verb: 'resume', body: {} }, options)
}

interface TriggerChange {
  readonly typed: string
  readonly verb: 'pause' | 'resume'
  readonly body: object
}

async function change(
  { api, screen }: Connected,
  { typed, verb, body }: TriggerChange,
  { json }: JsonOption,
): Promise<Outcome> {
  const found = await findTrigger(api, { typed, count: 1 })
  if (!found.ok) return found
  const changed = await api.post(`/triggers/${encodeURIComponent(found.value.id)}/${verb}`, { body, schema: trigger })
  if (!changed.ok) return changed
  if (json) screen.json('trigger', changed.value)
  else screen.print(whereItStands(changed.value))
  return ok(EXIT.ok)
}

function whereItStands({ id, state, starts, next: [first] }: Trigger): string {
  if (state === 'paused') return `${id} is paused. It starts again with: workcharts triggers resume ${id}`
  if (first === undefined || starts.type === 'event') return `${id} is resumed.`
  return `${id} is resumed. Next start: ${showInstant(first, starts.timezone)}, ${starts.timezone}`
}
