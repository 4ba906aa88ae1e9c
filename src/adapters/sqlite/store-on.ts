import type { DatabaseSync } from 'node:sqlite'
import { Kysely } from 'kysely'
import type { WholeStore } from '../../engine/whole-store.ts'
import { createAppend } from './append.ts'
import { createClaimReads } from './budget-claims.ts'
import { nodeSqliteDialect } from './dialect.ts'
import { createRunFinder } from './find-runs.ts'
import { createGateReads } from './gate-answers.ts'
import { createCheckpointReads } from './read-checkpoints.ts'
import { findConnection, listConnections } from './read-connections.ts'
import { createDecidedReads } from './read-decided.ts'
import { findDraft, listDrafts } from './read-drafts.ts'
import { askDue } from './read-due.ts'
import { eventsAfter, headPosition } from './read-events.ts'
import { createFiringReads } from './read-firings.ts'
import { createMemoryReads } from './read-memory.ts'
import { createNoticeReads } from './read-notices.ts'
import { createPeopleReads } from './read-people.ts'
import { latestReceipts, listReceipts } from './read-receipts.ts'
import { createRunReads } from './read-run.ts'
import { createRunViewsReads } from './read-run-views.ts'
import { countRuns, findFirstRun, listRuns } from './read-runs.ts'
import { createSituationReads } from './read-situation.ts'
import { findSkillRequest, listSkillRequests } from './read-skill-requests.ts'
import { createStallReads } from './read-stalls.ts'
import { createTallyReads } from './read-tallies.ts'
import { findTask, listTasks } from './read-tasks.ts'
import { listMade, listVersions } from './read-versions.ts'
import { createWebhookReads } from './read-webhooks.ts'
import type { Tables } from './tables.ts'

/** The store over a database that `openDatabase` gave. */
export function storeOn(database: DatabaseSync): WholeStore {
  const db = new Kysely<Tables>({ dialect: nodeSqliteDialect(database) })
  return {
    append: createAppend(database),
    ...createRunReads(database),
    ...createClaimReads(database),
    due: (question) => askDue(db, question),
    listRuns: (filter) => listRuns(db, filter),
    findRuns: createRunFinder(database),
    countRuns: () => countRuns(db),
    findFirstRun: (workflow) => findFirstRun(db, workflow),
    listTasks: (filter) => listTasks(db, filter),
    findTask: (id) => findTask(db, id),
    ...createDecidedReads(db),
    ...createStallReads(db),
    listReceipts: (filter) => listReceipts(db, filter),
    latestReceipts: (filter) => latestReceipts(db, filter),
    headPosition: () => headPosition(db),
    eventsAfter: (after, limit) => eventsAfter(db, after, limit),
    listVersions: (workflow) => listVersions(db, workflow),
    listMade: () => listMade(db),
    ...createFiringReads(db),
    ...createSituationReads(database),
    findDraft: (workflow) => findDraft(db, workflow),
    listDrafts: () => listDrafts(db),
    findSkillRequest: (id) => findSkillRequest(db, id),
    listSkillRequests: (status, limit) => listSkillRequests(db, status, limit),
    findConnection: (name) => findConnection(db, name),
    listConnections: () => listConnections(db),
    ...createWebhookReads(db),
    findRelay: async (name) => await db.selectFrom('relays').selectAll().where('name', '=', name).executeTakeFirst(),
    ...createMemoryReads(db),
    ...createPeopleReads(db),
    ...createNoticeReads(db),
    ...createRunViewsReads(db),
    ...createCheckpointReads(db, database),
    ...createTallyReads(database, db),
    ...createGateReads(database),
  }
}
