import type { CheckpointReader, PlacedReceipt } from '../../engine/checkpoint-reader.ts'
import type { ReceiptRow } from '../../engine/store.ts'
import { listReceipts } from './list-rows.ts'
import { compareTexts } from './order.ts'
import type { Tables } from './tables.ts'

export function createCheckpointReader(tables: Tables): CheckpointReader {
  const { receipts, receiptKeys, checkpoints } = tables
  return {
    findReceiptKey: async () => receiptKeys[0],
    latestCheckpoint: async () => checkpoints.at(-1),
    findCheckpointOver: async (place) => checkpoints.find((row) => row.receipts >= place),
    findCheckpoint: async (number) => checkpoints[number - 1],
    countReceipts: async () => receipts.length,
    findReceiptTime: async (place) => receipts[place - 1]?.at,
    listChainEnds: async ({ after, upTo }) =>
      [...new Map(receipts.slice(after, upTo).map((row) => [row.run, row])).values()]
        .map(({ run, number, hash }) => ({ run, number, head: hash }))
        .sort((left, right) => compareTexts(left.run, right.run)),
    listPlacedReceipts: async ({ upTo, ...filter }) =>
      listReceipts({ ...tables, receipts: receipts.slice(0, upTo) }, filter).map((row) => placed(tables, row)),
    lastReceiptOf: async (run, upTo) => {
      const last = receipts.slice(0, upTo).findLast((row) => row.run === run)
      return last && { number: last.number, place: placed(tables, last).place }
    },
  }
}

function placed({ receipts }: Tables, row: ReceiptRow): PlacedReceipt {
  const { run, number, workflow, line, hash } = row
  return { run, number, workflow, line, hash, place: receipts.indexOf(row) + 1 }
}
