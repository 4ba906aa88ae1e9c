import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { systemIds } from '../../src/adapters/system/ids.ts'
import { draftFile, draftSummary, openDraft } from '../../src/api/contract/drafts.ts'
import { version, versionText } from '../../src/api/contract/workflows.ts'
import type { WorkflowId } from '../../src/core/workflow/workflow.ts'
import type { ApiWorld } from '../support/http-world.ts'
import { anApi, REFUNDS } from '../support/http-world.ts'

const ROOT = '/api/v1/drafts/refunds'
const FILE = 'collections/default/workflows/refunds.yaml'
const MINE = REFUNDS.replace('name: Refund requests', 'name: Refunds, all of them')
const BY_HAND = `# by hand\n${REFUNDS}`
const BOTH = `# by hand\n${MINE}`

/** A draft that was begun on the file; the file was edited after that. */
async function aRival(desk: ApiWorld = anApi()): Promise<ApiWorld> {
  const { base, revision } = await desk.get(ROOT, openDraft)
  await desk.post(ROOT, { body: { text: MINE, revision, base, made: 'by-gestures' }, schema: draftSummary })
  writeFileSync(join(desk.home, FILE), BY_HAND)
  return desk
}

function sha256(text: string): string {
  return systemIds.sha256(text)
}

it('[DR40][AP91] the file of a draft tells what it said when the work began, and what it says now', async () => {
  const desk = await aRival()
  expect(await desk.get(`${ROOT}/file`, draftFile)).toEqual({ base: REFUNDS, text: BY_HAND, digest: sha256(BY_HAND) })
  rmSync(join(desk.home, FILE))
  expect(await desk.get(`${ROOT}/file`, draftFile)).toEqual({ base: REFUNDS, text: null, digest: null })
  expect(await desk.refused('/api/v1/drafts/nothing/file')).toMatchObject({ status: 409, code: 'draft-absent' })
})

it('[DR40] a base that the file does not say any more is known by the version that says it, or not at all', async () => {
  const desk = anApi()
  const begin = async (base: string | null, revision: number) => {
    await desk.post(ROOT, { body: { text: MINE, revision, base }, schema: draftSummary })
    return (await desk.get(`${ROOT}/file`, draftFile)).base
  }
  await desk.post('/api/v1/workflows/refunds/publish', { schema: version })
  writeFileSync(join(desk.home, FILE), BY_HAND)
  expect(await begin(sha256(REFUNDS), 0)).toBe(REFUNDS)
  await desk.post(`${ROOT}/discard`, { body: { revision: 1 }, schema: z.strictObject({}) })
  expect(await begin(sha256('nobody knows'), 2)).toBeNull()
  await desk.post(`${ROOT}/discard`, { body: { revision: 3 }, schema: z.strictObject({}) })
  expect(await begin(null, 4)).toBeNull()
})

it('[DR41][AP91] a merged draft is based on what the file says now, and is published over it', async () => {
  const desk = await aRival()
  const digest = sha256(BY_HAND)
  const merge = { text: BOTH, revision: 1, base: digest }
  expect(await desk.refused(`${ROOT}/merge`, { ...merge, base: sha256(REFUNDS) })).toMatchObject({
    code: 'file-changed',
  })
  expect(await desk.refused(`${ROOT}/merge`, { ...merge, revision: 0 })).toMatchObject({ code: 'draft-changed' })
  expect(await desk.get(ROOT, openDraft)).toMatchObject({ text: MINE, revision: 1, fileChanged: true })
  expect(await desk.post(`${ROOT}/merge`, { body: merge, schema: draftSummary })).toMatchObject({ revision: 2 })
  expect(await desk.get(ROOT, openDraft)).toMatchObject({ text: BOTH, base: digest, fileChanged: false })
  expect(await desk.get(`${ROOT}/file`, draftFile)).toMatchObject({ base: BY_HAND, text: BY_HAND })
  await desk.post(`${ROOT}/publish`, { body: { revision: 2 }, schema: version })
  expect(readFileSync(join(desk.home, FILE), 'utf8')).toBe(BOTH)
  expect(await desk.refused(`${ROOT}/merge`, { ...merge, revision: 3 })).toMatchObject({ code: 'draft-absent' })
})

it('[DR42] a file that is gone is written again after a merge with nothing', async () => {
  const desk = await aRival()
  rmSync(join(desk.home, FILE))
  const merge = { body: { text: MINE, revision: 1, base: null }, schema: draftSummary }
  expect(await desk.post(`${ROOT}/merge`, merge)).toMatchObject({ revision: 2 })
  await desk.post(`${ROOT}/publish`, { body: { revision: 2 }, schema: version })
  expect(readFileSync(join(desk.home, FILE), 'utf8')).toBe(MINE)
})

it('[DR43] what comes in from the file counts as written by hand', async () => {
  const byHandAfter = async (text: string) => {
    const desk = await aRival()
    await desk.post(`${ROOT}/merge`, { body: { text, revision: 1, base: sha256(BY_HAND) }, schema: draftSummary })
    return (await desk.store.findDraft('refunds' as WorkflowId))?.work
  }
  expect(await byHandAfter(BOTH)).toMatchObject({ byGestures: 1, byHand: 1 })
  expect(await byHandAfter(MINE)).toMatchObject({ byGestures: 2, byHand: 0 })
})

it('[AP90] what a version says can be read', async () => {
  const desk = anApi()
  const published = await desk.post('/api/v1/workflows/refunds/publish', { schema: version })
  const path = '/api/v1/workflows/refunds/versions'
  expect(await desk.get(`${path}/1`, versionText)).toEqual({ version: published, file: FILE, text: REFUNDS })
  expect(await desk.refused(`${path}/2`)).toMatchObject({ status: 404, code: 'version-unknown' })
  expect(await desk.refused(`${path}/last`)).toMatchObject({ code: 'query-invalid' })
})
