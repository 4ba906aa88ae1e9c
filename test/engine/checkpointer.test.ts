import { expect, it } from 'vitest'
import { createMemoryStore } from '../../src/adapters/memory/memory-store.ts'
import { signatureCheck } from '../../src/api/check-signature.ts'
import { err, ok } from '../../src/core/basics/result.ts'
import { isoTime } from '../../src/core/basics/timestamp.ts'
import { firstCheckpointAfter } from '../../src/core/receipt/checkpoint.ts'
import { verifyExport } from '../../src/core/receipt/verify-export.ts'
import type { Vault } from '../../src/engine/ports.ts'
import type { WholeStore } from '../../src/engine/whole-store.ts'
import { minute } from '../support/rows.ts'
import { sha256 } from '../support/runs.ts'
import { aSignedHouse } from '../support/signed-receipts.ts'

const read = (line = '{}') => JSON.parse(line)

it('[EN40] is asked for a minute after there may be something to sign, and signs what there is', async () => {
  const times: unknown[] = []
  let wake = (): void => undefined
  const alarm = {
    set: (at: unknown, ring: () => void) => {
      times.push(at)
      wake = ring
    },
    close: () => undefined,
  }
  const house = aSignedHouse({ alarm })
  await house.work(1, 2)
  house.checkpointer.ring()
  expect(times).toEqual([house.clock.now() + 60_000])
  expect(await house.store.latestCheckpoint()).toBeUndefined()
  wake()
  await house.checkpointer.close()
  expect(await house.store.latestCheckpoint()).toMatchObject({ number: 1, receipts: 2 })
})

it('[EN40] signs nothing where nothing is new, and makes no key for nothing', async () => {
  const house = aSignedHouse()
  await house.sign()
  expect(await house.store.findReceiptKey()).toBeUndefined()
  await house.work(1, 2)
  await house.sign()
  await house.sign()
  expect(await house.store.latestCheckpoint()).toMatchObject({ number: 1 })
})

it('[EN41] a checkpoint follows the one before it, whoever signs, and with the key that was made once', async () => {
  const store = createMemoryStore()
  const house = aSignedHouse({ store })
  await house.work(1, 2)
  await house.sign()
  const next = aSignedHouse({ store })
  await next.work(2, 1)
  await next.sign()
  const [first, second] = [await store.findCheckpoint(1), await store.findCheckpoint(2)]
  const key = (await store.findReceiptKey())?.publicKey ?? ''
  expect(read(first?.line)).toMatchObject({ key, previous: firstCheckpointAfter(key, sha256), receipts: 2, chains: 1 })
  expect(read(second?.line)).toMatchObject({ key, previous: sha256(first?.line ?? ''), receipts: 3, chains: 1 })
  expect(read(second?.line).at).toBe(isoTime(next.clock.now()))
})

it('[EN42] more than one checkpoint holds is signed in several, each until the last receipt that it covers', async () => {
  const house = aSignedHouse()
  await house.work(1, 10_000)
  await house.work(2, 1)
  await house.sign()
  expect(await house.store.findCheckpoint(1)).toMatchObject({ receipts: 10_000, at: minute(0) + 1_000 })
  expect(await house.store.findCheckpoint(2)).toMatchObject({ receipts: 10_001, at: house.clock.now() })
  expect(verifyExport(await house.export(), signatureCheck)).toMatchObject({
    value: { receipts: 10_001, signed: { receipts: 10_001, of: 10_001 } },
  })
})

it('[EN42] whoever stops the program does not wait for all of a great many', async () => {
  const asked: number[] = []
  const base = createMemoryStore()
  const store: WholeStore = {
    ...base,
    countReceipts: async () => 1_000_000,
    findReceiptTime: async () => minute(1),
    listChainEnds: async ({ upTo }) => {
      asked.push(upTo)
      return [{ run: 'run-1', number: 1, head: sha256('head') }]
    },
  }
  await aSignedHouse({ store }).sign()
  expect(asked).toHaveLength(20)
  expect(await base.latestCheckpoint()).toMatchObject({ number: 20, receipts: 200_000 })
})

it.each(['seal', 'open'] as const)(
  '[EN43] tells once why it can not sign, where the vault does not %s, and goes on',
  async (step) => {
    const problem = { code: 'key-file-missing', detail: 'The key file is missing.' } as const
    const whole: Vault = { seal: async (secret) => ok(secret), open: async (sealed) => ok(sealed) }
    const vault: Vault = { ...whole, [step]: async () => err(problem) }
    const house = aSignedHouse({ vault })
    await house.work(1, 1)
    house.checkpointer.ring()
    for (let minutes = 0; minutes < 3; minutes += 1) {
      house.ring()
      await new Promise((resolve) => setImmediate(resolve))
    }
    await house.checkpointer.close()
    expect(house.problems.map(String)).toEqual(['Error: Receipts are not signed: The key file is missing.'])
    expect(await house.store.latestCheckpoint()).toBeUndefined()
  },
)

it('[EN44] an export holds what there was when it began, whatever is written and signed meanwhile', async () => {
  const base = createMemoryStore()
  const house = aSignedHouse({ store: base })
  await house.work(1, 3)
  await house.work(2, 3)
  await house.sign()
  await house.work(1, 1)
  let pages = 0
  const busy: WholeStore = {
    ...base,
    listPlacedReceipts: async (filter) => {
      pages += 1
      const rows = await base.listPlacedReceipts({ ...filter, limit: 2 })
      await house.work(1 + (pages % 3), 1)
      await house.sign()
      return rows
    },
  }
  const verified = verifyExport(await aSignedHouse({ store: busy }).export(), signatureCheck)
  expect(verified).toMatchObject({ ok: true, value: { receipts: 7, runs: 2, signed: { receipts: 6, of: 6 } } })
  expect(pages).toBeGreaterThan(3)
})
