import type { DatabaseSync } from 'node:sqlite'
import type { Transition } from '../../engine/store.ts'
import type { TriggerRow } from '../../engine/trigger-row.ts'
import { toAssumptionsColumns } from './assumptions-row.ts'
import { toConnectionColumns } from './connection-row.ts'
import { toDraftColumns } from './draft-row.ts'
import { toFiringColumns } from './firing-row.ts'
import { toJsonText } from './json-text.ts'
import type { PersonColumns, TokenColumns } from './people-columns.ts'
import { toPersonColumns, toTokenColumns } from './person-row.ts'
import { toSkillRequestColumns } from './skill-request-row.ts'
import { columnsOf, createReviser, insertNew, updateVersion } from './statements.ts'
import type {
  AssumptionsColumns,
  ConnectionColumns,
  DraftColumns,
  RelayColumns,
  RunViewsColumns,
  SkillRequestColumns,
  WebhookColumns,
} from './tables.ts'
import type { FiringColumns } from './trigger-columns.ts'
import { toTriggerColumns } from './trigger-row.ts'
import { toVersionColumns } from './version-row.ts'
import { toWebhookColumns } from './webhook-row.ts'
import { createProofWriter } from './write-checkpoint.ts'
import { createMemoryWriter } from './write-memory.ts'
import { createNoticeWriter } from './write-notices.ts'
import type { Written } from './write-run.ts'
import { createRunWriter } from './write-run.ts'
import type { TallyWriter } from './write-tallies.ts'

/** Writes a transition; `stale` as soon as one part of it is: whoever calls takes the parts before it back. */
export function createTransitionWriter(
  database: DatabaseSync,
  tallies: TallyWriter,
): (transition: Transition) => Written {
  const writePlan = createPlanWriter(database)
  const insertVersion = insertNew(database, 'workchart_versions')
  const areFiringsWritten = createFiringWriter(database)
  const writeRun = createRunWriter(database, tallies)
  const isWorkWritten = createWorkWriter(database)
  const arePeopleWritten = createPeopleWriter(database)
  const areNoticesWritten = createNoticeWriter(database)

  return ({ plan, run, version, notices = {}, ...rest }) => {
    if (plan !== undefined) writePlan(plan)
    if (version !== undefined && insertVersion(toVersionColumns(version)) === undefined) return 'stale'
    if (!areNoticesWritten(notices)) return 'stale'
    if (!(isWorkWritten(rest) && arePeopleWritten(rest) && areFiringsWritten(rest))) return 'stale'
    return run === undefined ? [] : writeRun(run)
  }
}

/** A plan is large and the same for many runs: it is spelled out only where it is not stored yet. */
function createPlanWriter(database: DatabaseSync): (plan: NonNullable<Transition['plan']>) => void {
  const find = database.prepare('select 1 from plans where digest = ?')
  const insert = insertNew(database, 'plans')
  return ({ digest, plan }) => {
    if (find.get(digest) === undefined) insert({ digest, body: toJsonText(plan) })
  }
}

/** What people work on, ask for, connect, and decide about what is remembered. */
type Work = Pick<Transition, 'draft' | 'skillRequest' | 'connections' | 'webhook' | 'relay' | 'memory' | 'assumptions'>

function createWorkWriter(database: DatabaseSync): (work: Work) => boolean {
  const isDraftWritten = createReviser<DraftColumns>(database, 'drafts', 'workflow')
  const isRequestWritten = createReviser<SkillRequestColumns>(database, 'skill_requests', 'id')
  const isConnectionWritten = createReviser<ConnectionColumns>(database, 'connections', 'name')
  const isWebhookWritten = createReviser<WebhookColumns>(database, 'webhooks', 'id')
  const isMemoryWritten = createMemoryWriter(database)
  const isRelayWritten = createReviser<RelayColumns>(database, 'relays', 'name')
  const areAssumptionsWritten = createReviser<AssumptionsColumns>(database, 'workchart_assumptions', 'workflow')
  return ({ draft, skillRequest, connections = [], webhook, memory = [], relay, assumptions }) =>
    (relay === undefined || isRelayWritten({ ...relay })) &&
    (assumptions === undefined || areAssumptionsWritten(toAssumptionsColumns(assumptions))) &&
    (draft === undefined || isDraftWritten(toDraftColumns(draft))) &&
    (skillRequest === undefined || isRequestWritten(toSkillRequestColumns(skillRequest))) &&
    connections.every((row) => isConnectionWritten(toConnectionColumns(row))) &&
    (webhook === undefined || isWebhookWritten(toWebhookColumns(webhook))) &&
    memory.every(isMemoryWritten)
}

/** Who there is, what stands for them, what they come back to, what they did, and what is signed of it. */
type People = Pick<Transition, 'person' | 'token' | 'audit' | 'runViews' | 'receiptKey' | 'checkpoint'>

function createPeopleWriter(database: DatabaseSync): (people: People) => boolean {
  const isPersonWritten = createReviser<PersonColumns>(database, 'people', 'id')
  const isTokenWritten = createReviser<TokenColumns>(database, 'access_tokens', 'id')
  const areViewsWritten = createReviser<RunViewsColumns>(database, 'run_views', 'person')
  const insertAudit = insertNew(database, 'audit_log')
  const isProofWritten = createProofWriter(database)
  return ({ person, token, audit, runViews, ...proof }) =>
    (runViews === undefined || areViewsWritten({ ...runViews, views: toJsonText(runViews.views) })) &&
    (person === undefined || isPersonWritten(toPersonColumns(person))) &&
    (token === undefined || isTokenWritten(toTokenColumns(token))) &&
    (audit === undefined || insertAudit({ ...audit }) !== undefined) &&
    isProofWritten(proof)
}

type Fired = Pick<Transition, 'firings' | 'triggers'>

function createFiringWriter(database: DatabaseSync): (fired: Fired) => boolean {
  const isFiringWritten = createReviser<FiringColumns>(database, 'trigger_firings', 'key')
  const insertTrigger = insertNew(database, 'workchart_triggers')
  const changing = columnsOf(database, 'workchart_triggers')
  const updateTrigger = updateVersion(database, 'workchart_triggers', { changing, unchanged: [] })
  const isTriggerWritten = ({ version, ...row }: TriggerRow): boolean => {
    const columns = toTriggerColumns({ ...row, version })
    const written =
      version === 1 ? insertTrigger(columns) : updateTrigger(columns, { id: row.id, version: version - 1 })
    return written !== undefined
  }

  return ({ firings = [], triggers = [] }) =>
    firings.every((row) => isFiringWritten(toFiringColumns(row))) && triggers.every(isTriggerWritten)
}
