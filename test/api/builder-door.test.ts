import { describe, expect, it } from 'vitest'
import { pasted } from '../../src/api/contract/builder-door.ts'
import { draftSummary, openDraft } from '../../src/api/contract/drafts.ts'
import type { Json } from '../../src/core/basics/json.ts'
import { REFUSE_CODE } from '../../src/core/workflow/refuse-code.ts'
import type { DraftRow } from '../../src/engine/draft-row.ts'
import { CODE, DOCUMENTS, PROCEDURES, SMUGGLED } from '../support/code-samples.ts'
import type { ApiWorld } from '../support/http-world.ts'
import { anApi, HOST, postOf, REFUNDS, TOKEN } from '../support/http-world.ts'

const SENTENCE = 'The Builder composes capabilities. Code edits belong in the Skill Registry.'
const ALL_CODE = Object.entries({ ...CODE, ...SMUGGLED })

/** Every door of the builder that takes a text, and what is sent to it. */
const DOORS: Readonly<Record<string, (code: string) => Json>> = {
  '/api/v1/drafts': (text) => ({ name: 'New', text }),
  '/api/v1/drafts/refunds': (text) => ({ text, revision: 0, base: null }),
  '/api/v1/drafts/refunds/merge': (text) => ({ text, revision: 1, base: null }),
  '/api/v1/drafts/refunds/publish': (code) => ({ revision: 1, code }),
  '/api/v1/drafts/refunds/discard': (code) => ({ revision: 1, code }),
  '/api/v1/drafts/refunds/stages': (code) => ({ stages: [{ id: 'a', instructions: code }] }),
  '/api/v1/drafts/refunds/tests': (text) => ({ text, each: [{ message: 'Hi' }] }),
  '/api/v1/drafts/refunds/tests/form': (text) => ({ text }),
  '/api/v1/drafts/refunds/plan': (text) => ({ text }),
  '/api/v1/drafts/refunds/plan/context': (text) => ({ text, stage: 'sort' }),
  '/api/v1/builder/pasted': (text) => ({ text }),
  '/api/v1/builder/open-source': (ref) => ({ ref }),
  '/api/v1/skill-requests': (purpose) => ({ name: 'Sort', purpose }),
  '/api/v1/skill-requests/a/close': (code) => ({ code }),
  '/api/v1/workflows': (text) => ({ text }),
}

const ACTORS = {
  'the local owner in a browser': (world: ApiWorld) => {
    const cookie = `workcharts-session-4600=${world.sessions.exchange(world.sessions.issueCode())}`
    return { host: HOST, origin: `http://${HOST}`, cookie }
  },
  'a program with a token': () => ({ host: HOST, authorization: `Bearer ${TOKEN}` }),
} as const

async function sent(world: ApiWorld, actor: keyof typeof ACTORS, [path, body]: readonly [string, Json]) {
  const { headers, ...request } = postOf(body)
  const all = { ...ACTORS[actor](world), ...(headers as Record<string, string>) }
  return await world.api.request(`http://${HOST}${path}`, { ...request, headers: all })
}

describe.each(Object.keys(ACTORS) as (keyof typeof ACTORS)[])('%s', (actor) => {
  it.each(Object.keys(DOORS))('[AP63] is refused with the sentence whatever code is sent to %s', async (path) => {
    const world = anApi()
    expect(REFUSE_CODE).toBe(SENTENCE)
    for (const [name, code] of ALL_CODE) {
      const response = await sent(world, actor, [path, DOORS[path]?.(code) ?? null])
      expect([name, response.status]).toEqual([name, 403])
      expect(await response.json()).toMatchObject({ code: 'code-refused', detail: SENTENCE })
    }
    expect(await world.store.listDrafts()).toEqual([])
    expect(await world.store.listSkillRequests('open', 9)).toEqual([])
  })

  it('[AP64] never opens the source of a skill', async () => {
    const response = await sent(anApi(), actor, ['/api/v1/builder/open-source', { ref: 'skill:sort' }])
    expect(response.status).toBe(403)
    expect(await response.json()).toMatchObject({ code: 'code-refused', detail: SENTENCE })
  })
})

describe('what is no code', () => {
  it('[AP65] is told apart: a WorkChart or a procedure', async () => {
    const desk = anApi()
    const kindOf = async (text: string, file?: string) =>
      (await desk.post('/api/v1/builder/pasted', { body: { text, ...(file && { file }) }, schema: pasted })).kind
    for (const text of DOCUMENTS) expect([text, await kindOf(text)]).toEqual([text, 'document'])
    for (const text of PROCEDURES) expect([text, await kindOf(text)]).toEqual([text, 'procedure'])
    expect(await kindOf('Some words.', 'refunds.md')).toBe('procedure')
    expect(await desk.refused('/api/v1/builder/pasted', { text: '', file: 'sort.py' })).toMatchObject({ status: 403 })
  })

  it('[AP65] too long a text is refused with the bound', async () => {
    const answer = await anApi().refused('/api/v1/builder/pasted', { text: 'a', file: 'a'.repeat(1_001) })
    expect(answer).toMatchObject({ status: 422, code: 'body-invalid' })
    expect(answer.detail).toContain('1000')
  })

  it('[AP63] goes in by every door as before', async () => {
    const desk = anApi()
    const text = REFUNDS.replace('Be kind.', 'Run the report and be kind.')
    const { base } = await desk.get('/api/v1/drafts/refunds', openDraft)
    await desk.post('/api/v1/drafts/refunds', { body: { text, revision: 0, base }, schema: draftSummary })
    for (const body of [{ name: 'Select one' }, { name: 'Import', text: 'stages: []' }])
      await desk.post('/api/v1/drafts', { body, schema: draftSummary })
  })
})

it('[DR20] a draft that carries code is not published, however the code came in', async () => {
  const desk = anApi()
  const { base, file, collection } = await desk.get('/api/v1/drafts/refunds', openDraft)
  const text = REFUNDS.replace('Be kind.', '"#!/bin/sh"')
  const now = desk.parts.clock.now()
  const stored = { workflow: 'refunds', revision: 1, text, file, collection, base, begunAt: now, updatedAt: now }
  await desk.store.append([{ draft: { ...stored, by: 'human:owner' } as DraftRow }])
  expect(await desk.refused('/api/v1/drafts/refunds/publish', { revision: 1 })).toMatchObject({
    status: 403,
    code: 'code-refused',
    detail: SENTENCE,
  })
  expect((await desk.get('/api/v1/drafts/refunds', openDraft)).text).toBe(text)
})
