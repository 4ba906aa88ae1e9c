import type { WorkflowId } from '../../core/workflow/workflow.ts'
import type { ReceiptRow, RunReader } from '../../engine/store.ts'
import type { LiveWorkChart } from '../contract/home.ts'

/** The share is over this many of the newest runs: it should say how the WorkChart works now. */
const RUNS_COUNTED_MAX = 100
/** Receipts of those runs; more than this would slow Home down. */
const RECEIPTS_COUNTED_MAX = 5_000

/** Who did the stages of a WorkChart's newest runs, counted from their receipts. Null: nothing was done yet. */
export async function stagesDone(reader: RunReader, workflow: WorkflowId): Promise<LiveWorkChart['stagesDone']> {
  const runs = await reader.listRuns({ workflow, limit: RUNS_COUNTED_MAX })
  const oldest = runs.at(-1)
  if (oldest === undefined) return null
  const receipts = await reader.listReceipts({
    workflow,
    after: { run: oldest.id, number: 0 },
    limit: RECEIPTS_COUNTED_MAX,
  })
  const done = receipts.filter(({ kind, outcome }) => kind === 'stage' && outcome === 'succeeded')
  if (done.length === 0) return null
  const byPerson = done.filter(isByPerson).length
  return { withoutPerson: done.length - byPerson, byPerson, runs: new Set(done.map(({ run }) => run)).size }
}

/** A person was asked exactly where the receipt has a decision. */
function isByPerson({ line }: ReceiptRow): boolean {
  const receipt: unknown = JSON.parse(line)
  return typeof receipt === 'object' && receipt !== null && 'decision' in receipt && receipt.decision !== null
}
