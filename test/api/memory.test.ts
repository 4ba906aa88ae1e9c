import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openBlobs } from '../../src/adapters/files/open-blobs.ts'
import { createCommand } from '../../src/adapters/performers/command.ts'
import { contextList, contextPack } from '../../src/api/contract/choices.ts'
import { memoryItem, memoryList } from '../../src/api/contract/memory.ts'
import { startedRuns } from '../../src/api/contract/runs.ts'
import { handoffFrom } from '../../src/core/run/handoff.ts'
import type { RunId } from '../../src/core/run/ids.ts'
import type { StageId } from '../../src/core/workflow/workflow.ts'
import type { Script } from '../support/engine.ts'
import { finished } from '../support/engine.ts'
import type { ApiWorld } from '../support/http-world.ts'
import { anApi } from '../support/http-world.ts'
import { NOT_CONTAINED } from '../support/performers.ts'
import { aMemoryItem, sha256 } from '../support/rows.ts'

const ROOT = '/api/v1/memory'

/** A skill that says what it was given to know, and wants one thing remembered. */
const LEARN = `
const given = JSON.parse(require('node:fs').readFileSync(0, 'utf8'))
const seen = given.context.map(({ text }) => text).join('')
const memory = [{ type: 'gotcha', content: 'The export drops the time zone.', confidence: 0.7, anchors: ['export.csv'] }]
console.log(JSON.stringify({ outputs: { seen }, memory }))
`
const FILES = {
  'collections/default/skills/learn/SKILL.md': '---\nname: learn\ndescription: Learns.\n---\nLearn.\n',
  'collections/default/skills/learn/contract.yaml': `output: { type: object, properties: { seen: { type: string } }, required: [seen] }
effect: pure
run: { command: { argv: [${JSON.stringify(process.execPath)}, learn.cjs] } }
`,
  'collections/default/skills/learn/learn.cjs': LEARN,
  'collections/default/context/lessons.json': JSON.stringify({
    name: 'Lessons',
    description: 'What went wrong before.',
    selectors: { memory_types: ['gotcha'], file_patterns: ['*.csv'], workflow_stages: ['study'] },
  }),
  'collections/default/context/tone.md': '# Tone\n\nBe kind.\n',
  'collections/default/workflows/study.yaml': `workflow_id: study
stages:
  - id: study
    roles: { primary: "skill:learn" }
    context_policy: { modules: ["ctx:lessons", "ctx:tone"] }
outputs: { seen: "\${{ stages.study.outputs.seen }}" }
`,
}

/** The API over real folders; stages are done by real programs. */
function aStudy(): ApiWorld {
  const script: Script = async (assignment, signal) => {
    const blobs = openBlobs(join(desk.home, 'blobs'))
    const command = createCommand({
      blobs,
      scratch: join(desk.home, 'scratch'),
      environment: process.env,
      containment: NOT_CONTAINED,
    })
    return await command.perform(assignment, signal)
  }
  const desk = anApi({ files: { ...FILES, 'scratch/.keep': '' }, script })
  return desk
}

async function studied(desk: ApiWorld) {
  const { runs } = await desk.post('/api/v1/workflows/study/runs', { body: {}, schema: startedRuns })
  const run = await finished(desk, (runs[0]?.id ?? 'none') as RunId)
  const [line] = await desk.store.listReceipts({ run: run.id, limit: 1 })
  return { run, handoff: handoffFrom(run, 'study' as StageId), receipt: JSON.parse(line?.line ?? '') }
}

it('[MN9][MM14] memory is followed from the stage that found it to the receipt of the stage that was given it', async () => {
  const desk = aStudy()
  const first = await studied(desk)
  const id = `${first.run.id}.study.0.1`
  expect(first.handoff).toMatchObject({ memory_ids: { used: [], produced: [id] } })
  const { items } = await desk.get(ROOT, memoryList)
  expect(items).toMatchObject([
    {
      id,
      status: 'candidate',
      type: 'gotcha',
      content: 'The export drops the time zone.',
      confidence: 0.7,
      anchors: ['export.csv'],
      sources: [{ run: first.run.id, workChart: { id: 'study' }, stage: { id: 'study' }, performer: 'skill:learn' }],
    },
  ])
  const unapproved = await studied(desk)
  expect(unapproved.handoff).toMatchObject({ memory_ids: { used: [] } })

  const { revision } = await desk.get(`${ROOT}/${id}`, memoryItem)
  const approved = await desk.post(`${ROOT}/${id}/approve`, { body: { revision }, schema: memoryItem })
  expect(approved).toMatchObject({ status: 'active', decision: { type: 'approved', by: { id: 'human:owner' } } })

  const last = await studied(desk)
  const text = '# Lessons\n\n## Gotchas\n\n- [medium confidence] The export drops the time zone.\n'
  expect(last.handoff).toMatchObject({ outputs: { seen: `${text}# Tone\n\nBe kind.\n` } })
  expect(last.handoff).toMatchObject({ memory_ids: { used: [id], produced: [`${last.run.id}.study.0.1`] } })
  expect(last.receipt).toMatchObject({
    context: [{ ref: 'ctx:lessons', sha256: sha256(text), memory_ids: [id] }, { ref: 'ctx:tone' }],
    context_sha256: last.run.plan.stages[0]?.context.packSha256,
  })
  const again = await desk.get(`${ROOT}/${last.run.id}.study.0.1`, memoryItem)
  expect(again).toMatchObject({ id, status: 'active' })
  expect(again.sources.map(({ run }) => run)).toEqual([first, unapproved, last].map(({ run }) => run.id))
})

describe('context', () => {
  it('[AP130][AP131] is listed with its tokens, and previewed with every text', async () => {
    const desk = aStudy()
    const sources = [{ ...aMemoryItem().sources[0], stage: 'study' }] as ReturnType<typeof aMemoryItem>['sources']
    const item = aMemoryItem({ type: 'gotcha', anchors: ['a.csv'], status: 'active', sources, venture: 'north' })
    await desk.engine.write({ memory: [item] })
    const { modules } = await desk.get('/api/v1/context', contextList)
    expect(modules).toMatchObject([
      { ref: 'ctx:lessons', name: 'Lessons', items: 1, source: 'collections/default/context/lessons.json' },
      { ref: 'ctx:tone', name: 'Tone', items: null, tokens: 4 },
    ])
    const preview = (query: string) => desk.get(`/api/v1/context/pack?${query}`, contextPack)
    const north = await preview('modules=ctx:lessons,tone&budget=100&venture=north')
    expect(north.modules.map(({ ref, memoryIds }) => [ref, memoryIds])).toEqual([
      ['ctx:lessons', ['m1']],
      ['ctx:tone', undefined],
    ])
    expect(north.modules[0]?.text).toBe('# Lessons\n\n## Gotchas\n\n- Refunds need an order number.\n')
    expect(await preview('modules=ctx:lessons,ctx:tone&budget=2')).toMatchObject({
      usedTokens: 0,
      modules: [],
      omitted: [{ ref: 'ctx:lessons' }, { ref: 'ctx:tone', reason: 'It has 4 tokens, and 2 of 2 are left.' }],
    })
  })

  it.each(['skill:learn', 'ctx:gone', 'not a name'])('[AP131] "%s" is refused in a preview', async (name) => {
    const refused = await aStudy().refused(`/api/v1/context/pack?modules=${encodeURIComponent(name)}`)
    expect(refused).toMatchObject({ status: 404, code: 'context-unknown' })
  })
})

describe('memory', () => {
  async function aReview() {
    const desk = aStudy()
    const memory = [
      aMemoryItem({ confidence: null }),
      aMemoryItem({ id: 'm2', content: 'Ask for the date.', type: 'gotcha' }),
      aMemoryItem({ id: 'm3', content: 'North.', venture: 'north' }),
    ]
    await desk.engine.write({ memory })
    return desk
  }

  it('[AP132] is listed a page at a time, by status, type and text', async () => {
    const desk = await aReview()
    const ids = async (query: string) => {
      const { items, next } = await desk.get(`${ROOT}?${query}`, memoryList)
      return [items.map(({ id }) => id), next]
    }
    expect(await ids('limit=2')).toEqual([['m3', 'm2'], 2])
    expect(await ids('limit=2&offset=2')).toEqual([['m1'], null])
    expect(await ids('type=gotcha')).toEqual([['m2'], null])
    expect(await ids('search=date')).toEqual([['m2'], null])
    expect(await ids('status=active')).toEqual([[], null])
    expect(await desk.refused(`${ROOT}/none`)).toMatchObject({ status: 404, code: 'memory-unknown' })
  })

  it('[AP133] is edited, taken out of use and merged', async () => {
    const desk = await aReview()
    const post = (path: string, body: object) => desk.post(`${ROOT}/${path}`, { body: { ...body }, schema: memoryItem })
    const to = { type: 'decision', content: ' Ask first. ', confidence: 0.4, anchors: ['a'] }
    expect(await post('m1/edit', { revision: 1, ...to, note: 'Clearer.' })).toMatchObject({
      ...to,
      content: 'Ask first.',
      status: 'candidate',
      decision: { type: 'edited', note: 'Clearer.' },
    })
    expect(await post('m1/edit', { revision: 2 })).toMatchObject({ content: 'Ask first.', revision: 3 })
    const into = { id: 'm2', revision: 1 }
    expect(await post('m1/merge', { revision: 3, into, strategy: 'combine' })).toMatchObject({
      id: 'm2',
      content: 'Ask for the date.\n\nAsk first.',
      confidence: 0.9,
    })
    expect(await post('m2/deprecate', { revision: 2, note: 'Old.' })).toMatchObject({ status: 'deprecated' })
    expect(await post('m3/reject', { revision: 1 })).toMatchObject({ decision: { type: 'rejected' } })
  })

  it('[AP133] says why nothing was decided, and what to do', async () => {
    const desk = await aReview()
    const codes: string[] = []
    const refuse = async (path: string, body: object) => {
      const { status, code, detail } = await desk.refused(`${ROOT}/${path}`, { revision: 1, ...body })
      expect(detail).toMatch(/\.$/)
      codes.push(`${status} ${code}`)
    }
    const combine = (id: string, revision = 1) => ({ into: { id, revision }, strategy: 'combine' })
    await refuse('none/approve', {})
    await refuse('m1/approve', { revision: 9 })
    await refuse('m1/edit', { content: 'Ask for the date.' })
    await refuse('m1/merge', combine('m1'))
    await refuse('m1/merge', combine('m3'))
    await desk.post(`${ROOT}/m1/edit`, { body: { revision: 1, content: 'x'.repeat(10_000) }, schema: memoryItem })
    await refuse('m1/merge', { revision: 2, ...combine('m2') })
    await desk.post(`${ROOT}/m1/approve`, { body: { revision: 2 }, schema: memoryItem })
    await refuse('m1/reject', { revision: 3 })
    await desk.post(`${ROOT}/m1/approve`, { body: { revision: 3 }, schema: memoryItem })
    await refuse('m1/approve', { revision: 4 })
    await desk.post(`${ROOT}/m1/deprecate`, { body: { revision: 4 }, schema: memoryItem })
    await refuse('m1/approve', { revision: 5 })
    expect(codes).toEqual([
      '404 memory-unknown',
      '409 memory-changed',
      '409 memory-known',
      '422 memory-merge-itself',
      '422 memory-other-venture',
      '422 memory-too-long',
      '409 memory-not-candidate',
      '409 memory-stable',
      '409 memory-deprecated',
    ])
  })
})
