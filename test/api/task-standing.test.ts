import { describe, expect, it } from 'vitest'
import { taskDetail } from '../../src/api/contract/task-detail.ts'
import { taskDone, taskList } from '../../src/api/contract/tasks.ts'
import type { Role } from '../../src/core/people/role.ts'
import { bearer, personIn, tokenOf } from '../support/house.ts'
import { anApi, postOf, refusedOf } from '../support/http-world.ts'

/** A world whose only task is for the team "support", and somebody who may not oversee tasks. */
async function asking(teams: readonly string[], roles: readonly Role[] = ['approver']) {
  const world = anApi()
  await world.waitingRun()
  const { tasks } = await world.get('/api/v1/tasks', taskList)
  const mei = await personIn(world.parts, { roles, teams })
  const headers = bearer(await tokenOf(world.parts, mei))
  const task = `/api/v1/tasks/${tasks[0]?.id}`
  const send = (verb: string, body: Parameters<typeof postOf>[0]) => {
    const request = postOf(body)
    return world.send(`${task}/${verb}`, { ...request, headers: { ...request.headers, ...headers } })
  }
  return { ...world, task, mei, sendAs: send }
}

const CHANGES = [
  ['claim', {}],
  ['answer', { answer: { type: 'approve' }, version: '' }],
  ['reassign', { to: ['human:mei-lin'] }],
  ['comment', { text: 'Mine?' }],
] as const

describe('somebody who is not the owner', () => {
  it.each(CHANGES)('[AP193] finds nothing to %s where somebody else is asked', async (verb, body) => {
    const { sendAs } = await asking(['finance'])
    expect(await refusedOf(await sendAs(verb, body))).toMatchObject({ status: 404, code: 'task-unknown' })
  })

  it.each([
    [['support'], ['approver'], 'approver'],
    [[], ['ops-manager'], 'ops-manager'],
  ] as const)('[AP193] in %j as %j answers it', async (teams, roles, role) => {
    const { sendAs, answering, get, task, mei, store } = await asking(teams, roles)
    const response = await sendAs('answer', await answering(task, { type: 'approve' }))
    const { run } = taskDone.parse(await response.json())
    expect((await get(task, taskDetail)).row.decidedBy).toEqual({ id: mei, name: 'mei-lin' })
    const facts = await store.history(run as never, { after: 0, also: [] })
    expect(facts.flatMap(({ event }) => (event.type === 'task-answered' ? [[event.by, event.role]] : []))).toEqual([
      [mei, role],
    ])
  })
})
