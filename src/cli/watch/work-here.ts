import type { RunStatus } from '../../api/contract/runs.ts'
import type { Result } from '../../core/basics/result.ts'
import { ok } from '../../core/basics/result.ts'
import type { CliFailure } from '../cli-failure.ts'
import type { Connected } from '../session.ts'
import { awaitRuns } from './await-runs.ts'

/**
 * With a running server the work goes on there. Without one this process does it, so it must stay until the run has
 * ended or waits for a person. Returns how the run stands then; undefined: a server does the work.
 */
export async function workHere(session: Connected, run: string): Promise<Result<RunStatus | undefined, CliFailure>> {
  if (session.api.kind === 'server') return ok(undefined)
  const watched = await awaitRuns(session, { ids: [run], onLook: () => undefined })
  return watched.ok ? ok(watched.value.runs[0]?.status) : watched
}
