import { describe, expect, it } from 'vitest'
import { earlierDecisions } from '../../src/api/contract/earlier-decisions.ts'
import { taskDone, taskList } from '../../src/api/contract/tasks.ts'
import { overallSentence } from '../../src/api/views/earlier-decisions.ts'
import type { Json } from '../../src/core/basics/json.ts'
import { bearer, personIn, tokenOf } from '../support/house.ts'
import type { ApiWorld } from '../support/http-world.ts'
import { anApi } from '../support/http-world.ts'

const NONE = { approve: 0, edit: 0, reject: 0, retry: 0 }

/** Answers a task as the command line would. */
async function decide(world: ApiWorld, task: string, answer: Json): Promise<void> {
  const address = `/api/v1/tasks/${task}`
  await world.post(`${address}/answer`, { body: await world.answering(address, answer), schema: taskDone })
}

async function waiting(world: ApiWorld, title: string): Promise<string> {
  const { id } = await world.waitingRun(title)
  return `${id}.sort.1`
}

const earlier = (world: ApiWorld, task: string) => world.get(`/api/v1/tasks/${task}/earlier`, earlierDecisions)

describe('what was decided before', () => {
  it('[AP242] is told of the same stage, the last first: by whom, with which role, when, how and why', async () => {
    const world = anApi()
    const [first, second] = [await waiting(world, 'order 1'), await waiting(world, 'order 2')]
    await decide(world, first, { type: 'approve', note: 'As always.' })
    await decide(world, second, { type: 'edit', outputs: { label: 'other' }, note: '' })
    const reply = (await world.get('/api/v1/tasks', taskList)).tasks.find(({ stage }) => stage.id === 'reply')
    await decide(world, reply?.id ?? '', { type: 'reject', note: '' })
    const { latest, overall } = await earlier(world, await waiting(world, 'order 3'))
    expect(overall).toBe('Of 2 answers like this in the last 90 days, 1 was approved and 1 edited.')
    const shared = {
      by: { id: 'human:owner', name: 'owner' },
      at: expect.any(String),
      confidence: 0.5,
      threshold: 0.85,
    }
    const approved = {
      ...shared,
      task: first,
      run: first.split('.')[0],
      runTitle: 'order 1',
      role: 'ops-manager',
      answer: 'approve',
      note: 'As always.',
    }
    const edited = {
      ...approved,
      task: second,
      run: second.split('.')[0],
      runTitle: 'order 2',
      answer: 'edit',
      note: '',
    }
    expect(latest).toHaveLength(2)
    expect(latest).toEqual(expect.arrayContaining([approved, edited]))
    expect(latest.map(({ at }) => at)).toEqual(
      latest
        .map(({ at }) => at)
        .toSorted()
        .toReversed(),
    )
  })

  it('[AP242] holds the last five, and of an answered task what came before it', async () => {
    const world = anApi()
    const tasks: string[] = []
    for (const n of [1, 2, 3, 4, 5, 6, 7]) tasks.push(await waiting(world, `order ${n}`))
    const [first = '', second = '', ...others] = tasks
    await decide(world, first, { type: 'reject', note: '' })
    const { latest } = await earlier(world, first)
    expect(latest).toEqual([])
    for (const task of others) await decide(world, task, { type: 'approve', note: '' })
    expect((await earlier(world, second)).latest).toHaveLength(5)
    expect((await earlier(world, second)).overall).toBe(
      'Of 6 answers like this in the last 90 days, 5 were approved and 1 rejected.',
    )
    expect((await earlier(world, others[0] ?? '')).latest.map(({ task }) => task)).toContain(first)
  })

  it('[AP242] is nothing where nothing was decided, and refused where there is no task', async () => {
    const world = anApi()
    expect(await earlier(world, await waiting(world, 'order 1'))).toEqual({ latest: [], overall: null })
    expect(await world.refused('/api/v1/tasks/nothing/earlier')).toMatchObject({ status: 404, code: 'task-unknown' })
  })

  it('[AP243] leaves out what the reader may not see', async () => {
    const world = anApi()
    const theirs = await waiting(world, 'order 1')
    await decide(world, theirs, { type: 'approve', note: 'Between us.' })
    const mine = await waiting(world, 'order 2')
    const mei = await personIn(world.parts, { roles: ['approver'] })
    await world.post(`/api/v1/tasks/${mine}/reassign`, { body: { to: [mei] }, schema: taskDone })
    const headers = bearer(await tokenOf(world.parts, mei))
    const response = await world.send(`/api/v1/tasks/${mine}/earlier`, { headers })
    expect([response.status, await response.json()]).toEqual([200, { latest: [], overall: null }])
    expect((await world.send(`/api/v1/tasks/${theirs}/earlier`, { headers })).status).toBe(404)
    expect((await earlier(world, mine)).latest).toMatchObject([{ task: theirs, note: 'Between us.' }])
  })

  it('[AP242] says in one sentence how it went', () => {
    const said = (answers: Partial<typeof NONE>, isWhole = true) =>
      overallSentence({ answers: { ...NONE, ...answers }, isWhole })
    expect(said({ approve: 20, edit: 3, reject: 1 })).toBe(
      'Of 24 answers like this in the last 90 days, 20 were approved, 3 edited and 1 rejected.',
    )
    expect(said({ retry: 1 })).toBe('Of 1 answer like this in the last 90 days, 1 was sent back.')
    expect(said({ approve: 1_990, retry: 2 }, false)).toBe(
      'Of 1,992 answers like this among the last 2,000, 1,990 were approved and 2 sent back.',
    )
    expect(said({})).toBeNull()
  })
})
