import type { Result } from '../../core/basics/result.ts'
import { err, ok } from '../../core/basics/result.ts'
import type { Timestamp } from '../../core/basics/timestamp.ts'
import { addMs, fromIsoTime } from '../../core/basics/timestamp.ts'
import type { ActorId, RunId } from '../../core/run/ids.ts'
import type { StageId, WorkflowId } from '../../core/workflow/workflow.ts'
import type { RunQuestion } from '../../engine/run-finder.ts'
import type { ApiParts } from '../api-parts.ts'
import type { RunQuery } from '../contract/runs.ts'
import { unknownVersion } from '../problems/from-run-problem.ts'
import type { ApiProblem } from '../problems/refuse.ts'

const DAY_MS = 24 * 3_600_000
const MINUTE_MS = 60_000

/** What the address of the list asks the store for. A version is known by its number there, and by its hash here. */
export async function runQuestion(
  { reader, clock }: Pick<ApiParts, 'reader' | 'clock'>,
  query: RunQuery,
): Promise<Result<RunQuestion, ApiProblem>> {
  const digest = await digestOf(reader, query)
  if (!digest.ok) return digest
  const { workflow, status, search, idEnd, cause, trigger, startedBy, failedStage, waits, before, limit } = query
  return ok({
    limit,
    ...given('workflow', workflow as WorkflowId | undefined),
    ...given('statuses', status),
    ...given('search', search),
    ...given('idEnd', idEnd),
    ...given('workflowDigest', digest.value),
    ...given('startedBy', startedBy as ActorId | undefined),
    ...given('cause', cause),
    ...given('trigger', trigger),
    ...given('failedStage', failedStage as StageId | undefined),
    ...given('waits', waits),
    ...given('before', before as RunId | undefined),
    ...times(query, clock.now()),
  })
}

function times({ days, from, to, tookMinutes }: RunQuery, now: Timestamp): Partial<RunQuestion> {
  const since = days === undefined ? undefined : addMs(now, -days * DAY_MS)
  return {
    ...given('from', from === undefined ? since : fromIsoTime(from)),
    ...given('to', to === undefined ? undefined : fromIsoTime(to)),
    ...given('tookLongerMs', tookMinutes === undefined ? undefined : tookMinutes * MINUTE_MS),
  }
}

async function digestOf(reader: ApiParts['reader'], query: RunQuery): Promise<Result<string | undefined, ApiProblem>> {
  const { workflow, version } = query
  if (version === undefined || workflow === undefined) return ok(undefined)
  const versions = await reader.listVersions(workflow as WorkflowId)
  const found = versions.find(({ number }) => number === version)
  return found === undefined ? err(unknownVersion(workflow, version)) : ok(found.digest)
}

function given<K extends string, V>(name: K, value: V | undefined): { readonly [key in K]?: V } {
  return value === undefined ? {} : ({ [name]: value } as { readonly [key in K]: V })
}
