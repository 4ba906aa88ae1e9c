import type { Creation, CreationEnding } from '../core/metrics/creation.ts'
import type { WorkflowId } from '../core/workflow/workflow.ts'
import type { DraftReader, DraftRow } from './draft-row.ts'
import type { SkillRequestReader } from './skill-request-row.ts'
import { SKILL_REQUESTS_MAX } from './skill-requests.ts'
import type { RunReader, TriggerReader } from './store.ts'
import type { MadeVersion } from './version-row.ts'

export type CreationsReader = DraftReader &
  Pick<SkillRequestReader, 'listSkillRequests'> &
  Pick<RunReader, 'findFirstRun'> &
  Pick<TriggerReader, 'listMade'>

/** The WorkCharts that somebody began in the builder, and what became of them. */
export async function listCreations(reader: CreationsReader): Promise<readonly Creation[]> {
  const [drafts, versions, requests] = await Promise.all([
    reader.listDrafts(),
    reader.listMade(),
    reader.listSkillRequests('open', SKILL_REQUESTS_MAX),
  ])
  // Work on what is published already begins from its file: only the first version of a WorkChart is new.
  const published = versions.filter(({ made }) => made.work.origin !== 'file')
  const done = new Set(published.map(({ workflow }) => workflow))
  const unpublished = drafts.filter(({ workflow, work }) => work.origin !== 'file' && !done.has(workflow))
  const asking = new Set(requests.map(({ missedAt }) => missedAt?.workflow))
  return Promise.all([
    ...published.map((row) => ofVersion(reader, row, asking)),
    ...unpublished.map((row) => ofDraft(row, asking)),
  ])
}

type Asking = ReadonlySet<WorkflowId | undefined>

async function ofVersion(
  reader: CreationsReader,
  { workflow, by, at, made }: MadeVersion,
  asking: Asking,
): Promise<Creation> {
  const ending: CreationEnding = { type: 'published', at }
  const firstRun = (await reader.findFirstRun(workflow))?.status ?? null
  return { by, ...made, changedAt: at, ending, firstRun, hasOpenRequest: asking.has(workflow) }
}

function ofDraft({ workflow, by, begunAt, updatedAt, text, work }: DraftRow, asking: Asking): Creation {
  const ending: CreationEnding = text === null ? { type: 'discarded' } : { type: 'open' }
  return { by, begunAt, changedAt: updatedAt, ending, work, firstRun: null, hasOpenRequest: asking.has(workflow) }
}
