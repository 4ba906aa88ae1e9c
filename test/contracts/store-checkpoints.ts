import { describe, expect, it } from 'vitest'
import type { CheckpointRow, ReceiptKeyRow } from '../../src/engine/checkpoint-row.ts'
import type { WholeStore } from '../../src/engine/whole-store.ts'
import { aChange, aNewRun, aReceiptRow, minute, runId, SUPPORT_DESK } from '../support/rows.ts'

const STALE = { type: 'stale' }
const WRITTEN = { type: 'appended', positions: [] }
const KEY: ReceiptKeyRow = { publicKey: 'ab', sealedPrivateKey: 'sealed', at: minute(1) }

function aCheckpoint(number: number, receipts: number): CheckpointRow {
  return { number, receipts, at: minute(number), line: `{"number":${number}}` }
}

/** Places 1 and 2 are run 2's, 3 is run 1's, 4 is run 2's again. */
async function withReceipts(open: () => WholeStore): Promise<WholeStore> {
  const store = open()
  const receipt = (run: number, number: number) => aReceiptRow({ run: runId(run), number, at: minute(number) })
  await store.append([aNewRun({ id: runId(2), venture: 'north' }, { receipts: [receipt(2, 1), receipt(2, 2)] })])
  await store.append([aNewRun({}, { receipts: [receipt(1, 1)] })])
  await store.append([aChange(1, { id: runId(2), venture: 'north' }, { receipts: [receipt(2, 3)] })])
  return store
}

/** What a store knows of what signs receipts, and of what was signed. */
export function describeCheckpointStore(name: string, open: () => WholeStore): void {
  describe(`${name}, checkpoints`, () => {
    it('[ST83] keeps one key, the first', async () => {
      const store = open()
      expect(await store.findReceiptKey()).toBeUndefined()
      expect(await store.append([{ receiptKey: KEY }, { receiptKey: { ...KEY, publicKey: 'cd' } }])).toEqual([
        WRITTEN,
        STALE,
      ])
      expect(await store.findReceiptKey()).toEqual(KEY)
    })

    it('[ST84] takes the next checkpoint alone, and only one that covers more', async () => {
      const store = open()
      expect(await store.latestCheckpoint()).toBeUndefined()
      const wishes = [aCheckpoint(2, 1), aCheckpoint(1, 2), aCheckpoint(1, 3), aCheckpoint(2, 2), aCheckpoint(2, 5)]
      expect(await store.append(wishes.map((checkpoint) => ({ checkpoint })))).toEqual([
        STALE,
        WRITTEN,
        STALE,
        STALE,
        WRITTEN,
      ])
      expect(await store.latestCheckpoint()).toEqual(aCheckpoint(2, 5))
      expect(await store.findCheckpoint(1)).toEqual(aCheckpoint(1, 2))
      expect(await store.findCheckpoint(3)).toBeUndefined()
    })

    it('[ST84] finds the first one that covers a receipt', async () => {
      const store = open()
      await store.append([{ checkpoint: aCheckpoint(1, 2) }, { checkpoint: aCheckpoint(2, 5) }])
      const over = async (place: number) => (await store.findCheckpointOver(place))?.number
      expect([await over(1), await over(2), await over(3), await over(5), await over(6)]).toEqual([
        1,
        1,
        2,
        2,
        undefined,
      ])
    })

    it('[ST84] leaves nothing of what comes with a checkpoint that is stale', async () => {
      const store = open()
      expect(await store.append([{ receiptKey: KEY, checkpoint: aCheckpoint(2, 1) }])).toEqual([STALE])
      expect(await store.findReceiptKey()).toBeUndefined()
    })

    it('[ST85] numbers receipts in the order they were written, over all runs and without gaps', async () => {
      expect(await open().countReceipts()).toBe(0)
      const store = await withReceipts(open)
      expect(await store.append([aNewRun({}, { receipts: [aReceiptRow({ run: runId(9) })] })])).toEqual([STALE])
      expect(await store.countReceipts()).toBe(4)
      const rows = await store.listPlacedReceipts({ upTo: 9, limit: 9 })
      expect(rows.map(({ run, number, place }) => [run, number, place])).toEqual([
        [runId(1), 1, 3],
        [runId(2), 1, 1],
        [runId(2), 2, 2],
        [runId(2), 3, 4],
      ])
      expect([await store.findReceiptTime(2), await store.findReceiptTime(5)]).toEqual([minute(2), undefined])
    })

    it('[ST85] lists those up to a place, a page at a time, of one run, workflow or venture', async () => {
      const store = await withReceipts(open)
      const places = async (filter: Partial<Parameters<WholeStore['listPlacedReceipts']>[0]>) =>
        (await store.listPlacedReceipts({ upTo: 9, limit: 9, ...filter })).map(({ place }) => place)
      expect(await places({ upTo: 3 })).toEqual([3, 1, 2])
      expect(await places({ limit: 2 })).toEqual([3, 1])
      expect(await places({ after: { run: runId(2), number: 1 } })).toEqual([2, 4])
      expect(await places({ run: runId(1) })).toEqual([3])
      expect(await places({ workflow: SUPPORT_DESK })).toHaveLength(4)
      expect(await places({ ventures: ['north'] })).toEqual([1, 2, 4])
      const { run, number, workflow, line, hash } = aReceiptRow({ at: minute(1) })
      expect(await store.listPlacedReceipts({ upTo: 9, limit: 1 })).toEqual([
        { run, number, workflow, line, hash, place: 3 },
      ])
    })

    it('[ST86] tells where the chains ended that went on in a range, by run', async () => {
      const store = await withReceipts(open)
      const ends = async (after: number, upTo: number) =>
        (await store.listChainEnds({ after, upTo })).map(({ run, number, head }) => [run, number, head])
      const hash = (run: number, number: number) => aReceiptRow({ run: runId(run), number }).hash
      const [first, second] = [
        [runId(1), 1, hash(1, 1)],
        [runId(2), 2, hash(2, 2)],
      ]
      expect(await ends(0, 3)).toEqual([first, second])
      expect(await ends(1, 4)).toEqual([first, [runId(2), 3, hash(2, 3)]])
      expect(await ends(4, 9)).toEqual([])
    })

    it('[ST86] tells the last receipt of a run up to a place', async () => {
      const store = await withReceipts(open)
      expect(await store.lastReceiptOf(runId(2), 3)).toEqual({ number: 2, place: 2 })
      expect(await store.lastReceiptOf(runId(2), 4)).toEqual({ number: 3, place: 4 })
      expect(await store.lastReceiptOf(runId(1), 2)).toBeUndefined()
    })
  })
}
