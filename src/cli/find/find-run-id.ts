import { runList } from '../../api/contract/runs.ts'
import type { Result } from '../../core/basics/result.ts'
import { err, ok } from '../../core/basics/result.ts'
import type { ApiClient } from '../api-client.ts'
import type { CliFailure } from '../cli-failure.ts'
import { usageFailure } from '../cli-failure.ts'
import { EXIT } from '../exit-code.ts'
import { query } from './query.ts'

const WHOLE_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

const END_OF_ID = /^[0-9a-f-]{0,35}[0-9a-f]$/

/** The run that is meant by a whole id or by the characters one ends with. */
export async function findRunId(api: ApiClient, typed: string): Promise<Result<string, CliFailure>> {
  if (WHOLE_ID.test(typed)) return ok(typed)
  if (!END_OF_ID.test(typed)) return err(unknownRun(typed))
  const listed = await api.get(`/runs${query({ idEnd: typed, limit: 200 })}`, runList)
  if (!listed.ok) return listed
  const ids = listed.value.runs.map(({ id }) => id).filter((id) => id.endsWith(typed))
  const [first, second] = ids
  if (first === undefined) return err(unknownRun(typed))
  return second === undefined ? ok(first) : err(severalRuns(typed, ids))
}

function unknownRun(typed: string): CliFailure {
  return {
    exit: EXIT.notFound,
    code: 'run-unknown',
    message: `There is no run whose id ends with "${typed}".`,
    details: [],
    help: 'Run `workcharts runs list` to see their ids.',
  }
}

function severalRuns(typed: string, ids: readonly string[]): CliFailure {
  const failure = usageFailure(
    'run-ambiguous',
    `${ids.length} runs end with "${typed}".`,
    'Type more of the end of its id.',
  )
  return { ...failure, details: ids.map((id) => ({ message: id, pointer: '' })) }
}
