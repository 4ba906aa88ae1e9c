import type { ChangedRun } from '../../api/contract/runs.ts'
import { changedRuns } from '../../api/contract/runs.ts'
import type { Result } from '../../core/basics/result.ts'
import { err, ok } from '../../core/basics/result.ts'
import type { RunsChange } from '../../core/run/several-runs.ts'
import { RUNS_CHANGED_MAX } from '../../core/run/several-runs.ts'
import type { ApiClient } from '../api-client.ts'
import type { CliFailure } from '../cli-failure.ts'
import { usageFailure } from '../cli-failure.ts'
import { EXIT } from '../exit-code.ts'
import { findRunId } from '../find/find-run-id.ts'
import type { Connected, Outcome } from '../session.ts'
import { shortRun } from '../show/ids.ts'
import { runWord } from '../show/words.ts'
import type { Text } from '../terminal/text.ts'
import type { JsonOption } from '../tree/options.ts'
import { awaitRuns } from '../watch/await-runs.ts'

export interface SeveralChange {
  readonly typed: readonly string[]
  readonly verb: RunsChange
  /** What is sent beside the ids. */
  readonly body: Readonly<Record<string, unknown>>
}

/** Changes each of several runs by itself, and says what came of each. Nothing is done where one of them is not found. */
export async function changeSeveral(session: Connected, change: SeveralChange, { json }: JsonOption): Promise<Outcome> {
  const ids = await findAll(session.api, change.typed)
  if (!ids.ok) return ids
  const body = { ...change.body, runs: ids.value }
  const sent = await session.api.post(`/runs/${change.verb}`, { body, schema: changedRuns })
  if (!sent.ok) return sent
  const worked = await workedOff(session, sent.value.runs)
  if (!worked.ok) return worked
  const { screen } = session
  if (json) screen.json('changed-runs', { runs: worked.value })
  else screen.print(...worked.value.map(lineOf))
  return ok(worked.value.every(({ result }) => result.type === 'done') ? EXIT.ok : EXIT.refused)
}

async function findAll(api: ApiClient, typed: readonly string[]): Promise<Result<readonly string[], CliFailure>> {
  if (typed.length > RUNS_CHANGED_MAX) return err(tooMany(typed.length))
  const ids = new Set<string>()
  for (const one of typed) {
    const found = await findRunId(api, one)
    if (!found.ok) return found
    ids.add(found.value)
  }
  return ok([...ids])
}

function tooMany(count: number): CliFailure {
  return usageFailure(
    'runs-too-many',
    `${count} runs were named; at most ${RUNS_CHANGED_MAX} are changed at once.`,
    'Name fewer of them, and the others with another call.',
  )
}

/** Without a server this process does the work of the new runs, and only then they stand as they will. */
async function workedOff(
  session: Connected,
  runs: readonly ChangedRun[],
): Promise<Result<readonly ChangedRun[], CliFailure>> {
  const started = runs.flatMap(({ next }) => (next === null ? [] : [next.id]))
  if (session.api.kind === 'server' || started.length === 0) return ok(runs)
  const watched = await awaitRuns(session, { ids: started, onLook: () => undefined })
  if (!watched.ok) return watched
  const statuses = new Map(watched.value.runs.map(({ id, status }) => [id, status]))
  return ok(
    runs.map((run) =>
      run.next === null ? run : { ...run, next: { ...run.next, status: statuses.get(run.next.id) ?? run.next.status } },
    ),
  )
}

/** `Run 00000001: Canceled`, `Run 00000001: Failed, taken up by run 00000009: Running` */
function lineOf({ id, result, status, next }: ChangedRun): Text {
  const state = status === null ? 'not there' : runWord(status)
  const refused = result.type === 'refused' ? `. Nothing was done: ${result.detail}` : ''
  const taken = next === null ? [] : [`, taken up by run ${shortRun(next.id)}: `, runWord(next.status)]
  return [`Run ${shortRun(id)}: `, state, ...taken, refused]
}
