import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { packedRun } from '../../src/api/contract/packed-run.ts'
import { runDetail } from '../../src/api/contract/run-detail.ts'
import { packRows } from '../../src/api/views/pack-rows.ts'
import { packedWhereLarge } from '../../src/api/views/packed-run.ts'
import { runDetail as pageOf } from '../../src/api/views/run-detail.ts'
import { unpackRows, unpackRun } from '../../src/web/data/unpack-run.ts'
import { answered, aWorld, finished, someIds, startOf } from '../support/engine.ts'
import { anApi } from '../support/http-world.ts'
import { aPlan, aStage } from '../support/runs.ts'

const CELL = fc.oneof(fc.constantFrom(null, 1, '1', true, '{}', 'null'), fc.jsonValue({ maxDepth: 1 }))
const ROWS = fc
  .uniqueArray(fc.string({ minLength: 1 }), { maxLength: 4 })
  .filter((names) => !names.includes('__proto__'))
  .chain((names) => fc.array(fc.record(Object.fromEntries(names.map((name) => [name, CELL]))), { maxLength: 9 }))

async function aLargePage() {
  const { engine, store } = aWorld({ script: () => answered({ text: 'A result.' }) })
  const world = { engine, ids: someIds('large') }
  const stages = Array.from({ length: 600 }, (_, index) => aStage(`s${index}`))
  const { id, plan } = await finished(world, (await startOf(world, aPlan(stages))).id)
  const history = (await store.history(id, { after: 0, also: [] })).map(({ event }) => event)
  const receiptsAfter = (number: number) => store.listReceipts({ run: id, after: { run: id, number }, limit: 1_000 })
  return await pageOf({ plan, history, signed: null, owner: engine.owner, receiptsAfter })
}

describe('a packed run', () => {
  it('[AP350] rows are the same after they were packed, sent and unpacked', () => {
    fc.assert(
      fc.property(ROWS, (rows) => {
        const sent = JSON.parse(JSON.stringify(packRows(rows)))
        expect(JSON.stringify(unpackRows(sent))).toBe(JSON.stringify(rows))
      }),
    )
  })

  it('[AP350] the page of a very large run loses nothing, and its rows are a tenth of what they were', async () => {
    const page = await aLargePage()
    const packed = packedRun.parse(packedWhereLarge(page))
    expect(unpackRun(packed)).toEqual(page)
    const rows = JSON.stringify([page.stages, page.timeline]).length
    expect(JSON.stringify(packed.packed).length).toBeLessThan(rows / 10)
  })

  it('[AP350] few stages are sent as they are, and so are many where nobody asked for another form', async () => {
    const { get, refused, waitingRun } = anApi()
    const { id } = await waitingRun()
    expect(await get(`/api/v1/runs/${id}?rows=packed`, runDetail)).toEqual(await get(`/api/v1/runs/${id}`, runDetail))
    expect(await refused(`/api/v1/runs/${id}?rows=short`)).toMatchObject({ status: 400 })
  })
})
