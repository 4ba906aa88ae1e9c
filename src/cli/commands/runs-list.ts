import type { RunList, RunSummary } from '../../api/contract/runs.ts'
import { runList } from '../../api/contract/runs.ts'
import type { Result } from '../../core/basics/result.ts'
import { ok } from '../../core/basics/result.ts'
import type { ViewFilter } from '../../core/run/saved-views.ts'
import type { CliFailure } from '../cli-failure.ts'
import { EXIT } from '../exit-code.ts'
import { query } from '../find/query.ts'
import type { FilterFlags } from '../input/run-filter.ts'
import { readFilter } from '../input/run-filter.ts'
import type { Connected, Outcome } from '../session.ts'
import { shortRun } from '../show/ids.ts'
import { showInstant } from '../show/times.ts'
import { counted, runWord } from '../show/words.ts'
import type { Text } from '../terminal/text.ts'
import type { JsonOption } from '../tree/options.ts'

export interface ListOptions extends JsonOption, FilterFlags {
  /** The run behind which the list goes on. */
  readonly before?: string
  readonly limit: number
}

/** Each look is at some thousands of runs: so many of them are no long wait. */
const LOOKS_MAX = 20

export async function listRuns(session: Connected, options: ListOptions): Promise<Outcome> {
  const { api, io, screen } = session
  const filter = await readFilter(api, options)
  if (!filter.ok) return filter
  const found = await look(session, { ...options, filter: filter.value })
  if (!found.ok) return found
  const { runs } = found.value
  if (options.json) screen.json('runs', found.value)
  else if (runs.length > 0)
    await screen.table({
      head: ['run', 'workchart', 'title', 'status', 'started', 'now'],
      rows: runs.map((run) => toRow(run, io.timeZone)),
    })
  const said = restWords(found.value, options)
  if (said !== undefined) screen.note(said)
  return ok(EXIT.ok)
}

interface Look extends Pick<ListOptions, 'before' | 'limit'> {
  readonly filter: ViewFilter
}

/** Looks further and further back until there are as many as asked for. */
async function look({ api }: Connected, { filter, limit, before }: Look): Promise<Result<RunList, CliFailure>> {
  let found: RunList = { runs: [], next: before ?? null, looked: 0 }
  for (let looks = 0; looks < LOOKS_MAX; looks += 1) {
    const asked = { ...filter, before: found.next ?? undefined, limit: limit - found.runs.length }
    const page = await api.get(`/runs${query(asked)}`, runList)
    if (!page.ok) return page
    const { runs, next, looked } = page.value
    found = { runs: [...found.runs, ...runs], next, looked: found.looked + looked }
    if (next === null || found.runs.length >= limit) return ok(found)
  }
  return ok(found)
}

/** What is not in the list: nothing of a history that was not looked through is said not to be there. */
function restWords({ runs, next, looked }: RunList, { json, limit }: ListOptions): string | undefined {
  if (next === null)
    return runs.length > 0 || json ? undefined : 'No such run. Start one with `workcharts workflow run <name>`.'
  if (runs.length === limit) return 'There are more: `--limit` shows up to 200, `--search` narrows them down.'
  const found = runs.length === 0 ? 'No such run' : counted(runs.length, 'such run')
  return `${found} among ${looked} that were looked through. \`--before ${next}\` looks through older ones.`
}

function toRow({ id, workflow, title, status, startedAt, active }: RunSummary, timeZone: string): readonly Text[] {
  const now = active.map(({ stage, performer }) => `${stage} (${performer})`).join(', ')
  return [shortRun(id), workflow.id, title ?? '', runWord(status), showInstant(startedAt, timeZone), now]
}
