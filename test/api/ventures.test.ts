import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Role } from '../../src/core/people/role.ts'
import type { RunId } from '../../src/core/run/ids.ts'
import { bearer, personIn, tokenOf } from '../support/house.ts'
import type { ApiWorld } from '../support/http-world.ts'
import { anApi, postOf } from '../support/http-world.ts'

const REFUNDS = (id: string, venture: string) => `workflow_id: ${id}
venture: ${venture}
inputs: { message: { type: string } }
stages:
  - { id: decide, roles: { primary: "human:mei" }, outputs: { ok: { type: boolean } } }
`

interface Given {
  readonly roles: readonly Role[]
  readonly ventures?: readonly string[] | null
  readonly name?: string
}

/** What somebody asks of an API with a WorkChart and a waiting run in each of two ventures. */
async function aDividedHouse() {
  const files = Object.fromEntries(
    ['north', 'south'].map((venture) => [`collections/default/workflows/${venture}.yaml`, REFUNDS(venture, venture)]),
  )
  const world = anApi({ files })
  const started = async (workflow: string) => {
    const response = await world.send(`/api/v1/workflows/${workflow}/runs`, postOf({ inputs: { message: 'a' } }))
    return ((await response.json()) as { runs: { id: RunId }[] }).runs[0]?.id ?? ('none' as RunId)
  }
  const [north, south] = [await started('north'), await started('south')]
  const none = await started('refunds')
  await world.engine.drain()
  return { world, runs: { north, south, none } }
}

async function as(world: ApiWorld, { roles, ventures = null, name = 'Mei' }: Given) {
  const { authorization } = bearer(await tokenOf(world.parts, await personIn(world.parts, { name, roles, ventures })))
  const get = async (path: string) => {
    const response = await world.send(`/api/v1${path}`, { headers: { authorization } })
    return { status: response.status, text: await response.text() }
  }
  const post = async (path: string, body = {}) => {
    const order = postOf(body)
    const headers = { ...order.headers, authorization }
    const response = await world.send(`/api/v1${path}`, { ...order, headers })
    return { status: response.status, text: await response.text() }
  }
  return { get, post, authorization }
}

const TASK = (run: RunId) => encodeURIComponent(`${run}.decide.1`)

describe('tasks', () => {
  it('[AP237] of others are not there for whoever only takes part', async () => {
    const { world, runs } = await aDividedHouse()
    const [mei, tom] = [await as(world, { roles: ['approver'] }), await as(world, { roles: ['approver'], name: 'Tom' })]
    expect(JSON.parse((await mei.get('/tasks?status=open')).text).tasks).toHaveLength(2)
    expect(JSON.parse((await tom.get('/tasks?status=open')).text).tasks).toEqual([])
    expect((await mei.get(`/tasks/${TASK(runs.north)}`)).status).toBe(200)
    expect((await tom.get(`/tasks/${TASK(runs.north)}`)).status).toBe(404)
    for (const change of ['claim', 'release'])
      expect((await tom.post(`/tasks/${TASK(runs.north)}/${change}`)).status).toBe(404)
    const answer = { answer: { type: 'reject', note: '' } }
    expect((await tom.post(`/tasks/${TASK(runs.north)}/answer`, { ...answer, version: '' })).status).toBe(404)
    expect((await tom.post(`/tasks/${TASK(runs.north)}/effect`, answer)).status).toBe(404)
    expect((await mei.post(`/tasks/${TASK(runs.north)}/claim`)).status).toBe(200)
  })

  it('[AP195] are there for whoever is asked about one, until they have told', async () => {
    const { world, runs } = await aDividedHouse()
    const [mei, tom] = [await as(world, { roles: ['approver'] }), await as(world, { roles: ['approver'], name: 'Tom' })]
    const task = `/tasks/${TASK(runs.north)}`
    const question = { of: 'human:tom', text: 'Is it paid?' }
    expect((await tom.post(`${task}/ask`, question)).status).toBe(404)
    expect((await mei.post(`${task}/ask`, question)).status).toBe(200)
    expect(JSON.parse((await mei.post(`${task}/ask`, question)).text).code).toBe('question-open')
    const page = JSON.parse((await tom.get(task)).text)
    expect(page).toMatchObject({
      question: { text: 'Is it paid?' },
      row: { questionOf: { id: 'human:tom' } },
      answers: [],
    })
    expect(page.barred).toMatch(/^This task is for mei/)
    expect(JSON.parse((await tom.get('/tasks?status=open')).text).tasks).toHaveLength(1)
    const answer = { answer: { type: 'reject', note: '' }, version: page.version }
    expect(JSON.parse((await tom.post(`${task}/answer`, answer)).text).code).toBe('task-not-yours')
    expect((await tom.post(`${task}/tell`, { text: 'It is.' })).status).toBe(200)
    expect((await tom.get(task)).status).toBe(404)
    const after = JSON.parse((await mei.get(task)).text)
    expect(after).toMatchObject({ question: null, barred: null })
    expect(after.history.map(({ text }: { text: string }) => text)).toEqual(
      expect.arrayContaining(['told: It is.', expect.stringMatching(/^asked tom about .*: Is it paid\?$/)]),
    )
  })

  it('[AP237] are all there for whoever oversees them', async () => {
    const { world, runs } = await aDividedHouse()
    const lena = await as(world, { roles: ['ops-manager'], name: 'Lena' })
    expect(JSON.parse((await lena.get('/tasks?status=open')).text).tasks).toHaveLength(3)
    expect((await lena.get(`/tasks/${TASK(runs.south)}`)).status).toBe(200)
    expect(JSON.parse((await lena.get('/tasks?status=open&whose=mine')).text).tasks).toEqual([])
  })
})

describe('ventures', () => {
  it('[AP238] show their own work and nothing else', async () => {
    const { world, runs } = await aDividedHouse()
    const mei = await as(world, { roles: ['ops-manager', 'viewer'], ventures: ['north'] })
    const listed = await Promise.all(
      ['/workflows', '/runs', '/tasks?status=open', '/receipts/export', '/home'].map((path) => mei.get(path)),
    )
    for (const { status, text } of listed) {
      expect(status).toBe(200)
      for (const other of [runs.south, runs.none, '"south"', 'refunds']) expect(text).not.toContain(other)
    }
    expect(listed.slice(0, 3).every(({ text }) => text.includes('north'))).toBe(true)
    expect((await mei.get(`/runs/${runs.north}`)).status).toBe(200)
    expect((await mei.post(`/runs/${runs.north}/pause`)).status).toBe(200)
  })

  it('[AP354] a version that went to another venture is not there for a retry', async () => {
    const { world, runs } = await aDividedHouse()
    const mei = await as(world, { roles: ['ops-manager', 'viewer'], ventures: ['north'] })
    await mei.post(`/runs/${runs.north}/cancel`)
    await writeFile(join(world.home, 'collections/default/workflows/north.yaml'), REFUNDS('north', 'south'))
    await world.send('/api/v1/workflows/north/publish', postOf({}))
    const order = { from: 'decide', version: 'newest' }
    for (const path of ['retry', 'retry/preview'])
      expect((await mei.post(`/runs/${runs.north}/${path}`, order)).status).toBe(404)
    expect((await mei.post(`/runs/${runs.north}/retry/preview`, { from: 'decide' })).status).toBe(200)
  })

  it('[AP363] are told the newest receipts of their own runs only', async () => {
    const { world, runs } = await aDividedHouse()
    for (const run of Object.values(runs)) await world.send(`/api/v1/runs/${run}/cancel`, postOf({}))
    const mei = await as(world, { roles: ['viewer'], ventures: ['north'] })
    const { receipts } = JSON.parse((await mei.get('/receipts')).text)
    expect(new Set(receipts.map((receipt: { run: { id: string } }) => receipt.run.id))).toEqual(new Set([runs.north]))
  })

  it.each(['south', 'none'] as const)('[AP238] are not there for those of another: %s', async (other) => {
    const { world, runs } = await aDividedHouse()
    const mei = await as(world, { roles: ['ops-manager', 'viewer'], ventures: ['north'] })
    const run = runs[other]
    const workflow = other === 'none' ? 'refunds' : other
    const asked = await Promise.all([
      mei.get(`/workflows/${workflow}`),
      mei.post(`/workflows/${workflow}/runs`, { inputs: { message: 'a' } }),
      mei.get(`/runs/${run}`),
      mei.get(`/runs/${run}/events`),
      ...['cancel', 'pause', 'resume'].map((change) => mei.post(`/runs/${run}/${change}`)),
      mei.post(`/runs/${run}/retry`, { from: 'decide' }),
      mei.post(`/runs/${run}/check`, { stage: 'decide' }),
      mei.get(`/tasks/${other === 'none' ? encodeURIComponent(`${run}.reply.1`) : TASK(run)}`),
    ])
    expect(asked.map(({ status }) => status)).toEqual(asked.map(() => 404))
  })

  it('[AP339] of several runs only those of their own are changed', async () => {
    const { world, runs } = await aDividedHouse()
    const mei = await as(world, { roles: ['ops-manager'], ventures: ['north'] })
    const several = { runs: [runs.south, runs.north] }
    const canceled = JSON.parse((await mei.post('/runs/cancel', several)).text).runs
    expect(canceled).toMatchObject([
      { id: runs.south, result: { code: 'run-unknown' }, status: null },
      { id: runs.north, result: { type: 'done' }, status: 'canceled' },
    ])
    const retried = JSON.parse((await mei.post('/runs/retry', several)).text).runs
    expect(retried).toMatchObject([{ result: { code: 'run-unknown' } }, { result: { code: 'run-not-failed' } }])
    expect((await world.store.findRun(runs.south))?.row.status).toBe('waiting')
  })

  it('[AP238] close what does not tell them apart', async () => {
    const { world } = await aDividedHouse()
    const mei = await as(world, { roles: ['ops-manager', 'viewer', 'admin'], ventures: ['north'] })
    for (const path of ['/drafts', '/triggers', '/memory', '/audit', '/people/accounts'])
      expect((await mei.get(path)).status).toBe(403)
  })

  it('[AP238] keep live messages of other ventures back, and those of runs from whoever only takes part', async () => {
    const { world, runs } = await aDividedHouse()
    const read = async (given: Given) => {
      const { authorization } = await as(world, given)
      const response = await world.send('/api/v1/stream?after=0', { headers: { authorization } })
      const reader = response.body?.getReader()
      const texts: string[] = []
      for (let part = 0; part < 2; part += 1)
        texts.push(new TextDecoder().decode((await reader?.read())?.value ?? new Uint8Array()))
      await reader?.cancel()
      return texts.join('')
    }
    const north = await read({ roles: ['viewer'], ventures: ['north'] })
    expect(north).toContain(runs.north)
    expect(north).not.toContain(runs.south)
    const approver = await read({ roles: ['approver'], name: 'Tom' })
    expect(approver).toContain('task-opened')
    expect(approver).not.toContain('run-started')
  })

  it('[AP239] have their WorkCharts published by whoever may share them', async () => {
    const { world } = await aDividedHouse()
    const dev = await as(world, { roles: ['developer'] })
    expect((await dev.post('/workflows/north/publish')).status).toBe(403)
    expect((await dev.post('/workflows/refunds/publish')).status).toBe(200)
    expect((await (await as(world, { roles: ['ops-manager'] })).post('/workflows/north/publish')).status).toBe(200)
  })

  it('[AP239] nor are their drafts published by a Developer alone', async () => {
    const { world } = await aDividedHouse()
    const dev = await as(world, { roles: ['developer'] })
    const open = JSON.parse((await dev.get('/drafts/north')).text) as { base: string; text: string }
    const saved = await dev.post('/drafts/north', { text: `${open.text}\n`, base: open.base, revision: 0 })
    expect([saved.status, (await dev.post('/drafts/north/publish', { revision: 1 })).status]).toEqual([200, 403])
  })
})
