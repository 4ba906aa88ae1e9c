import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { capabilityList } from '../../src/api/contract/capabilities.ts'
import { draftList, draftSummary, openDraft } from '../../src/api/contract/drafts.ts'
import { version, workflowDetail, workflowList } from '../../src/api/contract/workflows.ts'
import { timestamp } from '../../src/core/basics/timestamp.ts'
import { aClock } from '../support/engine.ts'
import type { ApiWorld } from '../support/http-world.ts'
import { anApi, REFUNDS } from '../support/http-world.ts'

const ROOT = '/api/v1/drafts'
const FRIDAY = timestamp(Date.UTC(2026, 10, 20, 12))
const FILE = 'collections/default/workflows/refunds.yaml'
const CHANGED = REFUNDS.replace('name: Refund requests', 'name: Refunds, all of them')

function aDesk(): ApiWorld {
  return anApi({ clock: aClock(FRIDAY) })
}

async function opened(desk: ApiWorld, id = 'refunds') {
  return await desk.get(`${ROOT}/${id}`, openDraft)
}

/** Saves on what is there now. */
async function saved(desk: ApiWorld, text: string) {
  const { revision, base } = await opened(desk)
  return await desk.post(`${ROOT}/refunds`, { body: { text, revision, base }, schema: draftSummary })
}

function fileOf(desk: ApiWorld, file = FILE): string {
  return readFileSync(join(desk.home, file), 'utf8')
}

describe('drafts', () => {
  it('[DR1][AP48] begin from the file, and are saved beside it', async () => {
    const desk = aDesk()
    await desk.post('/api/v1/workflows/refunds/publish', { schema: version })
    const before = await opened(desk)
    expect(before).toEqual({
      id: 'refunds',
      text: REFUNDS,
      revision: 0,
      base: expect.stringMatching(/^[0-9a-f]{64}$/),
      file: FILE,
      collection: 'default',
      saved: null,
      fileChanged: false,
      publishedVersion: 1,
    })
    const summary = {
      id: 'refunds',
      name: 'Refunds, all of them',
      revision: 1,
      begunAt: '2026-11-20T12:00:00.000Z',
      savedAt: '2026-11-20T12:00:00.000Z',
      by: { id: 'human:owner', name: 'owner' },
    }
    expect(await saved(desk, CHANGED)).toEqual(summary)
    expect(await opened(desk)).toEqual({ ...before, text: CHANGED, revision: 1, saved: summary })
    expect(fileOf(desk)).toBe(REFUNDS)
    expect((await desk.get('/api/v1/workflows', workflowList)).workflows).toMatchObject([
      { name: 'Refund requests', changedSincePublished: false },
    ])
    expect(await desk.get(ROOT, draftList)).toEqual({ drafts: [summary] })
  })

  it('[DR2] are not changed by who has not seen the newest, and nothing is lost', async () => {
    const desk = aDesk()
    const { base } = await opened(desk)
    await saved(desk, CHANGED)
    const again = { text: CHANGED, revision: 0, base }
    expect(await desk.post(`${ROOT}/refunds`, { body: again, schema: draftSummary })).toMatchObject({ revision: 1 })
    const late = { text: REFUNDS, revision: 0, base }
    expect(await desk.refused(`${ROOT}/refunds`, late)).toMatchObject({ status: 409, code: 'draft-changed' })
    expect((await opened(desk)).text).toBe(CHANGED)
    await desk.post(`${ROOT}/refunds/discard`, { body: { revision: 1 }, schema: z.object({}) })
    expect(await desk.refused(`${ROOT}/refunds`, { ...late, revision: 1 })).toMatchObject({ code: 'draft-changed' })
    for (const change of ['discard', 'publish'])
      expect(await desk.refused(`${ROOT}/refunds/${change}`, { revision: 1 })).toMatchObject({ code: 'draft-absent' })
    await saved(desk, CHANGED)
    for (const change of ['discard', 'publish'])
      expect(await desk.refused(`${ROOT}/refunds/${change}`, { revision: 1 })).toMatchObject({ code: 'draft-changed' })
  })

  it('[DR2] of two who save at once one is told', async () => {
    const desk = aDesk()
    const { revision, base } = await opened(desk)
    const send = (text: string) =>
      desk.send(`${ROOT}/refunds`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ text, revision, base }),
      })
    const [one, two] = await Promise.all([send(CHANGED), send(`${CHANGED}# two\n`)])
    expect([one?.status, two?.status].toSorted()).toEqual([200, 409])
  })

  it('[DR2] of two who publish or discard at once one is told', async () => {
    const desk = aDesk()
    const twice = async (change: 'publish' | 'discard') => {
      const { revision } = await saved(desk, CHANGED)
      const send = () =>
        desk.send(`${ROOT}/refunds/${change}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ revision }),
        })
      const answers = await Promise.all([send(), send()])
      return answers.map(({ status }) => status).toSorted()
    }
    expect(await twice('discard')).toEqual([200, 409])
    expect(await twice('publish')).toEqual([200, 409])
    const early = { text: CHANGED, revision: 5, base: null }
    expect(await desk.refused(`${ROOT}/nothing-yet`, early)).toMatchObject({ code: 'draft-changed' })
  })

  it('[DR3] begin under a free id made from the name', async () => {
    const desk = aDesk()
    const begin = { schema: draftSummary, body: { name: ' Refunds ' } }
    expect(await desk.post(ROOT, begin)).toMatchObject({ id: 'refunds-2', name: 'Refunds', revision: 1 })
    expect(await desk.post(ROOT, begin)).toMatchObject({ id: 'refunds-3' })
    expect((await opened(desk, 'refunds-2')).text).toBe('workflow_id: refunds-2\nname: Refunds\nstages: []\n')
    const text = '# ours\nworkflow_id: other\nstages:\n  - id: a\n    roles: { primary: "human:ann" }\n'
    await desk.post(ROOT, { schema: draftSummary, body: { name: '退款', text } })
    expect((await opened(desk, 'workchart')).text).toBe(`${text.replace('other', 'workchart')}name: 退款\n`)
    expect(await desk.refused(ROOT, { name: 'Broken', text: 'a: [' })).toMatchObject({ code: 'draft-unreadable' })
    expect(await desk.refused(ROOT, { name: 'Broken', text: '- a' })).toMatchObject({ code: 'draft-unreadable' })
    expect(await desk.refused(ROOT, { name: ' ' })).toMatchObject({ status: 422, code: 'body-invalid' })
    expect(await desk.refused(`${ROOT}/nothing`)).toMatchObject({ status: 404, code: 'workflow-unknown' })
  })

  it('[DR4] are published into their file, and end with it', async () => {
    const desk = aDesk()
    await saved(desk, CHANGED)
    const published = await desk.post(`${ROOT}/refunds/publish`, { body: { revision: 1 }, schema: version })
    expect(published).toMatchObject({ number: 1, status: 'published', name: 'Refunds, all of them' })
    expect(fileOf(desk)).toBe(CHANGED)
    expect(await opened(desk)).toMatchObject({ text: CHANGED, revision: 2, saved: null, publishedVersion: 1 })
    expect(await desk.get('/api/v1/workflows/refunds', workflowDetail)).toMatchObject({
      text: CHANGED,
      summary: { changedSincePublished: false, nextStart: '2026-11-23T09:00:00.000Z' },
    })
    const commented = `# Only a comment.\n${CHANGED}`
    await saved(desk, commented)
    expect(await desk.post(`${ROOT}/refunds/publish`, { body: { revision: 3 }, schema: version })).toEqual(published)
    expect(fileOf(desk)).toBe(commented)
  })

  it('[DR4] that can not be published leave everything as it is', async () => {
    const desk = aDesk()
    const broken = REFUNDS.replace('gate: {', 'gaet: {')
    await saved(desk, broken)
    expect(await desk.refused(`${ROOT}/refunds/publish`, { revision: 1 })).toMatchObject({
      status: 422,
      code: 'workflow-invalid',
      errors: [{ line: 12, pointer: '/stages/0/gaet' }],
    })
    expect(fileOf(desk)).toBe(REFUNDS)
    expect(await opened(desk)).toMatchObject({ text: broken, revision: 1, publishedVersion: null })
    await saved(desk, 'stages: [')
    expect(await desk.refused(`${ROOT}/refunds/publish`, { revision: 2 })).toMatchObject({ code: 'workflow-invalid' })
  })

  it('[DR5] are not published over a file that was edited meanwhile', async () => {
    const desk = aDesk()
    await saved(desk, CHANGED)
    const edited = `# by hand\n${REFUNDS}`
    writeFileSync(join(desk.home, FILE), edited)
    expect(await opened(desk)).toMatchObject({ fileChanged: true, text: CHANGED })
    expect(await desk.refused(`${ROOT}/refunds/publish`, { revision: 1 })).toMatchObject({ code: 'file-changed' })
    expect(fileOf(desk)).toBe(edited)
    rmSync(join(desk.home, FILE))
    expect(await opened(desk)).toMatchObject({ fileChanged: true })
    expect(await desk.refused(`${ROOT}/refunds/publish`, { revision: 1 })).toMatchObject({ code: 'file-changed' })
    expect(await opened(desk)).toMatchObject({ text: CHANGED })
  })

  it('[DR6] whose publication was cut short are published again', async () => {
    const desk = aDesk()
    await saved(desk, CHANGED)
    writeFileSync(join(desk.home, FILE), CHANGED)
    expect(await opened(desk)).toMatchObject({ fileChanged: false })
    expect(await desk.post(`${ROOT}/refunds/publish`, { body: { revision: 1 }, schema: version })).toMatchObject({
      number: 1,
    })
  })

  it('[DR8] that are discarded leave the file and the published version', async () => {
    const desk = aDesk()
    await desk.post('/api/v1/workflows/refunds/publish', { schema: version })
    await saved(desk, CHANGED)
    await desk.post(`${ROOT}/refunds/discard`, { body: { revision: 1 }, schema: z.strictObject({}) })
    expect(await opened(desk)).toMatchObject({ text: REFUNDS, revision: 2, saved: null, publishedVersion: 1 })
    expect((await saved(desk, CHANGED)).revision).toBe(3)
  })

  it('[DR9] that call themselves something else are not published', async () => {
    const desk = aDesk()
    await saved(desk, CHANGED.replace('workflow_id: refunds', 'workflow_id: orders'))
    expect(await desk.refused(`${ROOT}/refunds/publish`, { revision: 1 })).toMatchObject({ code: 'id-changed' })
    expect(fileOf(desk)).toBe(REFUNDS)
  })

  it('[AP48] what can do a stage is listed', async () => {
    const { capabilities } = await aDesk().get('/api/v1/capabilities', capabilityList)
    expect(capabilities).toEqual([
      {
        ref: 'skill:sort',
        name: 'sort',
        description: 'Sorts a message.',
        kind: 'ai',
        unavailable: null,
        input: { type: 'object', properties: { text: { type: 'string', title: 'Message' } }, required: ['text'] },
        output: { type: 'object', properties: { label: { type: 'string' } }, required: ['label'] },
        effect: 'pure',
        takes: ['Message'],
        gives: ['label'],
        origin: 'own',
        cost: null,
        quality: null,
        source: 'collections/default/skills/sort/SKILL.md',
        digest: expect.stringMatching(/^[0-9a-f]{64}$/),
        asks: null,
        uses: 1,
        workCharts: 1,
      },
    ])
  })
})
