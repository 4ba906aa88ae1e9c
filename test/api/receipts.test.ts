import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { signatureCheck } from '../../src/api/check-signature.ts'
import { receiptKey, receiptList } from '../../src/api/contract/receipts.ts'
import { runDetail } from '../../src/api/contract/run-detail.ts'
import { runState, startedRuns } from '../../src/api/contract/runs.ts'
import { FLAT_COLUMNS } from '../../src/core/receipt/flat-receipt.ts'
import { verifyExport } from '../../src/core/receipt/verify-export.ts'
import { anApi } from '../support/http-world.ts'
import { aSignedHouse } from '../support/signed-receipts.ts'

/** Two runs that ended, and whoever signs their receipts. */
async function aWorld() {
  const world = anApi()
  const house = aSignedHouse({ store: world.store })
  house.clock.set(world.parts.clock.now())
  const run = async (): Promise<string> => {
    const body = { inputs: { message: '=1+1' } }
    const { runs } = await world.post('/api/v1/workflows/refunds/runs', { body, schema: startedRuns })
    const id = runs[0]?.id ?? ''
    await world.post(`/api/v1/runs/${id}/cancel`, { body: {}, schema: runState })
    return id
  }
  const exported = async (query = '') => await (await world.send(`/api/v1/receipts/export${query}`)).text()
  return { ...world, house, run, exported }
}

describe('what is signed', () => {
  it('[AP263] is proved by an export, and what came later is counted', async () => {
    const { house, run, exported } = await aWorld()
    await run()
    await run()
    await house.sign()
    const { number, receipts = 0 } = (await house.store.latestCheckpoint()) ?? {}
    house.clock.set(house.clock.now())
    const before = await exported()
    expect(verifyExport(before, signatureCheck)).toMatchObject({ value: { signed: { receipts, of: receipts } } })
    await run()
    const lines = (await exported()).trimEnd().split('\n')
    expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ not_signed: receipts / 2 })
    expect(await house.store.latestCheckpoint()).toMatchObject({ number })
  })

  it('[AP263] is proved of one run and of one WorkChart alone', async () => {
    const { house, run, exported } = await aWorld()
    const [first] = [await run(), await run()]
    await house.sign()
    const all = (await house.store.latestCheckpoint())?.receipts
    for (const query of [`?run=${first}`, '?workflow=refunds'])
      expect(verifyExport(await exported(query), signatureCheck)).toMatchObject({
        ok: true,
        value: { signed: { of: all } },
      })
    expect(verifyExport(await exported('?workflow=none'), signatureCheck)).toMatchObject({
      value: { receipts: 0, signed: { receipts: 0, of: all } },
    })
  })

  it('[AP266] is told with its key', async () => {
    const { house, run, get } = await aWorld()
    expect(await get('/api/v1/receipts/key', receiptKey)).toEqual({
      ...{ fingerprint: null, publicKey: null, signedAt: null, signed: 0, notSigned: 0 },
    })
    await run()
    await house.sign()
    const publicKey = (await house.store.findReceiptKey())?.publicKey ?? ''
    const { receipts: signed } = (await house.store.latestCheckpoint()) ?? {}
    await run()
    expect(await get('/api/v1/receipts/key', receiptKey)).toEqual({
      fingerprint: signatureCheck.fingerprint(publicKey),
      publicKey,
      signedAt: new Date(house.clock.now()).toISOString(),
      signed,
      notSigned: signed,
    })
  })

  it('[AP267] is told on the page of a run', async () => {
    const { house, run, get } = await aWorld()
    const id = await run()
    expect((await get(`/api/v1/runs/${id}`, runDetail)).signed).toBeNull()
    await house.sign()
    const { signed, receipts } = await get(`/api/v1/runs/${id}`, runDetail)
    expect(signed).toEqual({ receipts: receipts.length, at: new Date(house.clock.now()).toISOString() })
    const later = await run()
    expect((await get(`/api/v1/runs/${later}`, runDetail)).signed).toBeNull()
  })
})

describe('tables', () => {
  it('[AP264] has a row for each stage and run, by the columns of its header', async () => {
    const { run, exported, send } = await aWorld()
    await run()
    const response = await send('/api/v1/receipts/export?format=csv')
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(response.headers.get('content-disposition')).toContain('receipts.csv')
    const text = await exported('?format=csv')
    expect(text.split('\r\n').at(-1)).toBe('')
    const [header, ...rows]: string[][] = parse(text)
    expect(header).toEqual([...FLAT_COLUMNS])
    expect(rows.map((row) => row[2])).toEqual(['stage', 'stage', 'run'])
    expect(rows.map((row) => row[FLAT_COLUMNS.indexOf('confidence')])).toEqual(['', '', ''])
  })

  it('[AP264] nothing in it reads as a formula, and numbers stay numbers', async () => {
    const house = aSignedHouse()
    await house.work(1, 1)
    const base = house.store.listPlacedReceipts
    const texts = ['=1+1', '+1', '-1', '@x', '\tx', 'a,"b"\nc', 'plain']
    const wrong = (line: string, because: string) =>
      JSON.stringify({ ...JSON.parse(line), because, confidence: -1, task: { ...TASK, in_time: false } })
    const reader = {
      ...house.store,
      listPlacedReceipts: async (filter: Parameters<typeof base>[0]) => {
        const rows = await base({ ...filter, limit: 1 })
        return rows.flatMap((row) => texts.map((because) => ({ ...row, line: wrong(row.line, because) })))
      },
    }
    const { send } = anApi({ parts: { reader } })
    const [, ...rows]: string[][] = parse(await (await send('/api/v1/receipts/export?format=csv')).text())
    const column = (name: (typeof FLAT_COLUMNS)[number]) => rows.map((row) => row[FLAT_COLUMNS.indexOf(name)])
    expect(column('because')).toEqual(["'=1+1", "'+1", "'-1", "'@x", "'\tx", 'a,"b"\nc', 'plain'])
    expect(new Set(column('confidence'))).toEqual(new Set(['-1']))
    expect(new Set(column('task_in_time'))).toEqual(new Set(['false']))
  })

  it('[AP265] flat lines hold every receipt, with the same columns', async () => {
    const { run, exported } = await aWorld()
    await run()
    const rows = (await exported('?format=flat'))
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(rows.map(({ kind, workflow }) => [kind, workflow])).toEqual([
      ['stage', 'refunds'],
      ['stage', 'refunds'],
      ['run', 'refunds'],
    ])
    for (const row of rows) expect(Object.keys(row).sort()).toEqual([...FLAT_COLUMNS].sort())
    expect(rows[0]).toMatchObject({ confidence: null, quality: null })
  })
})

const TASK = {
  reason: 'low-confidence',
  first_opened_at: '2026-03-02T09:00:00.000Z',
  due_at: null,
  decided_at: null,
  times_asked: 1,
}

describe('the newest receipts', () => {
  it('[AP363] are told with their runs, stages and who did them, in pages', async () => {
    const { run, get, refused } = await aWorld()
    const ids = [await run(), await run()]
    const first = await get('/api/v1/receipts?limit=4', receiptList)
    expect(first.receipts.map(({ run: { id }, number, kind }) => [id, number, kind])).toEqual([
      [ids[1], 3, 'run'],
      [ids[1], 2, 'stage'],
      [ids[1], 1, 'stage'],
      [ids[0], 3, 'run'],
    ])
    expect(first.receipts[0]).toMatchObject({ stage: null, performer: null, outcome: 'canceled' })
    expect(first.receipts[2]).toMatchObject({
      run: { title: null, workflow: { id: 'refunds', name: 'Refund requests' } },
      stage: { id: 'sort', name: 'Sort the message' },
      performer: { ref: 'skill:sort' },
    })
    const second = await get(`/api/v1/receipts?limit=4&before=${first.next}`, receiptList)
    expect(second).toMatchObject({ receipts: [{ number: 2 }, { number: 1 }], next: null })
    const stages = await get('/api/v1/receipts?kind=stage&workflow=refunds', receiptList)
    expect(stages.receipts.map(({ number }) => number)).toEqual([2, 1, 2, 1])
    expect((await get('/api/v1/receipts?workflow=none', receiptList)).receipts).toEqual([])
    for (const wrong of ['before=1', 'limit=101', 'kind=none', 'more=1'])
      expect(await refused(`/api/v1/receipts?${wrong}`)).toMatchObject({ status: 400 })
  })
})
