import type { Creation, CreationEnding } from '../core/metrics/creation.ts'
import type { WorkflowId } from '../core/workflow/workflow.ts'
import type { DraftReader, DraftRow } from './draft-row.ts'
import type { SkillRequestReader } from './skill-request-row.ts'
import type { RunReader, TriggerReader, VersionRow } from './store.ts'

export type CreationsReader = DraftReader &
  Pick<SkillRequestReader, 'listSkillRequests'> &
  Pick<RunReader, 'findFirstRun'> &
  Pick<TriggerReader, 'listVersions'>

/** More open requests for skills than there can be. */
const REQUESTS_MAX = 1_000

/** The WorkCharts that somebody began in the builder, and what became of them. */
export async function listCreations(reader: CreationsReader): Promise<readonly Creation[]> {
  const [drafts, versions, requests] = await Promise.all([
    reader.listDrafts(),
    reader.listVersions(null),
    reader.listSkillRequests('open', REQUESTS_MAX),
  ])
  const first = firstPublished(versions)
  const asking = new Set(requests.flatMap(({ missedAt }) => (missedAt === null ? [] : [missedAt.workflow])))
  const begun = [
    ...[...first.values()].flatMap(madeInBuilder),
    ...drafts.filter((row) => !first.has(row.workflow)).map(notPublished),
  ]
  return Promise.all(
    begun
      .filter(({ work }) => work.origin !== 'file')
      .map(async ({ workflow, ...creation }) => ({
        ...creation,
        firstRun: (await reader.findFirstRun(workflow))?.status ?? null,
        hasOpenRequest: asking.has(workflow),
      })),
  )
}

function firstPublished(versions: readonly VersionRow[]): ReadonlyMap<WorkflowId, VersionRow> {
  const first = new Map<WorkflowId, VersionRow>()
  for (const version of versions) {
    const { workflow, status, number } = version
    if (status === 'published' && number < (first.get(workflow)?.number ?? Number.POSITIVE_INFINITY))
      first.set(workflow, version)
  }
  return first
}

type Begun = Omit<Creation, 'firstRun' | 'hasOpenRequest'> & { readonly workflow: WorkflowId }

function madeInBuilder({ workflow, by, at, made }: VersionRow): readonly Begun[] {
  return made === null ? [] : [{ workflow, by, ...made, changedAt: at, ending: { type: 'published', at } }]
}

function notPublished({ workflow, by, begunAt, updatedAt, text, work }: DraftRow): Begun {
  const ending: CreationEnding = text === null ? { type: 'discarded' } : { type: 'open' }
  return { workflow, by, begunAt, changedAt: updatedAt, ending, work }
}
