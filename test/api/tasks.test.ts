import { describe, expect, it } from 'vitest'
import { startedRuns } from '../../src/api/contract/runs.ts'
import { taskDetail } from '../../src/api/contract/task-detail.ts'
import { answerEffect, taskDone, taskList } from '../../src/api/contract/tasks.ts'
import type { RunId } from '../../src/core/run/ids.ts'
import type { Script } from '../support/engine.ts'
import { runThat } from '../support/engine.ts'
import type { ApiOptions } from '../support/http-world.ts'
import { anApi, sorted } from '../support/http-world.ts'
import { anError } from '../support/runs.ts'

/** A world whose only run waits at a task, and the address of that task. */
async function asking(options: ApiOptions = {}) {
  const world = anApi(options)
  const { id } = await world.waitingRun()
  const { tasks } = await world.get('/api/v1/tasks', taskList)
  return { ...world, run: id, task: `/api/v1/tasks/${tasks[0]?.id}` }
}

const YES = { type: 'approve' }
const NO = { type: 'reject' }

describe('the inbox', () => {
  it('[AP30] names who is asked, why, and how sure the answer was', async () => {
    const { get, run } = await asking()
    expect(await get('/api/v1/tasks', taskList)).toMatchObject({
      next: null,
      tasks: [
        {
          id: `${run}.sort.1`,
          runTitle: 'order 48211',
          workflow: { name: 'Refund requests' },
          stage: { name: 'Sort the message' },
          reason: 'low-confidence',
          status: 'open',
          overdue: false,
          to: [{ id: 'human:support', name: 'support' }],
          claimedBy: null,
          confidence: 0.5,
          threshold: 0.85,
          answer: null,
        },
      ],
    })
  })

  it('[AP30] is paged and filtered', async () => {
    const world = anApi()
    const first = await world.waitingRun('one')
    await world.waitingRun('two')
    const page = await world.get('/api/v1/tasks?limit=1', taskList)
    expect(page.next).toBe(1)
    expect((await world.get('/api/v1/tasks?limit=1&offset=1', taskList)).tasks[0]?.id).not.toBe(page.tasks[0]?.id)
    expect((await world.get(`/api/v1/tasks?run=${first.id}`, taskList)).tasks).toHaveLength(1)
    expect((await world.get('/api/v1/tasks?search=two', taskList)).tasks).toHaveLength(1)
    expect((await world.get('/api/v1/tasks?status=answered', taskList)).tasks).toEqual([])
  })
})

describe('the inbox by priority', () => {
  it('[AP261] lists those of a priority, and the most urgent first where that is asked; by deadline otherwise', async () => {
    const chart = (id: string, escalation: string) => ({
      [`collections/default/workflows/${id}.yaml`]: `workflow_id: ${id}\nstages: [{ id: decide, roles: { primary: "human:support" }, escalation: ${escalation} }]\n`,
    })
    const world = anApi({
      files: { ...chart('later', '{ priority: urgent, sla: 9h }'), ...chart('sooner', '{ priority: low, sla: 1h }') },
    })
    for (const id of ['later', 'sooner'])
      await world.post(`/api/v1/workflows/${id}/runs`, { body: { inputs: {} }, schema: startedRuns })
    const listed = async (query: string) =>
      (await world.get(`/api/v1/tasks?${query}`, taskList)).tasks.map(({ workflow }) => workflow.id)
    expect(await listed('')).toEqual(['sooner', 'later'])
    expect(await listed('sort=priority')).toEqual(['later', 'sooner'])
    expect(await listed('priority=low')).toEqual(['sooner'])
    expect(await listed('priority=high')).toEqual([])
    expect((await world.refused('/api/v1/tasks?priority=most')).status).toBe(400)
    expect((await world.refused('/api/v1/tasks?sort=age')).status).toBe(400)
  })
})

describe('the form of a task', () => {
  it('[AP262] says whether any program can ask for it, and why not', async () => {
    const formOf = async (outputs: string) => {
      const text = `workflow_id: ask\nstages: [{ id: a, roles: { primary: "human:ann" }, outputs: ${outputs} }]\n`
      const world = anApi({ files: { 'collections/default/workflows/ask.yaml': text } })
      await world.post('/api/v1/workflows/ask/runs', { body: { inputs: {} }, schema: startedRuns })
      const { tasks } = await world.get('/api/v1/tasks', taskList)
      return (await world.get(`/api/v1/tasks/${tasks[0]?.id}`, taskDetail)).form
    }
    expect(await formOf('{ ok: { type: boolean } }')).toMatchObject({ profile: 'portable', reasons: [] })
    const reasons = [{ pointer: '/properties/rows', message: 'The field `rows` is an object.' }]
    expect(await formOf('{ rows: { type: object } }')).toMatchObject({ profile: 'web-only', reasons })
  })
})

describe('a task’s page', () => {
  it('[AP31] shows what was asked and answered, what it rests on and what each answer does', async () => {
    const { get, task } = await asking()
    const page = await get(task, taskDetail)
    expect(page).toMatchObject({
      version: expect.stringMatching(/^[0-9a-f]{64}$/),
      asked: {
        instructions: null,
        escalation: 'Choose what fits best.',
        runInputs: [{ label: 'What the customer wrote', value: 'The lid never closed.' }],
      },
      answered: {
        by: { kind: 'ai', name: 'sort' },
        outputs: [{ name: 'label', value: 'refund' }],
        confidence: { value: 0.5, threshold: 0.85 },
      },
      evidence: {
        inputs: [{ label: 'Message', value: 'The lid never closed.' }],
        inputsProblem: null,
        handoffs: [],
        context: { usedTokens: 0 },
      },
      answers: [
        { type: 'approve', effect: 'Marks this stage done with refund. Asks support-lead about Write the reply next.' },
        {
          type: 'edit',
          effect: 'Marks this stage done with what you fill in. Asks support-lead about Write the reply next.',
        },
        {
          type: 'reject',
          effect: 'Ends this stage as Rejected. Write the reply is skipped. The run ends as Rejected.',
        },
        { type: 'retry', effect: 'Asks sort again with your note, up to 3 tries.' },
      ],
      form: { values: { label: 'refund' }, profile: 'portable', reasons: [] },
      next: null,
    })
    expect(page.history.map(({ lead }) => lead)).toEqual(['support', 'sort', 'sort'])
  })

  it('[AP31] shows what the stage before passed on, and leads to the next task', async () => {
    const world = await asking()
    await world.waitingRun('another')
    const { next } = await world.post(`${world.task}/answer`, {
      body: await world.answering(world.task, YES),
      schema: taskDone,
    })
    const { tasks } = await world.get('/api/v1/tasks', taskList)
    expect(tasks.map(({ id }) => id)).toContain(next)
    const page = await world.get(`/api/v1/tasks/${world.run}.reply.1`, taskDetail)
    expect(page).toMatchObject({
      asked: { instructions: 'Be kind.', description: 'What the customer gets.' },
      answered: null,
      evidence: {
        handoffs: [
          {
            stage: { name: 'Sort the message' },
            outcome: 'succeeded',
            outputs: [{ value: 'refund' }],
            confidence: { value: 0.5 },
          },
        ],
      },
      form: { values: {} },
      next: expect.any(String),
    })
  })

  it('[AP31] after a decision comes the task after it, and after the last one the first', async () => {
    const world = await asking()
    for (const title of ['second', 'third']) await world.waitingRun(title)
    const decided = async (id: string | undefined) => {
      const task = `/api/v1/tasks/${id}`
      return (await world.post(`${task}/answer`, { body: await world.answering(task, NO), schema: taskDone })).next
    }
    const open = async () => (await world.get('/api/v1/tasks', taskList)).tasks.map(({ id }) => id)
    const [first, second, third] = await open()
    expect(await decided(second)).toBe(third)
    expect(await decided(third)).toBe(first)
    expect(await decided(first)).toBeNull()
  })

  it('[AP31] of an answered task offers nothing any more', async () => {
    const { get, post, task, answering } = await asking()
    await post(`${task}/answer`, { body: await answering(task, YES), schema: taskDone })
    expect(await get(task, taskDetail)).toMatchObject({
      row: { status: 'answered', answer: 'approve', decidedBy: { name: 'owner' } },
      answers: [],
      form: null,
    })
  })

  it.each(['none', 'no-run.sort.1', 'a.b'])('[AP31] of %s is not there', async (id) => {
    const { refused } = anApi()
    expect(await refused(`/api/v1/tasks/${id}`)).toMatchObject({ status: 404, code: 'task-unknown' })
    expect(await refused(`/api/v1/tasks/${id}/effect`, { answer: YES })).toMatchObject({ status: 404 })
    expect(await refused(`/api/v1/tasks/${id}/claim`, {})).toMatchObject({ status: 404 })
  })
})

describe('answers', () => {
  it('[AP32] are carried out once; a second one hears who decided what', async () => {
    const { post, refused, run, task, answering } = await asking()
    const [yes, no] = [await answering(task, YES), await answering(task, NO)]
    const done = await post(`${task}/answer`, { body: yes, schema: taskDone, key: 'first' })
    expect(done).toEqual({ task: `${run}.sort.1`, run, runStatus: 'waiting', next: `${run}.reply.1` })
    expect(await post(`${task}/answer`, { body: yes, schema: taskDone, key: 'first' })).toEqual(done)
    expect(await refused(`${task}/answer`, no, 'second')).toMatchObject({
      status: 409,
      code: 'task-decided',
      detail: 'owner has already answered this task (approve). Nothing was changed.',
    })
    expect(await refused(`${task}/answer`, yes, 'x'.repeat(201))).toMatchObject({ status: 409 })
  })

  it('[AP33] to anything but what is asked now are refused', async () => {
    const { post, refused, task, answering } = await asking()
    const right = await answering(task, YES)
    expect(await refused(`${task}/answer`, { ...right, version: '0'.repeat(64) })).toMatchObject({
      status: 409,
      code: 'task-changed',
      errors: [],
    })
    await post(`${task}/answer`, { body: right, schema: taskDone })
    expect(await refused(`${task}/answer`, { ...right, version: 'old' })).toMatchObject({ code: 'task-decided' })
  })

  it('[AP33] say what they were given to', async () => {
    const { refused, task } = await asking()
    expect(await refused(`${task}/answer`, { answer: YES })).toMatchObject({
      status: 422,
      errors: [{ pointer: '/version' }],
    })
  })

  it('[AP194] to what was asked before another try hear what is different now', async () => {
    let confidence = 0.4
    const { post, refused, run, task, answering, engine } = await asking({
      script: () => {
        confidence += 0.1
        return sorted(confidence)
      },
    })
    const first = await answering(task, { type: 'retry' })
    await post(`${task}/answer`, { body: first, schema: taskDone })
    const again = `/api/v1/tasks/${run}.sort.2`
    await runThat({ engine }, run, (state) => state.stages.counts['awaiting-approval'] === 1)
    const changed = await refused(`${again}/answer`, { answer: YES, version: first.version })
    expect(changed).toMatchObject({ status: 409, code: 'task-changed' })
    expect(changed.errors).toContainEqual({
      pointer: '/answer/about/confidence',
      detail: 'It was 0.5 and is 0.6 now.',
    })
    expect(changed.errors.map(({ pointer }) => pointer)).toEqual(['/because', '/round', '/answer/about/confidence'])
  })

  it('[AP35] can be tried without giving them', async () => {
    const { get, post, task } = await asking()
    const body = { answer: { type: 'edit', outputs: { label: 'invoice' } } }
    expect(await post(`${task}/effect`, { body, schema: answerEffect })).toEqual({
      effect: 'Marks this stage done with invoice. Asks support-lead about Write the reply next.',
    })
    expect((await get(task, taskDetail)).row.status).toBe('open')
  })

  it('[AP34] wait while the task changes hands', async () => {
    const { get, post, refused, task } = await asking()
    await post(`${task}/claim`, { schema: taskDone })
    expect((await get(task, taskDetail)).row.claimedBy).toEqual({ id: 'human:owner', name: 'owner' })
    await post(`${task}/release`, { schema: taskDone })
    await post(`${task}/comment`, { body: { text: 'Which order?' }, schema: taskDone })
    await post(`${task}/reassign`, { body: { to: ['human:finance'], note: 'Money.' }, schema: taskDone })
    const page = await get(task, taskDetail)
    expect(page.row).toMatchObject({ claimedBy: null, to: [{ name: 'finance' }] })
    expect(page.history.slice(0, 4).map(({ text }) => text)).toEqual([
      'passed Sort the message to finance: Money.',
      'wrote: Which order?',
      'gave Sort the message back',
      'took Sort the message',
    ])
    expect(await refused(`${task}/reassign`, { to: ['agent:x'] })).toMatchObject({
      status: 422,
      errors: [{ pointer: '/to/0' }],
    })
  })
})

const FAILING: Script = () => ({ type: 'failed', error: anError({ message: 'It broke.' }) })
const SORT_ONLY = (sort: string) => ({
  'collections/default/workflows/only.yaml': `workflow_id: only\nstages:\n  - id: sort\n${sort}`,
})
const SKILL = '    roles: { primary: "skill:sort" }\n    inputs: { text: Hi }\n    retry: { maximum_attempts: 1 }\n'

/** The reason a run of one stage waits for, by what its stage is like. */
const REASONS = [
  {
    reason: 'human-stage',
    stage: '    roles: { primary: "human:anyone" }\n',
    script: FAILING,
    offered: ['approve', 'edit', 'reject'],
  },
  {
    reason: 'low-confidence',
    stage: `${SKILL}    gate: { threshold: 0.9 }\n`,
    script: () => sorted(0.5),
    offered: ['approve', 'edit', 'reject', 'retry'],
  },
  {
    reason: 'no-confidence',
    stage: `${SKILL}    gate: { threshold: 0.9 }\n`,
    script: () => sorted(Number.NaN),
    offered: ['approve', 'edit', 'reject', 'retry'],
  },
  { reason: 'error', stage: SKILL, script: FAILING, offered: ['edit', 'reject', 'retry'] },
  {
    reason: 'no-performer',
    stage: '    roles: { primary: "agent:nobody" }\n',
    script: FAILING,
    offered: ['edit', 'reject', 'retry'],
  },
] as const

describe('each reason', () => {
  it.each(REASONS)(
    '[AP31][AP32] $reason offers exactly its answers, and each of them is carried out',
    async ({ reason, stage, script, offered }) => {
      for (const type of offered) {
        const world = anApi({ files: SORT_ONLY(stage), script })
        const { runs } = await world.post('/api/v1/workflows/only/runs', { body: {}, schema: startedRuns })
        const id = runs[0]?.id as RunId
        await runThat(world, id, (run) => run.stages.counts['awaiting-approval'] === 1)
        const page = await world.get(`/api/v1/tasks/${id}.sort.1`, taskDetail)
        expect(page.row.reason).toBe(reason)
        expect(page.answers.map((offer) => offer.type)).toEqual(offered)
        const answer = type === 'edit' ? { type, outputs: { label: 'refund' } } : { type }
        const { runStatus } = await world.post(`/api/v1/tasks/${id}.sort.1/answer`, {
          body: await world.answering(`/api/v1/tasks/${id}.sort.1`, answer),
          schema: taskDone,
        })
        expect([type, runStatus]).toEqual([type, OUTCOMES[type](reason)])
      }
    },
  )

  it.each(REASONS)('[AP32] $reason refuses what it does not offer', async ({ stage, script, offered }) => {
    const world = anApi({ files: SORT_ONLY(stage), script })
    const { runs } = await world.post('/api/v1/workflows/only/runs', { body: {}, schema: startedRuns })
    const id = runs[0]?.id as RunId
    await runThat(world, id, (run) => run.stages.counts['awaiting-approval'] === 1)
    for (const type of ['approve', 'retry'].filter((each) => !offered.some((one) => one === each))) {
      const task = `/api/v1/tasks/${id}.sort.1`
      expect(await world.refused(`${task}/answer`, await world.answering(task, { type }))).toMatchObject({
        status: 422,
        code: 'answer-not-offered',
      })
    }
  })
})

/** How the run stands right after an answer of this type. */
const OUTCOMES = {
  approve: () => 'succeeded',
  edit: () => 'succeeded',
  reject: () => 'rejected',
  retry: (reason: string) => (reason === 'no-performer' ? 'waiting' : 'running'),
} as const
