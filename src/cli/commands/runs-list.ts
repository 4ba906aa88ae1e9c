import type { RunStatus, RunSummary } from '../../api/contract/runs.ts'
import { runList } from '../../api/contract/runs.ts'
import { ok } from '../../core/basics/result.ts'
import { EXIT } from '../exit-code.ts'
import { query } from '../find/query.ts'
import type { Connected, Outcome } from '../session.ts'
import { shortRun } from '../show/ids.ts'
import { showInstant } from '../show/times.ts'
import { runWord } from '../show/words.ts'
import type { Text } from '../terminal/text.ts'
import type { JsonOption } from '../tree/options.ts'

export interface ListOptions extends JsonOption {
  readonly workflow?: string
  readonly status?: RunStatus
  readonly search?: string
  readonly limit: number
}

export async function listRuns(
  { api, io, screen }: Connected,
  { json, workflow, status, search, limit }: ListOptions,
): Promise<Outcome> {
  const listed = await api.get(`/runs${query({ workflow, status, search, limit })}`, runList)
  if (!listed.ok) return listed
  const { runs, next } = listed.value
  if (json) screen.json('runs', listed.value)
  else if (runs.length === 0) screen.note('No such run. Start one with `workcharts workflow run <name>`.')
  else
    await screen.table({
      head: ['run', 'workchart', 'title', 'status', 'started', 'now'],
      rows: runs.map((run) => toRow(run, io.timeZone)),
    })
  if (next !== null) screen.note(`There are more: \`--limit\` shows up to 200, \`--search\` narrows them down.`)
  return ok(EXIT.ok)
}

function toRow({ id, workflow, title, status, startedAt, active }: RunSummary, timeZone: string): readonly Text[] {
  const now = active.map(({ stage, performer }) => `${stage} (${performer})`).join(', ')
  return [shortRun(id), workflow.id, title ?? '', runWord(status), showInstant(startedAt, timeZone), now]
}
