import { createMemoryStore } from '../../src/adapters/memory/memory-store.ts'
import { systemReceiptSigner } from '../../src/adapters/system/receipt-signer.ts'
import { exportPages } from '../../src/api/export-receipts.ts'
import type { Timestamp } from '../../src/core/basics/timestamp.ts'
import { addMs, isoTime } from '../../src/core/basics/timestamp.ts'
import { genesisHash } from '../../src/core/receipt/export.ts'
import type { StageReceipt } from '../../src/core/receipt/receipt.ts'
import { receiptLine } from '../../src/core/receipt/write-receipts.ts'
import type { Checkpointer, CheckpointerParts } from '../../src/engine/create-checkpointer.ts'
import { createCheckpointer } from '../../src/engine/create-checkpointer.ts'
import type { ReceiptRow } from '../../src/engine/store.ts'
import type { WholeStore } from '../../src/engine/whole-store.ts'
import type { TestClock } from './engine.ts'
import { aClock } from './engine.ts'
import { aStageReceipt } from './receipts.ts'
import { aNewRun, aReceiptRow, aRunRow, minute, runId } from './rows.ts'
import { sha256 } from './runs.ts'

export interface SignedHouse {
  readonly store: WholeStore
  readonly clock: TestClock
  readonly checkpointer: Checkpointer
  readonly problems: unknown[]
  /** Writes so many receipts more of a run. */
  readonly work: (run: number, receipts: number) => Promise<void>
  /** Signs what there is, a minute later. */
  readonly sign: () => Promise<void>
  readonly export: (which?: { readonly run?: number }) => Promise<string>
  readonly ring: () => void
}

/** Receipts in a store and whoever signs them, with real keys. */
export function aSignedHouse(given: Partial<CheckpointerParts> & { readonly store?: WholeStore } = {}): SignedHouse {
  const store = given.store ?? createMemoryStore()
  const clock = aClock(minute(0))
  const problems: unknown[] = []
  let wake = (): void => undefined
  const checkpointer = createCheckpointer({
    reader: store,
    engine: { write: async (transition) => (await store.append([transition]))[0]?.type ?? 'stale' },
    vault: openVault(),
    signer: systemReceiptSigner,
    clock,
    alarm: {
      set: (_, ring) => {
        wake = ring
      },
      close: () => undefined,
    },
    ids: { sha256 },
    onProblem: (error) => problems.push(error),
    ...given,
  })
  const chains = new Map<number, { count: number; head: string; version: number }>()
  return {
    store,
    clock,
    checkpointer,
    problems,
    ring: () => wake(),
    work: async (run, receipts) => {
      clock.set(addMs(clock.now(), 1_000))
      const chain = chains.get(run) ?? { count: 0, head: genesisHash('plan-1', runId(run), sha256), version: 0 }
      const rows = chainRows({ run, receipts, at: clock.now(), ...chain })
      const row = { id: runId(run), version: chain.version + 1 }
      const append = { ...aNewRun(row).run, expected: chain.version, row: aRunRow(row), receipts: rows }
      await store.append([{ ...aNewRun(row), run: { ...aNewRun(row).run, ...append } as never }])
      chains.set(run, { count: chain.count + receipts, head: rows.at(-1)?.hash ?? '', version: chain.version + 1 })
    },
    sign: async () => {
      clock.set(addMs(clock.now(), 120_000))
      await checkpointer.close()
    },
    export: async ({ run } = {}) => {
      const pages: string[] = []
      const which = run === undefined ? {} : { run: runId(run) }
      for await (const page of exportPages({ reader: store, sha256 }, which)) pages.push(page)
      return pages.join('')
    },
  }
}

/** A vault that seals nothing. */
function openVault(): CheckpointerParts['vault'] {
  return {
    seal: async (secret) => ({ ok: true, value: secret }),
    open: async (sealed) => ({ ok: true, value: sealed }),
  }
}

interface ChainWish {
  readonly run: number
  readonly receipts: number
  readonly at: Timestamp
  readonly count: number
  readonly head: string
}

function chainRows({ run, receipts, at, count, head }: ChainWish): ReceiptRow[] {
  let previous = head
  return Array.from({ length: receipts }, (_, index) => {
    const receipt: StageReceipt = aStageReceipt(runId(run), {
      number: count + index + 1,
      previous,
      at: isoTime(at),
      stage: `stage-${index + 1}`,
      inputs_sha256: sha256(`inputs ${run} ${index}`),
      outputs_sha256: sha256(`outputs ${run} ${index}`),
    })
    const line = receiptLine(receipt)
    previous = sha256(line)
    return aReceiptRow({ run: runId(run), number: receipt.number, at, line, hash: previous })
  })
}
