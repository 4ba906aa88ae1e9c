import type { Plan } from '../../src/core/plan/plan.ts'
import type { ListedStall, StallReader } from '../../src/engine/stall-row.ts'
import type {
  PositionedEvent,
  ReceiptRow,
  RunReader,
  RunRow,
  Store,
  TaskRow,
  TriggerReader,
} from '../../src/engine/store.ts'
import type { FiringRow } from '../../src/engine/trigger-row.ts'
import type { Stored, StoredRun } from './evidence.ts'

type WholeStore = Store & RunReader & TriggerReader & StallReader

/** Rows that one question asks for. */
const PAGE = 500

/** Everything a store holds, page by page. The engine must be at rest: the pages are not one transaction. */
export async function readStored(store: WholeStore): Promise<Stored> {
  const rows = await pagesOf<RunRow>((last) => store.listRuns({ limit: PAGE, ...(last && { before: last.id }) }))
  const facts = await pagesOf<PositionedEvent>(
    async (last) => (await store.eventsAfter(last?.position ?? 0, PAGE)).events,
  )
  const tasks = await pagesOf<TaskRow>((_, offset) => store.listTasks({ offset, limit: PAGE }))
  const receipts = await pagesOf<ReceiptRow>((last) =>
    store.listReceipts({ limit: PAGE, ...(last && { after: last }) }),
  )
  const parts = {
    facts: byRun(facts),
    tasks: byRun(tasks),
    receipts: byRun(receipts),
    stalls: byRun(await stallsOf(store, rows)),
  }
  return {
    runs: await joined(store, rows, parts),
    triggers: await store.listTriggers(),
    firings: await firingsOf(store),
  }
}

async function pagesOf<T>(ask: (last: T | undefined, offset: number) => Promise<readonly T[]>): Promise<readonly T[]> {
  const all: T[] = []
  let page: readonly T[]
  do {
    page = await ask(all.at(-1), all.length)
    all.push(...page)
  } while (page.length === PAGE)
  return all
}

type ByRun<T> = ReadonlyMap<string, readonly T[]>

function byRun<T extends { readonly run: string }>(rows: readonly T[]): ByRun<T> {
  return Map.groupBy(rows, ({ run }) => run)
}

interface Parts {
  readonly facts: ByRun<PositionedEvent>
  readonly tasks: ByRun<TaskRow>
  readonly receipts: ByRun<ReceiptRow>
  readonly stalls: ByRun<ListedStall>
}

async function joined(store: Store, rows: readonly RunRow[], parts: Parts): Promise<readonly StoredRun[]> {
  const plans = new Map<string, Plan>()
  for (const { planDigest } of rows) if (!plans.has(planDigest)) plans.set(planDigest, await getPlan(store, planDigest))
  return rows.map((row) => ({
    row,
    plan: plans.get(row.planDigest) as Plan,
    facts: parts.facts.get(row.id) ?? [],
    tasks: parts.tasks.get(row.id) ?? [],
    receipts: parts.receipts.get(row.id) ?? [],
    stalls: parts.stalls.get(row.id) ?? [],
  }))
}

async function getPlan(store: Store, digest: string): Promise<Plan> {
  const plan = await store.findPlan(digest)
  if (plan === undefined) throw new Error(`The plan ${digest} of a stored run is missing`)
  return plan
}

async function stallsOf(store: StallReader, rows: readonly RunRow[]): Promise<readonly ListedStall[]> {
  const workflows = [...new Set(rows.map(({ workflow }) => workflow))]
  const pages = workflows.map((workflow) =>
    pagesOf<ListedStall>((last) => store.listStalls({ workflow, limit: PAGE, ...(last && { before: last.number }) })),
  )
  return (await Promise.all(pages)).flat()
}

/** Firings can only be asked for from the newest on: asks for more until there are fewer than that. */
async function firingsOf(store: TriggerReader): Promise<readonly FiringRow[]> {
  for (let limit = PAGE; ; limit *= 4) {
    const firings = await store.listFirings(null, limit)
    if (firings.length < limit) return firings
  }
}
