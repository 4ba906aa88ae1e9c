import { describe, expect, it } from 'vitest'
import { draftSummary, openDraft } from '../../src/api/contract/drafts.ts'
import { skillRequest, skillRequestList } from '../../src/api/contract/skill-requests.ts'
import { timestamp } from '../../src/core/basics/timestamp.ts'
import { SKILL_REQUESTS_MAX } from '../../src/engine/skill-requests.ts'
import { aClock } from '../support/engine.ts'
import { anApi } from '../support/http-world.ts'
import { aSkillRequestRow } from '../support/rows.ts'

const ROOT = '/api/v1/skill-requests'
const FRIDAY = timestamp(Date.UTC(2026, 10, 20, 12))
const WISH = {
  name: 'Find duplicates',
  purpose: 'Says whether a message came before.',
  inputs: ['The message'],
  outputs: ['Whether it came before'],
}

describe('skill requests', () => {
  it('[AP66][DR21] land in the list, with the stage they are for and its names', async () => {
    const desk = anApi({ clock: aClock(FRIDAY) })
    const stage = { workflow: 'refunds', id: 'sort' }
    const asked = await desk.post(ROOT, { body: { ...WISH, stage }, schema: skillRequest, key: 'one' })
    expect(asked).toEqual({
      id: 'one',
      ...WISH,
      missedAt: {
        workChart: { id: 'refunds', name: 'Refund requests' },
        stage: { id: 'sort', name: 'Sort the message' },
      },
      by: { id: 'human:owner', name: 'owner' },
      at: '2026-11-20T12:00:00.000Z',
      status: 'open',
    })
    const plain = await desk.post(ROOT, { body: { name: 'Sort' }, schema: skillRequest })
    expect(plain).toMatchObject({ purpose: '', inputs: [], outputs: [], missedAt: null })
    const { requests } = await desk.get(ROOT, skillRequestList)
    expect(new Set(requests.map(({ id }) => id))).toEqual(new Set([asked.id, plain.id]))
  })

  it('[AP66][DR21] of a draft know its stages that are in no file yet', async () => {
    const desk = anApi()
    const text = 'stages:\n  - { id: new }\n  - 5\n'
    const { id } = await desk.post('/api/v1/drafts', { body: { name: 'Claims', text }, schema: draftSummary })
    const body = { ...WISH, stage: { workflow: id, id: 'new' } }
    const { missedAt } = await desk.post(ROOT, { body, schema: skillRequest })
    expect(missedAt).toEqual({ workChart: { id, name: 'Claims' }, stage: { id: 'new', name: 'new' } })
  })

  it('[AP67][DR22] are asked for once by the same key', async () => {
    const desk = anApi()
    const first = await desk.post(ROOT, { body: WISH, schema: skillRequest, key: 'same' })
    const again = await desk.post(ROOT, { body: { name: 'Else' }, schema: skillRequest, key: 'same' })
    expect(again).toEqual(first)
    const rivals = ['A', 'B'].map((name) => desk.post(ROOT, { body: { name }, schema: skillRequest, key: 'at once' }))
    const [one, other] = await Promise.all(rivals)
    expect(one).toEqual(other)
    expect((await desk.get(ROOT, skillRequestList)).requests).toHaveLength(2)
  })

  it('[AP68][DR23] are closed, and are listed as closed then', async () => {
    const desk = anApi()
    const { id } = await desk.post(ROOT, { body: WISH, schema: skillRequest })
    const closed = await desk.post(`${ROOT}/${id}/close`, { schema: skillRequest })
    expect(closed.status).toBe('closed')
    expect(await desk.post(`${ROOT}/${id}/close`, { schema: skillRequest })).toEqual(closed)
    expect(await desk.get(ROOT, skillRequestList)).toEqual({ requests: [] })
    expect(await desk.get(`${ROOT}?status=closed`, skillRequestList)).toEqual({ requests: [closed] })
    expect(await desk.refused(`${ROOT}/none/close`, {})).toMatchObject({ status: 404, code: 'skill-request-unknown' })
  })

  it('[AP69][DR24] for what is not there are refused', async () => {
    const desk = anApi()
    const refused = (workflow: string, id: string) => desk.refused(ROOT, { ...WISH, stage: { workflow, id } })
    expect(await refused('none', 'sort')).toMatchObject({ status: 404, code: 'workflow-unknown' })
    expect(await refused('refunds', 'none')).toMatchObject({ status: 404, code: 'stage-unknown' })
    const empty = await desk.post('/api/v1/drafts', { body: { name: 'Empty' }, schema: draftSummary })
    expect(await refused(empty.id, 'sort')).toMatchObject({ code: 'stage-unknown' })
    for (const text of ['- a list', 'stages: 5', 'stages: [']) {
      const { revision, base } = await desk.get('/api/v1/drafts/empty', openDraft)
      await desk.post('/api/v1/drafts/empty', { body: { text, revision, base }, schema: draftSummary })
      expect(await refused('empty', 'sort')).toMatchObject({ code: 'stage-unknown' })
    }
    expect(await desk.get(ROOT, skillRequestList)).toEqual({ requests: [] })
  })

  it('[AP70][DR25] are bounded, and the refusal says the bound', async () => {
    const desk = anApi()
    const rows = Array.from({ length: SKILL_REQUESTS_MAX }, (_, n) => aSkillRequestRow({ id: `request-${n}` }))
    await desk.store.append(rows.map((row) => ({ skillRequest: row })))
    const refused = await desk.refused(ROOT, WISH)
    expect(refused).toMatchObject({ status: 409, code: 'skill-requests-full' })
    expect(refused.detail).toContain('500')
    await desk.post(`${ROOT}/request-7/close`, { schema: skillRequest })
    await desk.post(ROOT, { body: WISH, schema: skillRequest })
  })

  it.each([
    [{ name: 'a'.repeat(201) }, '200'],
    [{ name: 'a', purpose: 'a'.repeat(4_001) }, '4000'],
    [{ name: 'a', inputs: Array(51).fill('b') }, '50'],
    [{ name: 'a', outputs: ['b'.repeat(201)] }, '200'],
  ])('[AP70] are short: %#', async (body, bound) => {
    const refused = await anApi().refused(ROOT, body)
    expect(refused).toMatchObject({ status: 422, code: 'body-invalid' })
    expect(refused.detail).toContain(bound)
  })
})
