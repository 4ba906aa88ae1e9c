import { describe, expect, it } from 'vitest'
import type { ActorId, RunId } from '../../src/core/run/ids.ts'
import type { StageId, WorkflowId } from '../../src/core/workflow/workflow.ts'
import type { RunQuestion } from '../../src/engine/run-finder.ts'
import type { RunRow } from '../../src/engine/store.ts'
import type { WholeStore } from '../../src/engine/whole-store.ts'
import { aChange, aNewRun, aReceiptRow, aTaskRow, minute, runId, sha256, taskId } from '../support/rows.ts'

const ORDERS = 'orders' as WorkflowId
const TOM = 'human:tom' as ActorId
const CLASSIFY = 'classify' as StageId

/** How runs are found among many. */
export function describeRunFinder(name: string, open: () => WholeStore): void {
  describe(`${name}, finding runs`, () => {
    it('[ST26] finds runs by the beginnings of their words, all of them, and by the end of their id', async () => {
      const { found } = await withWords(open(), ['uber', 'voll', '48213'], ['order', '48213', 'late'], [])
      expect(await found({ search: 'ÜBER vo' })).toEqual([1])
      expect(await found({ search: '482' })).toEqual([2, 1])
      expect(await found({ search: 'late, order!' })).toEqual([2])
      expect(await found({ search: 'late voll' })).toEqual([])
      expect(await found({ search: '8213' })).toEqual([])
      expect(await found({ search: '000003' })).toEqual([3])
      expect(await found({ search: runId(2).toUpperCase() })).toEqual([2])
      expect(await found({ idEnd: '2' })).toEqual([2])
      expect(await found({ idEnd: runId(3), search: ' ' })).toEqual([3])
      expect(await found({ idEnd: '1', search: 'order' })).toEqual([])
      expect(await found({ search: ' ' })).toEqual([3, 2, 1])
      expect(await found({ search: '%_' })).toEqual([])
      expect(await found({ search: '"*' })).toEqual([])
    })

    it('[ST90] finds a run by what came later too, and by what it was found by before', async () => {
      const { store, found } = await withWords(open(), ['order'], ['order'])
      await store.append([aChange(1, { id: runId(1) }, { words: ['refund'] }), aChange(1, { id: runId(2) })])
      expect(await found({ search: 'order' })).toEqual([2, 1])
      expect(await found({ search: 'refund' })).toEqual([1])
      expect(await found({ search: 'order refund' })).toEqual([1])
    })

    it('[ST91] finds runs by what they are of, who started them and where they stand', async () => {
      const schedule = { type: 'schedule', trigger: 'orders/daily', instant: minute(1) } as const
      const found = await withRuns(open(), [
        { workflow: ORDERS, workflowDigest: sha256('v2'), status: 'failed' },
        { workflow: ORDERS, startedBy: TOM, status: 'waiting', venture: 'north' },
        { cause: schedule, status: 'failed' },
      ])
      expect(await found({ workflow: ORDERS })).toEqual([2, 1])
      expect(await found({ workflow: ORDERS, workflowDigest: sha256('v2') })).toEqual([1])
      expect(await found({ statuses: ['failed', 'waiting'] })).toEqual([3, 2, 1])
      expect(await found({ statuses: ['failed'], workflow: ORDERS })).toEqual([1])
      expect(await found({ statuses: [] })).toEqual([])
      expect(await found({ startedBy: TOM })).toEqual([2])
      expect(await found({ cause: 'schedule' })).toEqual([3])
      expect(await found({ trigger: 'orders/daily' })).toEqual([3])
      expect(await found({ ventures: ['north'] })).toEqual([2])
      expect(await found({ ventures: [] })).toEqual([])
    })

    it('[ST91] finds runs by when they began and how long they took', async () => {
      const found = await withRuns(open(), [
        { startedAt: minute(0), finishedAt: minute(9) },
        { startedAt: minute(1_000), finishedAt: minute(1_010) },
        { startedAt: minute(2_000), finishedAt: null },
      ])
      expect(await found({ from: minute(1_000) })).toEqual([3, 2])
      expect(await found({ to: minute(1_000) })).toEqual([1])
      expect(await found({ from: minute(500), to: minute(1_001) })).toEqual([2])
      expect(await found({ from: minute(3_000) })).toEqual([])
      expect(await found({ tookLongerMs: 9 * 60_000 })).toEqual([2])
    })

    it('[ST91] finds runs that began while the clock was set back', async () => {
      const found = await withRuns(open(), [
        { startedAt: minute(100) },
        { startedAt: minute(60) },
        { startedAt: minute(110) },
      ])
      expect(await found({ from: minute(90) })).toEqual([3, 1])
      expect(await found({ to: minute(90) })).toEqual([2])
    })

    it('[ST91] finds runs with a stage that failed, and those that a person is asked about or late with', async () => {
      const store = open()
      const failed = { outcome: 'failed', run: runId(1), stage: CLASSIFY } as const
      const audit = aTaskRow({ run: runId(1), reason: 'audit', due: null })
      const [open2, late3, done4] = [
        aTaskRow({ run: runId(2) }),
        aTaskRow({ run: runId(3), overdue: true }),
        aTaskRow({ run: runId(4), id: taskId(runId(4), 'a'), status: 'withdrawn' }),
      ]
      const counts = { ...aNewRun().run.row.counts, failed: 1 }
      await store.append([
        aNewRun({ id: runId(1), counts }, { receipts: [aReceiptRow(failed)], tasks: [audit] }),
        aNewRun({ id: runId(2), status: 'waiting' }, { tasks: [open2] }),
        aNewRun({ id: runId(3), status: 'paused' }, { tasks: [late3] }),
        aNewRun({ id: runId(4) }, { tasks: [done4], receipts: [aReceiptRow({ run: runId(4), stage: CLASSIFY })] }),
      ])
      const found = finder(store)
      expect(await found({ failedStage: CLASSIFY })).toEqual([1])
      expect(await found({ failedStage: 'send' as StageId })).toEqual([])
      expect(await found({ waits: 'for-person' })).toEqual([3, 2])
      expect(await found({ waits: 'overdue' })).toEqual([3])
      expect(await found({ waits: 'for-person', statuses: ['waiting'] })).toEqual([2])
    })

    it('[ST92] brings every run that is as asked onto one page, the last begun first', async () => {
      const store = open()
      const ids = [3, 1, 5, 2, 4]
      await store.append(
        ids.map((n) => aNewRun({ id: runId(n), ...(n === 5 ? { startedBy: TOM } : {}) }, { words: ['order'] })),
      )
      expect(await pages(store, {})).toEqual([4, 2, 5, 1, 3])
      expect(await pages(store, { search: 'order' })).toEqual([4, 2, 5, 1, 3])
      expect(await pages(store, { statuses: ['running', 'failed'] })).toEqual([4, 2, 5, 1, 3])
      expect(await pages(store, { startedBy: TOM })).toEqual([5])
      expect((await store.findRuns({ limit: 9, before: runId(99) })).rows).toEqual([])
    })

    it('[ST115] says how many runs were looked through for a page, those on it with them', async () => {
      const store = open()
      const ids = [1, 2, 3, 4, 5]
      await store.append(
        ids.map((n) => aNewRun({ id: runId(n), ...(n > 1 && n < 4 ? { startedBy: TOM } : {}) }, { words: ['order'] })),
      )
      const looked = async (question: RunQuestion) => (await store.findRuns(question)).looked
      expect(await looked({ limit: 2 })).toBe(2)
      expect(await looked({ limit: 9 })).toBe(5)
      expect(await looked({ limit: 9, before: runId(3) })).toBe(2)
      for (const search of ['', 'order']) {
        expect(await looked({ startedBy: TOM, search, limit: 1 })).toBe(3)
        expect(await looked({ startedBy: TOM, search, limit: 9 })).toBe(5)
      }
      expect(await looked({ statuses: ['running', 'failed'], startedBy: TOM, limit: 2 })).toBe(4)
    })

    it('[ST94] counts runs by what they are now', async () => {
      const store = open()
      await store.append([aNewRun(), aNewRun({ id: runId(2) })])
      await store.append([aChange(1, { status: 'failed' }), aChange(1, { id: runId(2) })])
      expect((await store.countRuns()).map(({ status, runs }) => [status, runs])).toEqual([
        ['failed', 1],
        ['running', 1],
      ])
      await store.append([aChange(2, { status: 'running' })])
      expect((await store.countRuns()).map(({ status, runs }) => [status, runs])).toEqual([['running', 2]])
    })
  })
}

type Found = (question: Omit<RunQuestion, 'limit'>) => Promise<readonly number[]>

async function withRuns(store: WholeStore, rows: readonly Partial<RunRow>[]): Promise<Found> {
  await store.append(rows.map((row, index) => aNewRun({ id: runId(index + 1), ...row })))
  return finder(store)
}

async function withWords(store: WholeStore, ...each: readonly (readonly string[])[]) {
  await store.append(each.map((words, index) => aNewRun({ id: runId(index + 1) }, { words })))
  return { store, found: finder(store) }
}

function finder(store: WholeStore): Found {
  return async (question) => numbersOf((await store.findRuns({ limit: 9, ...question })).rows)
}

/** Two at a time. */
async function pages(store: WholeStore, question: Omit<RunQuestion, 'limit'>): Promise<readonly number[]> {
  const found: number[] = []
  for (let before: RunId | null | undefined; before !== null; ) {
    const page = await store.findRuns({ ...question, limit: 2, ...(before === undefined ? {} : { before }) })
    found.push(...numbersOf(page.rows))
    before = page.next
  }
  return found
}

function numbersOf(rows: readonly RunRow[]): readonly number[] {
  return rows.map(({ id }) => Number(id.slice(-12)))
}
