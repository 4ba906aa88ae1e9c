import type { Spending } from '../../core/budget/spending.ts'
import { sumSpending } from '../../core/budget/spending.ts'
import type { RunId } from '../../core/run/ids.ts'
import { CORE_VERSION } from '../../core/run/snapshot.ts'
import type { SpentQuestion } from '../../engine/budget-row.ts'
import type { ConnectionReader } from '../../engine/connection-row.ts'
import type { DraftReader } from '../../engine/draft-row.ts'
import type { LatestReceiptReader } from '../../engine/latest-receipts.ts'
import type { MemoryReader } from '../../engine/memory-row.ts'
import type { RunFinder } from '../../engine/run-finder.ts'
import type { SkillRequestReader } from '../../engine/skill-request-row.ts'
import type { RunReader, RunRecord, Store, StoredEvent, TriggerReader } from '../../engine/store.ts'
import type { VersionRow } from '../../engine/version-row.ts'
import type { WebhookReader } from '../../engine/webhook-row.ts'
import type { WholeStore } from '../../engine/whole-store.ts'
import { appendAll, isSame } from './append-all.ts'
import { createCheckpointReader } from './checkpoint-reader.ts'
import { createDecidedReader } from './decided-reader.ts'
import { dueAt } from './due-at.ts'
import { findRuns } from './find-runs.ts'
import { createFiringReader } from './firing-reader.ts'
import { createGateReader } from './gate-reader.ts'
import { eventsAfter, latestReceipts, listMemory, listReceipts, listRuns, listTasks } from './list-rows.ts'
import { createNoticeReader } from './notice-reader.ts'
import { compareTexts } from './order.ts'
import { createPeopleReader } from './people-reader.ts'
import { createStallReader } from './stall-reader.ts'
import type { Tables } from './tables.ts'
import { claimKey, emptyTables } from './tables.ts'
import { createTallyReader } from './tally-reader.ts'

export type MemoryStore = WholeStore

/** A store that forgets everything when the process ends: for simulations and tests. */
export function createMemoryStore(): MemoryStore {
  const tables = emptyTables()
  return {
    ...createWriter(tables),
    ...createRunReader(tables),
    ...createDecidedReader(tables),
    ...createStallReader(tables),
    ...createTriggerReader(tables),
    ...createDraftReader(tables),
    ...createSkillRequestReader(tables),
    ...createConnectionReader(tables),
    ...createWebhookReader(tables),
    ...createMemoryReader(tables),
    ...createPeopleReader(tables),
    ...createNoticeReader(tables),
    ...createCheckpointReader(tables),
    ...createTallyReader(tables),
    findRunViews: async (person) => tables.runViews.get(person),
    findRelay: async (name) => tables.relays.get(name),
  }
}

function createWriter(tables: Tables): Store {
  return {
    append: async (transitions) => appendAll(tables, transitions),
    findRun: async (id) => findRun(tables, id),
    history: async (id, which) =>
      factsOf(tables, id).filter(({ seq }) => seq > which.after || which.also.includes(seq)),
    findPlan: async (digest) => tables.plans.get(digest),
    due: async (question) => dueAt(tables, question),
    spentSince: async (question) => spentSince(tables, question),
    ...createGateReader(tables),
  }
}

function createRunReader(tables: Tables): RunReader & RunFinder & LatestReceiptReader {
  return {
    listRuns: async (filter) => listRuns(tables, filter),
    findRuns: async (question) => findRuns(tables, question),
    countRuns: async () => {
      const groups = Map.groupBy(tables.runs.values(), ({ workflow, status }) => `${workflow} ${status}`)
      const counts = [...groups.values()].flatMap((rows) =>
        rows.slice(0, 1).map(({ workflow, status }) => ({ workflow, status, runs: rows.length })),
      )
      return counts.sort(
        (left, right) => compareTexts(left.workflow, right.workflow) || compareTexts(left.status, right.status),
      )
    },
    findFirstRun: async (workflow) =>
      [...tables.runs.values()]
        .filter((row) => row.workflow === workflow)
        .sort((left, right) => compareTexts(left.id, right.id))[0],
    listTasks: async (filter) => listTasks(tables, filter),
    findTask: async (id) => tables.tasks.get(id),
    listReceipts: async (filter) => listReceipts(tables, filter),
    latestReceipts: async (filter) => latestReceipts(tables, filter),
    headPosition: async () => tables.events.length,
    eventsAfter: async (after, limit) => eventsAfter(tables, after, limit),
  }
}

function createTriggerReader(tables: Tables): TriggerReader {
  return {
    listVersions: async (workflow) =>
      versionsIn(tables).filter((row) => workflow === null || row.workflow === workflow),
    listMade: async () =>
      versionsIn(tables).flatMap(({ workflow, at, by, made }) => (made === null ? [] : [{ workflow, at, by, made }])),
    ...createFiringReader(tables),
  }
}

function versionsIn({ versions }: Tables): readonly VersionRow[] {
  return [...versions.values()].sort(
    (left, right) => compareTexts(left.workflow, right.workflow) || left.number - right.number,
  )
}

function createDraftReader({ drafts }: Tables): DraftReader {
  return {
    findDraft: async (workflow) => drafts.get(workflow),
    listDrafts: async () => [...drafts.values()].sort((left, right) => compareTexts(left.workflow, right.workflow)),
  }
}

function createSkillRequestReader({ skillRequests }: Tables): SkillRequestReader {
  return {
    findSkillRequest: async (id) => skillRequests.get(id),
    listSkillRequests: async (status, limit) =>
      [...skillRequests.values()]
        .filter((row) => row.status === status)
        .sort((left, right) => right.at - left.at || compareTexts(right.id, left.id))
        .slice(0, limit),
  }
}

function createConnectionReader({ connections }: Tables): ConnectionReader {
  return {
    findConnection: async (name) => connections.get(name),
    listConnections: async () =>
      [...connections.values()]
        .filter(({ kept }) => kept !== null)
        .sort((left, right) => left.at - right.at || compareTexts(left.name, right.name)),
  }
}

function createWebhookReader({ webhooks }: Tables): WebhookReader {
  return {
    findWebhook: async (id) => webhooks.get(id),
    listWebhooks: async () =>
      [...webhooks.values()]
        .filter(({ secrets }) => secrets !== null)
        .sort((left, right) => left.at - right.at || compareTexts(left.id, right.id)),
  }
}

function createMemoryReader(tables: Tables): MemoryReader {
  const items = () => [...tables.memory.values()]
  return {
    findMemory: async (id) =>
      tables.memory.get(id) ?? items().find(({ sources }) => sources.some((source) => source.id === id)),
    findSameMemory: async (venture, contentSha256) => items().find((item) => isSame(item, venture, contentSha256)),
    listMemory: async (filter) => listMemory(tables, filter),
  }
}

function spentSince({ claims }: Tables, { workflow, since, except }: SpentQuestion): Spending {
  const others = [...claims.values()].filter(
    (claim) => claim.workflow === workflow && claim.at >= since && claimKey(claim) !== claimKey(except),
  )
  return sumSpending(others.map(({ spending }) => spending))
}

function findRun(tables: Tables, id: RunId): RunRecord | undefined {
  const row = tables.runs.get(id)
  const snapshot = tables.snapshots.get(id)
  if (row === undefined) return undefined
  return snapshot?.coreVersion === CORE_VERSION ? { row, snapshot } : { row }
}

function factsOf(tables: Tables, id: RunId): readonly StoredEvent[] {
  return (tables.histories.get(id) ?? []).map((event, index) => ({ seq: index + 1, event }))
}
