import { describe, expect, it } from 'vitest'
import { idempotencyKey } from '../../src/api/contract/idempotency-key.ts'
import type { PlannedAndReal } from '../../src/api/contract/planned-and-real.ts'
import { plannedAndReal } from '../../src/api/contract/planned-and-real.ts'
import { runComparison } from '../../src/api/contract/run-comparison.ts'
import { runDetail, runEvents, runLog, stageDetail } from '../../src/api/contract/run-detail.ts'
import { runList, runState, startedRuns } from '../../src/api/contract/runs.ts'
import { taskDone } from '../../src/api/contract/tasks.ts'
import { plannedAndRealView } from '../../src/api/views/planned-and-real.ts'
import { runDetail as pageOf } from '../../src/api/views/run-detail.ts'
import { forecast } from '../../src/core/forecast/forecast.ts'
import type { RunId } from '../../src/core/run/ids.ts'
import { aWorld, finished, runThat, someIds, startOf } from '../support/engine.ts'
import { anApi, sorted } from '../support/http-world.ts'
import { aPlan, aRun, aStage } from '../support/runs.ts'

const START = '/api/v1/workflows/refunds/runs'
const KEY = '01936b5e-7c00-7abc-8def-0123456789ab'

describe('starting', () => {
  it('[AP20] starts what the file says now, once for each', async () => {
    const { post, store } = anApi()
    const each = [{ inputs: { message: 'One' }, title: 'one' }, { inputs: { message: 'Two' } }]
    const { runs } = await post(START, { body: { each }, schema: startedRuns })
    const rows = await store.listRuns({ limit: 10 })
    expect(rows.map(({ id }) => id).toSorted()).toEqual(runs.map(({ id }) => id).toSorted())
    expect(new Set(rows.map(({ title }) => title))).toEqual(new Set(['one', null]))
  })

  it('[AP21] the same key starts the same runs once, in their order', async () => {
    const { post, store } = anApi()
    const body = {
      each: Array.from({ length: 20 }, (_, index) => ({
        inputs: { message: `Number ${index}` },
        title: String(index),
      })),
    }
    const first = await post(START, { body, schema: startedRuns, key: KEY })
    const again = await post(START, { body, schema: startedRuns, key: KEY })
    expect(again.runs.map(({ id }) => id)).toEqual(first.runs.map(({ id }) => id))
    expect(first.runs[0]?.id.slice(0, 13)).toBe(KEY.slice(0, 13))
    const rows = await store.listRuns({ limit: 100 })
    expect(rows.map(({ title }) => title)).toEqual(body.each.map(({ title }) => title).toReversed())
  })

  it('[AP21] a key that tells no time is refused', async () => {
    const { refused } = anApi()
    const random = '6fa3a1ce-4c3b-4d7e-9a54-0123456789ab'
    expect(await refused(START, { inputs: { message: 'Hi' } }, random)).toMatchObject({
      status: 400,
      code: 'idempotency-key-invalid',
    })
  })

  it('[AP26] a key is a UUID of version 7', () => {
    const chance = new Uint8Array([0xff, 1, 0xff, 2, 3, 4, 5, 6, 7, 8])
    const key = idempotencyKey(0x0193_6b5e_7c00, chance)
    expect(key).toBe('01936b5e-7c00-7f01-bf02-030405060708')
    expect(idempotencyKey(1, new Uint8Array(10))).toBe('00000000-0001-7000-8000-000000000000')
    expect(idempotencyKey(0, new Uint8Array())).toBe('00000000-0000-7000-8000-000000000000')
  })
})

describe('reading', () => {
  it('[AP285] every filter of the list narrows it down', async () => {
    const world = anApi()
    await world.waitingRun('order 48211')
    const found = async (query: string) =>
      (await world.get(`/api/v1/runs?workflow=refunds&${query}`, runList)).runs.length
    const kept = ['waits=for-person', 'cause=manual', 'days=1', 'search=ORD%20482', 'startedBy=human:owner']
    for (const query of kept) expect([query, await found(query)]).toEqual([query, 1])
    const past = 'to=2001-01-01T00:00:00Z'
    const gone = ['waits=overdue', 'cause=schedule', past, 'trigger=x', 'tookMinutes=0', 'failedStage=a', 'startedBy=x']
    for (const query of gone) expect([query, await found(query)]).toEqual([query, 0])
    expect(await found('from=2001-01-01T00:00:00Z')).toBe(1)
    expect((await world.send('/api/v1/runs?version=1')).status).toBe(400)
    expect((await world.send('/api/v1/runs?workflow=refunds&version=99')).status).toBe(404)
  })

  it('[AP343] a list says how many runs were looked through for it', async () => {
    const world = anApi()
    const each = ['a', 'b', 'c'].map((title) => ({ inputs: { message: 'Hi' }, title }))
    await world.post(START, { body: { each }, schema: startedRuns })
    expect(await world.get('/api/v1/runs?waits=overdue', runList)).toEqual({ runs: [], next: null, looked: 3 })
    expect((await world.get('/api/v1/runs?limit=2', runList)).looked).toBe(2)
  })

  it('[AP22] lists are filtered and paged, newest first', async () => {
    const world = anApi()
    const each = ['a', 'b', 'c'].map((title) => ({ inputs: { message: 'Hi' }, title }))
    await world.post(START, { body: { each }, schema: startedRuns, key: KEY })
    await world.waitingRun('order 48211')
    const first = await world.get('/api/v1/runs?limit=2', runList)
    const second = await world.get(`/api/v1/runs?limit=2&before=${first.next}`, runList)
    const third = await world.get(`/api/v1/runs?limit=2&before=${second.next}`, runList)
    expect([first, second, third].map(({ runs }) => runs.length)).toEqual([2, 2, 0])
    expect([...first.runs, ...second.runs].map(({ title }) => title)).toEqual(['order 48211', 'c', 'b', 'a'])
    expect((await world.get('/api/v1/runs?search=48211', runList)).runs).toHaveLength(1)
    expect((await world.get('/api/v1/runs?status=succeeded&status=failed', runList)).runs).toEqual([])
    expect((await world.get('/api/v1/runs?status=waiting&workflow=refunds&search=48211', runList)).runs).toMatchObject([
      {
        workflow: { id: 'refunds', name: 'Refund requests' },
        startedBy: { name: 'owner' },
        cause: { type: 'manual' },
        counts: { 'awaiting-approval': 1 },
        active: [{ stage: 'sort', status: 'awaiting-approval', performer: 'sort' }],
      },
    ])
  })

  it('[AP23] a run’s page tells everything about it', async () => {
    const world = anApi()
    const { id } = await world.waitingRun()
    const page = await world.get(`/api/v1/runs/${id}`, runDetail)
    expect(page).toMatchObject({
      summary: { id, title: 'order 48211', status: 'waiting' },
      phase: { type: 'open' },
      inputs: [{ name: 'message', label: 'What the customer wrote', value: 'The lid never closed.' }],
      outputs: [],
      cost: { basis: 'free' },
      retriedFrom: null,
      receipts: [],
      actions: { cancel: true, pause: true, resume: false, retryFrom: [] },
    })
    expect(page.stages).toMatchObject([
      {
        id: 'sort',
        status: 'awaiting-approval',
        performer: { kind: 'ai', ref: 'skill:sort' },
        confidence: { value: 0.5, threshold: 0.85, source: 'reported' },
        task: { overdue: false, claimedBy: null },
        because: '50 % sure is less than the 85 % set for this stage.',
        gets: [{ label: 'Message', value: 'The lid never closed.' }],
        gives: null,
        settledAt: null,
      },
      {
        id: 'reply',
        status: 'pending',
        performer: { kind: 'person' },
        confidence: null,
        task: null,
        because: null,
        gets: null,
      },
    ])
    expect(page.timeline.map(({ segments }) => segments.map(({ kind }) => kind))).toEqual([
      expect.arrayContaining(['running', 'awaiting-approval']),
      [],
    ])
    expect(page.log.map(({ lead, text }) => `${lead} ${text}`)).toEqual([
      'support asked: 50 % sure is less than the 85 % set for this stage.',
      'sort gave refund, 50 % sure',
      'sort is doing Sort the message',
      'owner started this run',
    ])
    expect(page.logOmitted).toBe(0)
  })

  it('[AP321] older parts of a log are told from any fact backwards', async () => {
    const world = anApi()
    const { id } = await world.waitingRun()
    const { log } = await world.get(`/api/v1/runs/${id}`, runDetail)
    const seqOf = (line: { readonly id: string } | undefined) => Number(line?.id.split('.')[0])
    const part = await world.get(`/api/v1/runs/${id}/log?before=${seqOf(log[0])}`, runLog)
    expect(part).toEqual({ log: log.filter((line) => seqOf(line) < seqOf(log[0])), logOmitted: 0 })
    expect((await world.send('/api/v1/runs/none/log?before=2')).status).toBe(404)
  })

  it('[AP323] a stage is read with everything that was tried at it', async () => {
    const world = anApi()
    const { id } = await world.waitingRun()
    const { stage, tries } = await world.get(`/api/v1/runs/${id}/stages/sort`, stageDetail)
    expect(stage).toEqual((await world.get(`/api/v1/runs/${id}`, runDetail)).stages[0])
    expect(tries).toMatchObject([{ by: 'performer', round: 0, attempt: 1, end: 'answered', gave: { label: 'refund' } }])
    const missing = await world.send(`/api/v1/runs/${id}/stages/none`)
    expect([missing.status, await missing.json()]).toMatchObject([404, { code: 'stage-unknown' }])
    expect((await world.send('/api/v1/runs/none/stages/sort')).status).toBe(404)
  })

  it('[AP322] a run is compared with the last one before it that succeeded, or with any other', async () => {
    const world = anApi({ script: ({ inputs }) => sorted(inputs['text'] === 'Sure' ? 0.9 : 0.5) })
    const ended = async (message: string) => {
      const { runs } = await world.post(START, { body: { inputs: { message } }, schema: startedRuns })
      const id = runs[0]?.id as RunId
      const stage = message === 'Sure' ? 'reply' : 'sort'
      await runThat(world, id, (run) => run.stages.counts['awaiting-approval'] === 1)
      const task = `/api/v1/tasks/${id}.${stage}.1`
      const answer = message === 'Sure' ? { type: 'edit', outputs: { body: 'Ok' } } : { type: 'reject', note: 'No' }
      await world.post(`${task}/answer`, { body: await world.answering(task, answer), schema: taskDone })
      return id
    }
    const [worked, failed] = [await ended('Sure'), await ended('Not sure')]
    const compared = await world.get(`/api/v1/runs/${failed}/comparison`, runComparison)
    expect(compared).toMatchObject({
      before: { id: worked, status: 'succeeded', version: 1 },
      after: { id: failed, status: 'rejected', version: 1 },
    })
    const differing = compared.sections.filter(({ differences }) => differences.length > 0)
    expect(differing.map(({ topic }) => topic)).toEqual(
      expect.arrayContaining(['outcome', 'inputs', 'outputs', 'confidence']),
    )
    expect(compared.sections.find(({ topic }) => topic === 'inputs')).toMatchObject({
      differences: [{ stage: null, what: 'message', changes: [{ before: 'Sure', after: 'Not sure' }] }],
      sameCount: 0,
    })
    const same = await world.get(`/api/v1/runs/${failed}/comparison?with=${failed}`, runComparison)
    expect(same.sections.flatMap(({ differences }) => differences)).toEqual([])
    const none = await world.send(`/api/v1/runs/${worked}/comparison`)
    expect([none.status, (await none.json()) as unknown]).toMatchObject([404, { code: 'nothing-to-compare' }])
    for (const path of [`${failed}/comparison?with=none`, 'none/comparison'])
      expect(await (await world.send(`/api/v1/runs/${path}`)).json()).toMatchObject({ code: 'run-unknown' })
  })

  it('[AP351] what the plan said is told beside what happened, with what was usual before', async () => {
    const world = anApi({ script: () => sorted(0.9) })
    const ids = []
    for (let index = 0; index < 3; index += 1) {
      const { id } = await world.waitingRun()
      const task = `/api/v1/tasks/${id}.reply.1`
      const body = await world.answering(task, { type: 'edit', outputs: { body: 'Sorry!' } })
      await world.post(`${task}/answer`, { body, schema: taskDone })
      ids.push((await finished(world, id)).id)
    }
    const [first, , third] = await Promise.all(ids.map((id) => world.get(`/api/v1/runs/${id}/planned`, plannedAndReal)))
    const lineOf = (told: PlannedAndReal | undefined, topic: string) => told?.run.find((line) => line.topic === topic)
    expect([lineOf(first, 'time')?.planned, lineOf(third, 'time')?.planned]).toMatchObject([null, { n: 2 }])
    expect(third).toMatchObject({ id: ids[2], status: 'succeeded', omitted: 0 })
    expect(third?.stages.map(({ stage }) => stage.id)).toEqual(['sort', 'reply'])
    expect(await world.refused('/api/v1/runs/none/planned')).toMatchObject({ status: 404, code: 'run-unknown' })
  })

  it('[AP351] of very many stages those are told first in which something differs', async () => {
    const gate = { kind: 'threshold', threshold: 0.5 } as const
    const stages = Array.from({ length: 300 }, (_, index) => aStage(`s${index}`, index === 250 ? { gate } : {}))
    const world = aRun(aPlan(stages))
    world.perform('s250', { confidence: 0.1 })
    const view = plannedAndRealView(world.run, forecast(stages, []))
    expect([view.stages[0]?.stage.id, view.stages.length, view.differing, view.omitted]).toEqual(['s250', 200, 1, 100])
  })

  it('[AP320] the page of a very large run leaves out what would make it large, and says so', async () => {
    const { engine, store } = aWorld()
    const stages = Array.from({ length: 600 }, (_, index) => aStage(`s${index}`))
    const { id, plan } = await finished(
      { engine },
      (await startOf({ engine, ids: someIds('large') }, aPlan(stages))).id,
    )
    const history = (await store.history(id, { after: 0, also: [] })).map(({ event }) => event)
    const receiptsAfter = (number: number) => store.listReceipts({ run: id, after: { run: id, number }, limit: 1_000 })
    const page = await pageOf({ plan, history, signed: null, owner: engine.owner, receiptsAfter })
    expect(page).toMatchObject({ valuesOmitted: true, logOmitted: history.length - 1_000, receiptsOmitted: 400 })
    expect(page.receipts).toHaveLength(201)
    expect(page.stages.every(({ gets, gives }) => gets === null && gives === null)).toBe(true)
    expect(page.stages).toHaveLength(600)
  })

  it('[AP23] a run’s page at its end names outputs, decisions and receipts', async () => {
    const world = anApi({ script: () => sorted(0.9) })
    const { id } = await world.waitingRun()
    const task = `/api/v1/tasks/${id}.reply.1`
    const body = await world.answering(task, { type: 'edit', outputs: { body: 'Sorry!' } })
    await world.post(`${task}/answer`, { body, schema: taskDone })
    const page = await world.get(`/api/v1/runs/${id}`, runDetail)
    expect(page).toMatchObject({
      phase: { type: 'finished', outcome: 'succeeded', problem: null },
      outputs: [{ name: 'body', value: 'Sorry!' }],
    })
    expect(page.stages).toMatchObject([
      {
        status: 'succeeded',
        decidedBy: null,
        decision: null,
        gives: [{ name: 'label', value: 'refund' }],
        because: null,
      },
      {
        status: 'succeeded',
        decidedBy: { name: 'owner' },
        decision: 'edit',
        gives: [{ label: 'Reply', value: 'Sorry!' }],
      },
    ])
    expect(page.receipts.map(({ kind, stage, outcome }) => [kind, stage?.name ?? null, outcome])).toEqual([
      ['stage', 'Sort the message', 'succeeded'],
      ['stage', 'Write the reply', 'succeeded'],
      ['run', null, 'succeeded'],
    ])
    expect(page.actions).toEqual({
      cancel: false,
      pause: false,
      resume: false,
      erase: true,
      retryFrom: ['sort', 'reply'],
    })
  })

  it('[AP25] its facts can be read from any of them on', async () => {
    const { get, waitingRun, refused } = anApi()
    const { id } = await waitingRun()
    const { events } = await get(`/api/v1/runs/${id}/events`, runEvents)
    expect(events.map(({ type }) => type)).toEqual([
      'run-started',
      'stage-ready',
      'attempt-begun',
      'attempt-answered',
      'task-opened',
    ])
    expect(events[0]).toMatchObject({ seq: 1, stage: null, body: { inputs: { message: 'The lid never closed.' } } })
    expect((await get(`/api/v1/runs/${id}/events?after=4`, runEvents)).events).toMatchObject([
      { seq: 5, stage: 'sort' },
    ])
    expect(await refused('/api/v1/runs/none/events')).toMatchObject({ status: 404 })
    expect(await refused('/api/v1/runs/none')).toMatchObject({ status: 404, code: 'run-unknown' })
  })
})

describe('changing', () => {
  it('[AP24] pauses and resumes', async () => {
    const { get, post, refused, waitingRun } = anApi()
    const { id } = await waitingRun()
    expect(await post(`/api/v1/runs/${id}/pause`, { schema: runState })).toMatchObject({ status: 'paused' })
    const { phase, actions } = await get(`/api/v1/runs/${id}`, runDetail)
    expect(phase).toMatchObject({ type: 'paused', by: { name: 'owner' } })
    expect(actions).toMatchObject({ pause: false, resume: true, cancel: true })
    expect(await post(`/api/v1/runs/${id}/resume`, { schema: runState })).toMatchObject({ status: 'waiting' })
    expect(await refused(`/api/v1/runs/${id}/resume`, {})).toMatchObject({ status: 409, code: 'run-not-paused' })
  })

  it('[AP24] cancels, and takes up again in a new run', async () => {
    const world = anApi()
    const { id } = await world.waitingRun()
    expect(await world.refused(`/api/v1/runs/${id}/retry`, { from: 'sort' })).toMatchObject({
      status: 409,
      code: 'run-not-finished',
    })
    expect(await world.post(`/api/v1/runs/${id}/cancel`, { body: { note: 'Wrong.' }, schema: runState })).toMatchObject(
      { status: 'canceled' },
    )
    await finished(world, id)
    expect((await world.get(`/api/v1/runs/${id}`, runDetail)).stages.map(({ because }) => because)).toEqual([
      'owner canceled the run.',
      'owner canceled the run.',
    ])
    const next = await world.post(`/api/v1/runs/${id}/retry`, { body: { from: 'sort' }, schema: runState, key: KEY })
    expect(next).toMatchObject({ id: KEY })
    const again = await world.post(`/api/v1/runs/${id}/retry`, { body: { from: 'sort' }, schema: runState, key: KEY })
    expect(again.id).toBe(KEY)
    expect(await world.get(`/api/v1/runs/${KEY}`, runDetail)).toMatchObject({
      summary: { origin: id },
      retriedFrom: { run: id, stage: 'sort' },
    })
    expect(await world.refused(`/api/v1/runs/${id}/retry`, { from: 'none' })).toMatchObject({
      status: 404,
      code: 'stage-unknown',
    })
    expect(await world.refused(`/api/v1/runs/${id}/retry`, { from: 'sort' }, 'no-key')).toMatchObject({ status: 400 })
    expect(await world.refused('/api/v1/runs/none/retry', { from: 'sort' })).toMatchObject({
      status: 404,
      code: 'run-unknown',
    })
  })

  it('[AP24] asks for a look at the next answer', async () => {
    const { post, refused, waitingRun } = anApi()
    const { id } = await waitingRun()
    expect(await post(`/api/v1/runs/${id}/check`, { body: { stage: 'reply' }, schema: runState })).toMatchObject({ id })
    expect(await refused(`/api/v1/runs/${id}/check`, { stage: 'none' })).toMatchObject({
      status: 404,
      code: 'stage-unknown',
    })
    expect(await refused(`/api/v1/runs/${'none' as RunId}/cancel`, {})).toMatchObject({
      status: 404,
      code: 'run-unknown',
    })
  })
})
