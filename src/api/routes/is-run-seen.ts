import type { Context } from 'hono'
import type { RunId } from '../../core/run/ids.ts'
import type { Engine } from '../../engine/engine.ts'
import type { ApiEnv } from '../posture/authenticate.ts'
import { seesRun } from '../posture/seen.ts'

/** Runs of other ventures are not there for the caller. */
export async function isRunSeen(c: Context<ApiEnv>, engine: Pick<Engine, 'findRun'>, id: RunId): Promise<boolean> {
  const run = await engine.findRun(id)
  return run !== undefined && seesRun(c, run)
}
