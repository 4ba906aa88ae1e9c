import type { RunState } from '../../api/contract/runs.ts'
import { runState } from '../../api/contract/runs.ts'
import type { Result } from '../../core/basics/result.ts'
import { ok } from '../../core/basics/result.ts'
import type { CliFailure } from '../cli-failure.ts'
import { EXIT } from '../exit-code.ts'
import { findRunId } from '../find/find-run-id.ts'
import type { Connected, Outcome } from '../session.ts'
import { shortRun } from '../show/ids.ts'
import { runWord } from '../show/words.ts'
import type { JsonOption } from '../tree/options.ts'
import { workHere } from '../watch/work-here.ts'

export interface RunChange {
  readonly typed: string
  readonly verb: 'cancel' | 'pause' | 'resume' | 'retry'
  readonly body: unknown
}

/** Sends a command to a run. A retry answers with the new run. */
export async function changeRun(
  { api }: Connected,
  { typed, verb, body }: RunChange,
): Promise<Result<RunState, CliFailure>> {
  const id = await findRunId(api, typed)
  return id.ok ? api.post(`/runs/${id.value}/${verb}`, { body, schema: runState }) : id
}

/** Says where a run stands that begins to work; where no server does the work, once it is done. */
export async function settleHere(session: Connected, { id, status }: RunState, options: JsonOption): Promise<Outcome> {
  const worked = await workHere(session, id)
  if (!worked.ok) return worked
  printState(session, { id, status: worked.value ?? status }, options)
  return ok(EXIT.ok)
}

export function printState(
  { screen }: Connected,
  { id, status }: Omit<RunState, 'version'>,
  { json }: JsonOption,
): void {
  if (json) screen.json('run-state', { id, status })
  else screen.print([`Run ${shortRun(id)}: `, runWord(status)])
}
