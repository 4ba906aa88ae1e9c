import { ok } from '../../core/basics/result.ts'
import { EXIT } from '../exit-code.ts'
import { findRunId } from '../find/find-run-id.ts'
import type { Connected, Outcome } from '../session.ts'
import type { JsonOption } from '../tree/options.ts'
import { followLog } from '../watch/follow-log.ts'
import type { Ending } from '../watch/run-ending.ts'
import { exitFor } from '../watch/run-ending.ts'

export interface LogOptions extends JsonOption {
  readonly follow?: true
}

/** Followed, the command ends as the run ends. */
export async function printLog(session: Connected, typed: string, { follow, json }: LogOptions): Promise<Outcome> {
  const id = await findRunId(session.api, typed)
  if (!id.ok) return id
  const goesOn = follow ? GOES_ON[session.api.kind] : () => false
  const followed = await followLog(session, { run: id.value, layout: json ? 'json' : 'text', goesOn })
  if (!followed.ok) return followed
  const { how, detail } = followed.value
  if (how === 'interrupted') return ok(EXIT.interrupted)
  return ok(follow ? exitFor([detail.summary.status]) : EXIT.ok)
}

/** Without a server nobody can answer while this command runs, so it does not wait for people. */
const GOES_ON = {
  server: (ending) => ending !== 'finished',
  'in-process': (ending) => ending === 'none',
} as const satisfies Record<Connected['api']['kind'], (ending: Ending) => boolean>
