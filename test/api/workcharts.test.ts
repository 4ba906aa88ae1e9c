import { describe, expect, it } from 'vitest'
import type { WorkflowDraft } from '../../src/api/api-parts.ts'
import { home } from '../../src/api/contract/home.ts'
import { planReport, savedPlan } from '../../src/api/contract/plan.ts'
import { receiptCheck } from '../../src/api/contract/receipts.ts'
import { runState, startedRuns } from '../../src/api/contract/runs.ts'
import { doctorReport, startedDemo } from '../../src/api/contract/system.ts'
import { taskDone } from '../../src/api/contract/tasks.ts'
import { triggerList } from '../../src/api/contract/triggers.ts'
import { createdWorkflow, validation, version, workflowDetail, workflowList } from '../../src/api/contract/workflows.ts'
import type { Json } from '../../src/core/basics/json.ts'
import { err, ok } from '../../src/core/basics/result.ts'
import { timestamp } from '../../src/core/basics/timestamp.ts'
import { aClock } from '../support/engine.ts'
import { anApi, REFUNDS, sorted } from '../support/http-world.ts'

const ROOT = '/api/v1/workflows'
const FRIDAY = timestamp(Date.UTC(2026, 10, 20, 12))

describe('WorkCharts', () => {
  it('[AP40] are listed with what is published and when they start next', async () => {
    const world = anApi({
      clock: aClock(FRIDAY),
      files: { 'collections/default/workflows/broken.yaml': 'workflow_id: broken\nstages: []\n' },
    })
    await world.post(`${ROOT}/refunds/publish`, { schema: version })
    await world.waitingRun()
    const { workflows } = await world.get(ROOT, workflowList)
    expect(workflows).toMatchObject([
      { id: 'broken', errors: 1, published: null, nextStart: null, runs: 0 },
      {
        id: 'refunds',
        name: 'Refund requests',
        collection: 'default',
        stages: 2,
        errors: 0,
        published: { number: 1, status: 'published', by: { name: 'owner' } },
        changedSincePublished: false,
        nextStart: '2026-11-23T09:00:00.000Z',
        runs: 1,
      },
    ])
  })

  it('[AP40] have a page with plan, inputs, versions and schedules', async () => {
    const world = anApi({ clock: aClock(FRIDAY) })
    await world.post(`${ROOT}/refunds/publish`, { schema: version })
    const page = await world.get(`${ROOT}/refunds`, workflowDetail)
    expect(page).toMatchObject({
      text: REFUNDS,
      digest: expect.stringMatching(/^[0-9a-f]{64}$/),
      problems: [],
      inputs: [{ name: 'message', required: true, default: null, description: 'What the customer wrote' }],
      plan: {
        ready: true,
        stages: [
          {
            id: 'sort',
            performer: { kind: 'ai', name: 'sort' },
            threshold: 0.85,
            effect: 'pure',
            attemptsMax: 3,
            reviewer: null,
            escalation: { to: ['human:support'], slaMs: 14_400_000, remindMs: null, workingHours: null },
          },
          {
            id: 'reply',
            performer: { kind: 'person', name: 'support-lead' },
            threshold: null,
            dependsOn: ['sort'],
            timeoutMs: null,
          },
        ],
        batches: [['sort'], ['reply']],
        missing: [],
      },
      versions: [{ number: 1 }],
      triggers: [
        {
          id: 'refunds/weekdays',
          starts: { words: 'At 09:00, Monday through Friday' },
          next: [
            '2026-11-23T09:00:00.000Z',
            '2026-11-24T09:00:00.000Z',
            expect.any(String),
            expect.any(String),
            expect.any(String),
          ],
        },
      ],
    })
    expect(await world.refused(`${ROOT}/none`)).toMatchObject({ status: 404, code: 'workflow-unknown' })
  })

  it('[AP260] are planned with who is asked first, how much it matters, and who may not decide', async () => {
    const escalation = '{ four_eyes: true, priority: high }'
    const text = `workflow_id: pay
stages:
  - { id: check, name: Check it, roles: { primary: "human:omar" } }
  - { id: pay, roles: { primary: "skill:sort", reviewer: "human:finance" }, escalation: ${escalation} }
`
    const world = anApi({ files: { 'collections/default/workflows/pay.yaml': text } })
    const { stages } = await world.post(`${ROOT}/pay/plan`, { schema: planReport })
    const usual = { to: ['human:anyone'], slaMs: 14_400_000, remindMs: null, workingHours: null, onBreach: [] }
    expect(stages.map(({ escalation: asked }) => asked)).toEqual([
      { ...usual, first: [{ id: 'human:omar', name: 'omar' }], priority: 'normal', keptOut: null },
      {
        ...usual,
        first: [{ id: 'human:finance', name: 'finance' }],
        priority: 'high',
        keptOut: 'whoever started the run by hand, or decided Check it',
      },
    ])
  })

  it('[AP86] are planned with what does more than read and what receipts say', async () => {
    const world = anApi({ clock: aClock(FRIDAY), script: () => sorted(0.9) })
    const before = await world.post(`${ROOT}/refunds/plan`, { schema: planReport })
    expect(before.forecast.stages.find(({ stage }) => stage === 'sort')).toEqual({
      stage: 'sort',
      cost: null,
      durationMs: null,
      asked: null,
    })
    await world.waitingRun()
    const after = await world.post(`${ROOT}/refunds/plan`, { schema: planReport })
    expect(after.consequences).toEqual([])
    expect(after.forecast.stages.find(({ stage }) => stage === 'sort')).toMatchObject({
      asked: { type: 'share', of: 1 },
      durationMs: { n: 1 },
    })
  })

  it('[AP87] are run as planned before, or not at all', async () => {
    const world = anApi({ clock: aClock(FRIDAY) })
    const { plan } = await world.post(`${ROOT}/refunds/plan/save`, { schema: savedPlan })
    const inputs = { message: 'hello' }
    const started = await world.post(`${ROOT}/refunds/runs`, {
      body: { inputs, plan: plan as Json },
      schema: startedRuns,
    })
    expect(started.runs).toHaveLength(1)
    const other = { ...plan, outputs: { more: 'x' } } as Json
    expect(await world.refused(`${ROOT}/refunds/runs`, { inputs, plan: other })).toMatchObject({
      status: 409,
      code: 'plan-drifted',
      errors: [{ detail: 'What the run returns has changed.' }],
    })
    expect(await world.refused(`${ROOT}/refunds/runs`, { inputs, plan: {} })).toMatchObject({ status: 422 })
    expect(await world.refused(`${ROOT}/none/plan/save`, {})).toMatchObject({ status: 404 })
    expect(await world.refused(`${ROOT}/refunds/plan/save`, { bind: { a: 'b' } })).toMatchObject({
      code: 'binding-invalid',
    })
  })

  it('[AP40] with errors say where they are, and have no plan', async () => {
    const broken = {
      'collections/default/workflows/broken.yaml': 'workflow_id: broken\nstages:\n  - id: a\n    role: x\n',
    }
    const unreadable = { 'collections/default/workflows/unreadable.yaml': 'stages: [' }
    const world = anApi({ files: { ...broken, ...unreadable } })
    const page = await world.get(`${ROOT}/broken`, workflowDetail)
    expect(page.plan).toBeNull()
    expect(page.problems[0]).toMatchObject({ severity: 'error', line: expect.any(Number) })
    expect(await world.get(`${ROOT}/unreadable`, workflowDetail)).toMatchObject({
      digest: null,
      inputs: [],
      summary: { id: 'unreadable' },
    })
    expect(await world.refused(`${ROOT}/broken/runs`, {})).toMatchObject({
      status: 422,
      code: 'workflow-invalid',
      errors: expect.arrayContaining([expect.objectContaining({ file: 'collections/default/workflows/broken.yaml' })]),
    })
  })

  it('[AP41] are validated and planned without changing anything', async () => {
    const world = anApi({
      files: {
        'collections/default/workflows/roles.yaml':
          'workflow_id: roles\nroles: { who: { accepts: [agent, human] } }\nstages: [{ id: a, roles: { primary: "role:who" } }, { id: b, roles: { primary: "agent:x" } }]\n',
      },
    })
    expect(
      await world.post(`${ROOT}/validate`, { body: { file: 'new.yaml', text: REFUNDS }, schema: validation }),
    ).toMatchObject({ valid: true, problems: [] })
    const wrong = await world.post(`${ROOT}/validate`, {
      body: { file: 'new.yaml', text: 'stages: 7' },
      schema: validation,
    })
    expect(wrong).toMatchObject({ valid: false, digest: null })
    const unbound = await world.post(`${ROOT}/roles/plan`, { schema: planReport })
    expect(unbound).toMatchObject({ ready: false, problems: [{ code: 'role-unbound', at: null }] })
    const bound = await world.post(`${ROOT}/roles/plan`, { body: { bind: { who: 'human:lena' } }, schema: planReport })
    expect(bound).toMatchObject({
      ready: true,
      bindings: [{ stage: 'a', ref: 'human:lena', layer: 'run flag' }, { stage: 'b' }],
      missing: [{ stage: 'b', ref: 'agent:x' }],
    })
    expect(bound.stages[1]?.performer).toMatchObject({
      kind: 'unavailable',
      reason: expect.stringContaining('agents/x.md'),
    })
    expect(await world.refused(`${ROOT}/roles/plan`, { bind: { who: 'lena' } })).toMatchObject({
      status: 422,
      code: 'binding-invalid',
      errors: [{ pointer: '/bind/who' }],
    })
    const text = 'workflow_id: fresh\nstages: [{ id: a, roles: { primary: "human:lena" } }]\n'
    expect(await world.post(`${ROOT}/plan`, { body: { file: 'fresh.yaml', text }, schema: planReport })).toMatchObject({
      workflow: 'fresh',
      ready: true,
    })
    expect(await world.refused(`${ROOT}/plan`, { file: 'fresh.yaml', text: 'stages: 7' })).toMatchObject({
      code: 'workflow-invalid',
      errors: [{ file: 'fresh.yaml' }, { line: 1 }],
    })
    expect(await world.refused(`${ROOT}/none/plan`, {})).toMatchObject({ status: 404 })
    expect(await world.refused(`${ROOT}/roles/runs`, {})).toMatchObject({ code: 'plan-incomplete' })
  })

  it('[AP42] are created, published and archived', async () => {
    const drafts: WorkflowDraft[] = []
    const created = { id: 'new', collection: 'default', file: 'collections/default/workflows/new.yaml' }
    const create = async (draft: WorkflowDraft) => {
      drafts.push(draft)
      return drafts.length === 1
        ? ok(created)
        : err({ code: 'workflow-exists', id: 'new', file: created.file } as const)
    }
    const world = anApi({ parts: { create } })
    expect(await world.post(ROOT, { body: { text: REFUNDS }, schema: createdWorkflow })).toEqual(created)
    expect(drafts).toEqual([{ text: REFUNDS, collection: undefined }])
    expect(await world.refused(ROOT, { text: REFUNDS })).toMatchObject({ status: 409, code: 'workflow-exists' })
    expect(await world.post(`${ROOT}/refunds/publish`, { schema: version })).toMatchObject({ number: 1 })
    expect(await world.refused(`${ROOT}/refunds/publish`, {})).toMatchObject({ status: 409, code: 'already-published' })
    expect(await world.refused(`${ROOT}/none/publish`, {})).toMatchObject({ status: 404 })
    expect(await world.post(`${ROOT}/refunds/archive`, { schema: version })).toMatchObject({ status: 'archived' })
    expect(await world.get(ROOT, workflowList)).toEqual({ workflows: [] })
    expect((await world.get(`${ROOT}/refunds`, workflowDetail)).summary).toMatchObject({
      id: 'refunds',
      published: null,
    })
    expect(await world.refused(`${ROOT}/none/archive`, {})).toMatchObject({ status: 404 })
  })

  it('[AP42] with what is not run yet are not published', async () => {
    const late = 'workflow_id: late\nstages: [{ id: a, roles: { primary: "workflow:other" } }]\n'
    const { refused } = anApi({ files: { 'collections/default/workflows/late.yaml': late } })
    expect(await refused(`${ROOT}/late/publish`, {})).toMatchObject({
      status: 422,
      code: 'not-yet-executed',
      errors: [{ line: 2 }],
    })
  })
})

describe('schedules', () => {
  it('[AP43] tell their next instants from any time on', async () => {
    const world = anApi({ clock: aClock(FRIDAY) })
    await world.post(`${ROOT}/refunds/publish`, { schema: version })
    const { triggers } = await world.get('/api/v1/triggers?count=2&from=2027-03-26T12:00:00Z', triggerList)
    expect(triggers).toMatchObject([
      {
        workflow: { name: 'Refund requests' },
        starts: { type: 'schedule', timezone: 'Europe/London' },
        state: 'on',
        next: ['2027-03-29T08:00:00.000Z', '2027-03-30T08:00:00.000Z'],
      },
    ])
    await world.post(`${ROOT}/refunds/archive`, { schema: version })
    const archived = await world.get('/api/v1/triggers', triggerList)
    expect(archived.triggers.map(({ state, next }) => [state, next])).toEqual([['off', []]])
  })

  it('[AP43] are fired by hand', async () => {
    const world = anApi()
    await world.post(`${ROOT}/refunds/publish`, { schema: version })
    expect(await world.post('/api/v1/triggers/refunds%2Fweekdays/fire', { schema: runState })).toMatchObject({
      id: expect.any(String),
    })
    const { firings, triggers } = await world.get('/api/v1/triggers', triggerList)
    expect(firings).toMatchObject([{ trigger: 'refunds/weekdays', outcome: { type: 'run' } }])
    expect(triggers[0]?.lastRun).toEqual(expect.any(String))
    expect(await world.refused('/api/v1/triggers/none/fire', {})).toMatchObject({
      status: 404,
      code: 'trigger-unknown',
    })
  })
})

describe('receipts', () => {
  async function withReceipts() {
    const world = anApi()
    const runs = [await world.waitingRun('one'), await world.waitingRun('two')]
    for (const { id } of runs) await world.post(`/api/v1/runs/${id}/cancel`, { schema: runState })
    return { ...world, runs }
  }

  it('[AP44] are exported as they were hashed, with a seal that verifies', async () => {
    const { send, post, runs } = await withReceipts()
    const response = await send('/api/v1/receipts/export')
    expect(response.headers.get('content-type')).toBe('application/x-ndjson')
    const text = await response.text()
    expect(text.trimEnd().split('\n')).toHaveLength(7)
    expect(await post('/api/v1/receipts/verify', { body: { text }, schema: receiptCheck })).toEqual({
      verifies: true,
      receipts: 6,
      runs: 2,
      signed: null,
      notSigned: 6,
      keyFits: null,
      tampering: null,
    })
    const changed = text.replace('canceled', 'Canceled')
    expect(await post('/api/v1/receipts/verify', { body: { text: changed }, schema: receiptCheck })).toMatchObject({
      verifies: false,
      tampering: { line: 2 },
    })
    const one = await (await send(`/api/v1/receipts/export?run=${runs[0]?.id}`)).text()
    expect(one.trimEnd().split('\n')).toHaveLength(4)
    const none = await (await send('/api/v1/receipts/export?workflow=none')).text()
    expect(JSON.parse(none)).toMatchObject({ receipts: 0, runs: 0 })
    expect(await post('/api/v1/receipts/verify', { body: { text: none }, schema: receiptCheck })).toMatchObject({
      verifies: true,
    })
  })

  it('[AP45] of one run are verified where they are kept', async () => {
    const { post, runs, refused } = await withReceipts()
    expect(
      await post('/api/v1/receipts/verify', { body: { run: runs[0]?.id ?? '' }, schema: receiptCheck }),
    ).toMatchObject({ verifies: true, receipts: 3, runs: 1 })
    expect(await refused('/api/v1/receipts/verify', {})).toMatchObject({ status: 422 })
  })
})

describe('home', () => {
  it('[AP46] says that nothing has run yet and who can work here', async () => {
    const { get } = anApi({
      files: {
        'collections/default/agents/x.md': '---\nname: x\ndescription: Thinks.\n---\nThink.\n',
        'collections/default/skills/bad/SKILL.md': '---\nname: bad\ndescription: Bad.\n---\n',
        'collections/default/skills/bad/contract.yaml': 'run: 7\n',
      },
    })
    expect(await get('/api/v1/home', home)).toMatchObject({
      hasRun: false,
      openTasks: 0,
      runs: { running: 0, waiting: 0, succeeded: 0 },
      tasks: [],
      runningNow: [],
      workCharts: [{ id: 'refunds', runs: 0, stagesDone: null, nextStart: null }],
      workers: { skills: 1, aiConnected: false },
      unusable: [{ file: expect.stringContaining('bad') }],
      demo: null,
    })
  })

  it('[AP46] counts which stages were done without a person, over how many runs', async () => {
    const world = anApi({ script: () => sorted(0.9) })
    const { id } = await world.waitingRun()
    expect((await world.get('/api/v1/home', home)).workCharts).toMatchObject([
      { runs: 1, stagesDone: { withoutPerson: 1, byPerson: 0, runs: 1 } },
    ])
    const task = `/api/v1/tasks/${id}.reply.1`
    const body = await world.answering(task, { type: 'edit', outputs: { body: 'Sorry!' } })
    await world.post(`${task}/answer`, { body, schema: taskDone })
    expect(await world.get('/api/v1/home', home)).toMatchObject({
      hasRun: true,
      runs: { succeeded: 1, waiting: 0 },
      workCharts: [{ stagesDone: { withoutPerson: 1, byPerson: 1, runs: 1 } }],
    })
    const unfinished = anApi()
    await unfinished.waitingRun()
    expect(await unfinished.get('/api/v1/home', home)).toMatchObject({
      openTasks: 1,
      runningNow: [{ status: 'waiting' }],
      tasks: [{ reason: 'low-confidence' }],
      workCharts: [{ runs: 1, stagesDone: null }],
    })
  })

  it('[AP47] offers the demo where there is one', async () => {
    const demo = { workflow: 'support-desk', messages: 400, start: async () => ok(400) }
    const world = anApi({ parts: { demo } })
    expect((await world.get('/api/v1/home', home)).demo).toEqual({ workflow: 'support-desk', messages: 400 })
    expect(await world.post('/api/v1/demo', { schema: startedDemo })).toEqual({ workflow: 'support-desk', runs: 400 })
    expect(await anApi().refused('/api/v1/demo', {})).toMatchObject({ status: 404, code: 'demo-absent' })
    const failing = { ...demo, start: async () => err({ code: 'workflow-unknown', name: 'support-desk' } as const) }
    expect(await anApi({ parts: { demo: failing } }).refused('/api/v1/demo', {})).toMatchObject({
      code: 'workflow-unknown',
    })
    expect(await world.get('/api/v1/system/doctor', doctorReport)).toEqual({ findings: [] })
  })
})
