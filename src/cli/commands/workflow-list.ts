import type { WorkflowSummary } from '../../api/contract/workflows.ts'
import { workflowList } from '../../api/contract/workflows.ts'
import { ok } from '../../core/basics/result.ts'
import { EXIT } from '../exit-code.ts'
import type { Connected, Outcome } from '../session.ts'
import { showInstant } from '../show/times.ts'
import { counted } from '../show/words.ts'
import type { Text } from '../terminal/text.ts'
import { styled } from '../terminal/text.ts'
import type { JsonOption } from '../tree/options.ts'

export async function listWorkflows({ api, io, screen }: Connected, { json }: JsonOption): Promise<Outcome> {
  const listed = await api.get('/workflows', workflowList)
  if (!listed.ok) return listed
  const { workflows } = listed.value
  if (json) screen.json('workflows', listed.value)
  else if (workflows.length === 0)
    screen.note('No WorkChart yet. Write one with `workcharts workflow create <id> --stage <id=reference>`.')
  else
    await screen.table({
      head: ['workchart', 'collection', 'stages', 'published', 'next start', 'runs'],
      rows: workflows.map((one) => toRow(one, io.timeZone)),
    })
  return ok(EXIT.ok)
}

function toRow(
  { id, collection, stages, errors, published, changedSincePublished, nextStart, runs }: WorkflowSummary,
  timeZone: string,
): readonly Text[] {
  const version =
    published === null ? 'no' : `version ${published.number}${changedSincePublished ? ', file changed' : ''}`
  return [
    id,
    collection,
    String(stages),
    errors > 0 ? styled('bad', counted(errors, 'error')) : version,
    nextStart === null ? '' : showInstant(nextStart, timeZone),
    String(runs),
  ]
}
