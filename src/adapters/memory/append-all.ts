import { foundAgain } from '../../core/memory/change-memory.ts'
import type { MemoryItem } from '../../core/memory/memory-item.ts'
import { erasedFact } from '../../core/run/erased-fact.ts'
import type { RunId } from '../../core/run/ids.ts'
import type { RunEvent } from '../../core/run/run-event.ts'
import { wordsOfFact } from '../../core/run/run-words.ts'
import type { NoticeChange } from '../../engine/notice-row.ts'
import type { AppendOutcome, RunAppend, Transition } from '../../engine/store.ts'
import { firingKey } from '../../engine/trigger-row.ts'
import { writeGateAppend } from './gate-reader.ts'
import type { KeptClaim, Tables } from './tables.ts'
import { claimKey, versionKey } from './tables.ts'
import { countReceipt } from './tally-reader.ts'

/** Each transition is judged with those before it already written. */
export function appendAll(tables: Tables, transitions: readonly Transition[]): readonly AppendOutcome[] {
  return transitions.map((transition) =>
    isStale(tables, transition) ? { type: 'stale' } : { type: 'appended', positions: write(tables, transition) },
  )
}

function isStale(tables: Tables, transition: Transition): boolean {
  const { run, firings, triggers, version, draft, skillRequest, connections, webhook, memory, relay } = transition
  return (
    (run !== undefined && (tables.runs.get(run.row.id)?.version ?? 0) !== run.expected) ||
    (firings ?? []).some((row) => !isNext(tables.firings.get(firingKey(row)), row)) ||
    (triggers ?? []).some((row) => (tables.triggers.get(row.id)?.version ?? 0) !== row.version - 1) ||
    (version !== undefined && tables.versions.has(versionKey(version))) ||
    (draft !== undefined && !isNext(tables.drafts.get(draft.workflow), draft)) ||
    (skillRequest !== undefined && !isNext(tables.skillRequests.get(skillRequest.id), skillRequest)) ||
    (connections ?? []).some((row) => !isNext(tables.connections.get(row.name), row)) ||
    (relay !== undefined && !isNext(tables.relays.get(relay.name), relay)) ||
    (webhook !== undefined && !isNext(tables.webhooks.get(webhook.id), webhook)) ||
    (memory ?? []).some((item) => !isNext(tables.memory.get(item.id), item)) ||
    isProofStale(tables, transition) ||
    areBesideStale(tables, transition)
  )
}

function isProofStale({ receiptKeys, checkpoints }: Tables, { receiptKey, checkpoint }: Transition): boolean {
  const last = checkpoints.at(-1) ?? { number: 0, receipts: 0 }
  return (
    (receiptKey !== undefined && receiptKeys.length > 0) ||
    (checkpoint !== undefined && !(checkpoint.number === last.number + 1 && checkpoint.receipts > last.receipts))
  )
}

function areBesideStale(tables: Tables, transition: Transition): boolean {
  const { person, token, runViews, audit, assumptions, notices = {} } = transition
  return (
    (runViews !== undefined && !isNext(tables.runViews.get(runViews.person), runViews)) ||
    (assumptions !== undefined && !isNext(tables.assumptions.get(assumptions.workflow), assumptions)) ||
    (person !== undefined && !isNext(tables.people.get(person.id), person)) ||
    (token !== undefined && !isNext(tables.tokens.get(token.id), token)) ||
    (audit !== undefined && tables.audit.has(audit.id)) ||
    areNoticesStale(tables, notices)
  )
}

function areNoticesStale(tables: Tables, { rows = [], channel, preference }: NoticeChange): boolean {
  return (
    rows.some((row) => !isNext(tables.notices.get(row.key), row)) ||
    (channel !== undefined && !isNext(tables.noticeChannels.get(channel.id), channel)) ||
    (preference !== undefined && !isNext(tables.noticePreferences.get(preference.person), preference))
  )
}

interface Revised {
  readonly revision: number
}

function isNext(stored: Revised | undefined, { revision }: Revised): boolean {
  return (stored?.revision ?? 0) === revision - 1
}

function write(tables: Tables, transition: Transition): readonly number[] {
  const { plan, run, firings = [], triggers = [], version } = transition
  if (plan !== undefined) tables.plans.set(plan.digest, plan.plan)
  if (version !== undefined) tables.versions.set(versionKey(version), version)
  for (const row of firings) tables.firings.set(firingKey(row), row)
  for (const row of triggers) tables.triggers.set(row.id, row)
  writeWork(tables, transition)
  writePeople(tables, transition)
  writeNotices(tables, transition.notices ?? {})
  writeProof(tables, transition)
  return run === undefined ? [] : writeRun(tables, run)
}

function writeWork(
  tables: Tables,
  { draft, skillRequest, connections = [], webhook, memory = [], relay, assumptions }: Transition,
): void {
  if (draft !== undefined) tables.drafts.set(draft.workflow, draft)
  if (assumptions !== undefined) tables.assumptions.set(assumptions.workflow, assumptions)
  if (relay !== undefined) tables.relays.set(relay.name, relay)
  if (webhook !== undefined) tables.webhooks.set(webhook.id, webhook)
  if (skillRequest !== undefined) tables.skillRequests.set(skillRequest.id, skillRequest)
  for (const item of memory) tables.memory.set(item.id, item)
  for (const row of connections) tables.connections.set(row.name, row)
}

function writePeople(tables: Tables, { person, token, runViews, audit }: Transition): void {
  if (runViews !== undefined) tables.runViews.set(runViews.person, runViews)
  if (person !== undefined) tables.people.set(person.id, person)
  if (token !== undefined) tables.tokens.set(token.id, token)
  if (audit !== undefined) tables.audit.set(audit.id, audit)
}

function writeProof({ receiptKeys, checkpoints }: Tables, { receiptKey, checkpoint }: Transition): void {
  if (receiptKey !== undefined) receiptKeys.push(receiptKey)
  if (checkpoint !== undefined) checkpoints.push(checkpoint)
}

function writeNotices(tables: Tables, { rows = [], channel, preference, forgetBefore }: NoticeChange): void {
  const { notices, noticeChannels, noticePreferences } = tables
  const forgotten = [...notices.values()].filter(({ endedAt }) => endedAt !== null && endedAt < (forgetBefore ?? 0))
  for (const { key } of forgotten) notices.delete(key)
  for (const row of rows) notices.set(row.key, row)
  if (channel !== undefined) noticeChannels.set(channel.id, channel)
  if (preference !== undefined) noticePreferences.set(preference.person, preference)
}

function writeRun(
  tables: Tables,
  {
    expected,
    events,
    row,
    tasks,
    receipts,
    snapshot,
    words = [],
    found = [],
    claims = [],
    stalls = [],
    gate = [],
  }: RunAppend,
): readonly number[] {
  for (const append of gate) writeGateAppend(tables, row.id, append)
  tables.runs.set(row.id, row)
  tables.words.set(row.id, new Set([...(tables.words.get(row.id) ?? []), ...words]))
  if (snapshot !== undefined) tables.snapshots.set(row.id, snapshot)
  for (const task of tasks) tables.tasks.set(task.id, task)
  for (const receipt of receipts) {
    countReceipt(tables, row, receipt)
    tables.receipts.push(receipt)
  }
  tables.stalls.push(...stalls)
  for (const item of found) keepFound(tables, item)
  for (const claim of claims) keepClaim(tables, { ...claim, run: row.id, workflow: row.workflow })
  historyOf(tables, row.id).push(...events)
  const positions = events.map((event, index) => {
    const position = tables.events.length + 1
    tables.events.push({ position, run: row.id, seq: expected + index + 1, event })
    return position
  })
  if (events.some(({ type }) => type === 'run-erased')) erase(tables, row)
  return positions
}

function erase(tables: Tables, { id, planDigest }: RunAppend['row']): void {
  const [history, plan] = [historyOf(tables, id).map(erasedFact), tables.plans.get(planDigest)]
  const words = history.flatMap((event, index) =>
    plan === undefined ? [] : wordsOfFact({ plan, version: index + 1 }, event),
  )
  tables.histories.set(id, history)
  tables.words.set(id, new Set(words))
  tables.snapshots.delete(id)
  tables.events.forEach((stored, index) => {
    if (stored.run === id) tables.events[index] = { ...stored, event: erasedFact(stored.event) }
  })
}

function keepClaim({ claims }: Tables, claim: KeptClaim): void {
  claims.set(claimKey(claim), claim)
}

function keepFound({ memory }: Tables, found: MemoryItem): void {
  const same = [...memory.values()].find((item) => isSame(item, found.venture, found.contentSha256))
  const known = memory.get(found.id) ?? same
  const kept = known === undefined ? found : foundAgain(known, found)
  if (kept !== undefined) memory.set(kept.id, kept)
}

/** Whether an item of the venture says exactly this. */
export function isSame(item: MemoryItem, venture: string | null, contentSha256: string): boolean {
  return item.venture === venture && item.contentSha256 === contentSha256
}

function historyOf(tables: Tables, id: RunId): RunEvent[] {
  const history = tables.histories.get(id) ?? []
  tables.histories.set(id, history)
  return history
}
