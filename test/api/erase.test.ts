import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { auditLog } from '../../src/api/contract/people.ts'
import { runDetail, runEvents, stageDetail } from '../../src/api/contract/run-detail.ts'
import { runState } from '../../src/api/contract/runs.ts'
import { taskList } from '../../src/api/contract/tasks.ts'
import type { AttemptResult } from '../../src/core/run/answer.ts'
import type { RunId } from '../../src/core/run/ids.ts'
import { bearer, personIn, tokenOf } from '../support/house.ts'
import { aHouseOfKinds, decide, startOf, taskOf, waitFor } from '../support/house-of-kinds.ts'
import type { ApiWorld } from '../support/http-world.ts'
import { anApi, postOf } from '../support/http-world.ts'
import { anError } from '../support/runs.ts'

const CANARY = 'kestrelfeather'

function failedAt(what: string): AttemptResult {
  return { type: 'failed', error: anError({ code: 'tool-changed', message: `${what} is gone.`, reach: 'not-begun' }) }
}

/** A run that was canceled while it asked a person. */
async function aCanceledRun(desk: ApiWorld): Promise<string> {
  const { id } = await desk.waitingRun()
  await desk.post(`/api/v1/runs/${id}/cancel`, { schema: runState })
  return id
}

describe('erasing', () => {
  it('[AP360] takes the contents out of a run, and its page and its log say who did and when', async () => {
    const desk = anApi()
    const id = await aCanceledRun(desk)
    const before = await desk.get(`/api/v1/runs/${id}`, runDetail)
    expect(before).toMatchObject({ erased: null, actions: { erase: true }, summary: { title: 'order 48211' } })
    await desk.post(`/api/v1/runs/${id}/erase`, { schema: runState })
    const after = await desk.get(`/api/v1/runs/${id}`, runDetail)
    expect(after).toMatchObject({
      erased: { by: { id: 'human:owner' }, at: after.log[0]?.at },
      summary: { title: null, status: 'canceled' },
      inputs: [],
      actions: { erase: false, retryFrom: [] },
    })
    expect(after.log[0]).toMatchObject({ text: 'erased what this run was given, gave and was told' })
    expect(after.stages.map(({ status }) => status)).toEqual(before.stages.map(({ status }) => status))
    const { events } = await desk.get(`/api/v1/runs/${id}/events`, runEvents)
    const stage = await desk.get(`/api/v1/runs/${id}/stages/sort`, stageDetail)
    expect(JSON.stringify([after, events, stage])).not.toMatch(/lid never closed|48211|refund"/)
  })

  it('[EN71] leaves nothing of it in lists either: not its title, and not why somebody was asked', async () => {
    const desk = anApi({ script: () => failedAt(CANARY) })
    const { id } = await desk.waitingRun(CANARY)
    const [task] = (await desk.get('/api/v1/tasks', taskList)).tasks
    expect(task?.because).toContain(CANARY)
    await desk.post(`/api/v1/runs/${id}/cancel`, { schema: runState })
    await desk.post(`/api/v1/runs/${id}/erase`, { schema: runState })
    const runs = async (query = '') => await (await desk.send(`/api/v1/runs${query}`)).text()
    expect(await runs()).not.toContain(CANARY)
    expect(JSON.parse(await runs(`?search=${CANARY}`))).toMatchObject({ runs: [] })
    const tasks = await desk.store.listTasks({ run: id, offset: 0, limit: 9 })
    expect(tasks).toMatchObject([{ because: 'Erased.', runTitle: null, status: 'withdrawn' }])
  })

  it('[AP360] is told by a receipt of its own; those before it are as they were, and verify', async () => {
    const desk = anApi()
    const id = await aCanceledRun(desk)
    const read = async (format: string) => await (await desk.send(`/api/v1/receipts/export?format=${format}`)).text()
    const before = (await read('jsonl')).trimEnd().split('\n')
    await desk.post(`/api/v1/runs/${id}/erase`, { schema: runState })
    const text = await read('jsonl')
    const after = text.trimEnd().split('\n')
    expect(after.slice(0, before.length - 1)).toEqual(before.slice(0, -1))
    expect(JSON.parse(after.at(-2) ?? '')).toMatchObject({ kind: 'redaction', run: id, by: 'human:owner' })
    const checked = await desk.send('/api/v1/receipts/verify', postOf({ text }))
    expect(await checked.json()).toMatchObject({ verifies: true, receipts: before.length })
    expect((await read('csv')).split('\r\n').at(-2)).toMatch(/^[^,]*,\d+,redaction,refunds,.*,human:owner$/)
  })

  it('[AP361] refuses a run that goes on, and one that is not there; twice is once', async () => {
    const desk = anApi()
    const { id } = await desk.waitingRun()
    const path = `/api/v1/runs/${id}/erase`
    expect(await desk.refused(path, {})).toMatchObject({ status: 409, code: 'run-not-finished' })
    expect(await desk.refused('/api/v1/runs/none/erase', {})).toMatchObject({ status: 404 })
    await desk.post(`/api/v1/runs/${id}/cancel`, { schema: runState })
    const first = await desk.post(path, { schema: runState })
    expect(await desk.post(path, { schema: runState })).toEqual(first)
    expect(await desk.refused(`/api/v1/runs/${id}/retry`, { from: 'sort' })).toMatchObject({
      status: 409,
      code: 'run-erased',
    })
  })

  it('[AP362] is for admins, and is written down with who asked for it', async () => {
    const desk = anApi()
    const id = await aCanceledRun(desk)
    const path = `/api/v1/runs/${id}/erase`
    const asOne = async (role: 'admin' | 'ops-manager') => {
      const headers = bearer(await tokenOf(desk.parts, await personIn(desk.parts, { roles: [role] })))
      const order = postOf({})
      return await desk.send(path, { ...order, headers: { ...order.headers, ...headers } })
    }
    expect((await asOne('ops-manager')).status).toBe(403)
    expect((await asOne('admin')).status).toBe(200)
    const { entries } = await desk.get('/api/v1/audit', auditLog)
    expect(entries.filter(({ action }) => action.includes('erase')).map(({ role, status }) => [role, status])).toEqual([
      ['admin', 200],
      [null, 403],
    ])
  })
})

it('[EN70] of a real run no word of its contents is left in any file of the database', async () => {
  const house = await aHouseOfKinds(`Dear ${CANARY}`)
  const order = { inputs: { message: `Can ${CANARY} have money back?` }, title: `About ${CANARY}` }
  const id: RunId = await startOf(house, 'kinds', order)
  const text = `I asked ${CANARY}.`
  await house.send(`/tasks/${await taskOf(house, id, 'sign')}/comment`, { text })
  await decide(house, id, { stage: 'unsure', answer: { type: 'edit', outputs: { label: CANARY }, note: '' } })
  await decide(house, id, { stage: 'sign', answer: { type: 'edit', outputs: { amount: 5 }, note: '' } })
  await decide(house, id, { stage: 'refused', answer: { type: 'reject', note: '' } })
  await waitFor(house, id, 'succeeded')
  expect(JSON.stringify(await house.send(`/runs/${id}`))).toContain(CANARY)
  await house.send(`/runs/${id}/erase`, {})
  expect(JSON.stringify(await house.send(`/runs/${id}`))).not.toContain(CANARY)
  expect(await house.send('/receipts/verify', { run: id })).toMatchObject({ verifies: true })
  await house.close()
  const data = join(house.home, 'workcharts')
  const files = readdirSync(data, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const holding = files.filter(({ parentPath, name }) => readFileSync(join(parentPath, name)).includes(CANARY))
  expect(files.map(({ name }) => name)).toContain('workcharts.db')
  expect(holding.map(({ name }) => name)).toEqual([])
}, 60_000)
