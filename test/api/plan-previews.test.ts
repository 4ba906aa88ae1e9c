import { describe, expect, it } from 'vitest'
import { contextPack } from '../../src/api/contract/choices.ts'
import { planReport } from '../../src/api/contract/plan.ts'
import { startedRuns } from '../../src/api/contract/runs.ts'
import type { RunId } from '../../src/core/run/ids.ts'
import { finished } from '../support/engine.ts'
import type { ApiWorld } from '../support/http-world.ts'
import { anApi, REFUNDS, sorted } from '../support/http-world.ts'
import { aMemoryItem } from '../support/rows.ts'

const STUDY = `workflow_id: study
name: Study
stages:
  - id: study
    roles: { primary: "skill:sort" }
    inputs: { text: What went wrong? }
    context_policy: { modules: ["ctx:tone", "ctx:lessons", "ctx:law"], optional: ["ctx:law"], budget_tokens: 20 }
`

const FILES = {
  // The own collection comes before another one with the same name in it.
  'collections/default/context/tone.md': '# Another tone\n',
  'collections/north/workflows/study.yaml': STUDY,
  'collections/north/context/tone.md': '# Tone\n\nBe kind.\n',
  'collections/north/context/lessons.json': JSON.stringify({
    name: 'Lessons',
    description: 'What went wrong before.',
    selectors: { memory_types: ['gotcha'] },
  }),
}

interface Given {
  readonly ref: string
  readonly text: string
}

/** A WorkChart whose stage is given a text and memory, and what its runs were really given. */
async function aStudy() {
  const given: Given[] = []
  const desk = anApi({
    files: FILES,
    script: ({ context }) => {
      given.push(...context.map(({ ref, text }) => ({ ref, text })))
      return sorted(0.9)
    },
  })
  const memory = [
    aMemoryItem({ type: 'gotcha', status: 'active', content: 'Dates are lost.' }),
    aMemoryItem({ id: 'm2', type: 'gotcha', status: 'active', content: 'A lesson that is far too long. '.repeat(9) }),
  ]
  await desk.engine.write({ memory })
  return { desk, given }
}

async function planned({ post }: ApiWorld, path: string, body: object) {
  return await post(`/api/v1${path}`, { body: { ...body }, schema: planReport })
}

describe('the plan of a draft', () => {
  it('[AP146] is that of its file where both say the same, that of its own words where they differ, and writes nothing', async () => {
    const { desk } = await aStudy()
    const own = await planned(desk, '/drafts/study/plan', { text: STUDY })
    expect(own).toEqual(await planned(desk, '/workflows/study/plan', {}))
    expect(own.stages[0]?.context.modules.map(({ ref }) => ref)).toEqual(['ctx:tone', 'ctx:lessons'])
    const changed = STUDY.replace('skill:sort', 'human:ann')
    expect((await planned(desk, '/drafts/study/plan', { text: changed })).stages).toMatchObject([
      { performer: { kind: 'person', name: 'ann' } },
    ])
    expect(await desk.store.listDrafts()).toEqual([])
  })

  it('[AP148] with errors is refused with every one of them, and one that is not there is unknown', async () => {
    const desk = anApi()
    const broken = REFUNDS.replace('id: reply', 'id: sort')
    expect(await desk.refused('/api/v1/drafts/refunds/plan', { text: broken })).toMatchObject({
      status: 422,
      code: 'workflow-invalid',
      errors: [{ pointer: '/stages/1/id' }, { pointer: '/stages/1/inputs/label' }, { pointer: '/outputs/body' }],
    })
    expect(await desk.refused('/api/v1/drafts/gone/plan', { text: REFUNDS })).toMatchObject({
      status: 404,
      code: 'workflow-unknown',
    })
  })
})

describe('what a stage would be given to know', () => {
  it('[AP147] is told text by text, of a draft and of a WorkChart, and is what a run of it gets', async () => {
    const { desk, given } = await aStudy()
    const draft = await desk.post('/api/v1/drafts/study/plan/context', {
      body: { text: STUDY, stage: 'study' },
      schema: contextPack,
    })
    expect(draft).toMatchObject({
      budgetTokens: 20,
      modules: [
        { ref: 'ctx:tone', title: 'Tone', text: '# Tone\n\nBe kind.\n' },
        {
          ref: 'ctx:lessons',
          title: 'Lessons',
          text: '# Lessons\n\n## Gotchas\n\n- Dates are lost.\n',
          memoryIds: ['m1'],
        },
      ],
      omitted: [
        { ref: 'ctx:law', reason: 'It is optional, and it is not here.' },
        {
          ref: 'ctx:lessons',
          memoryId: 'm2',
          reason: expect.stringMatching(/^It has \d+ tokens, and \d+ of 20 are left\.$/),
        },
      ],
    })
    const own = { body: { stage: 'study' }, schema: contextPack }
    expect(await desk.post('/api/v1/workflows/study/plan/context', own)).toEqual(draft)

    const { runs } = await desk.post('/api/v1/workflows/study/runs', { body: {}, schema: startedRuns })
    await finished(desk, (runs[0]?.id ?? 'none') as RunId)
    expect(given).toEqual(draft.modules.map(({ ref, text }) => ({ ref, text })))
  })

  it.each([
    ['/drafts/refunds/plan/context', 'stage-unknown', { text: REFUNDS, stage: 'gone' }],
    ['/drafts/gone/plan/context', 'workflow-unknown', { text: REFUNDS, stage: 'sort' }],
    ['/workflows/refunds/plan/context', 'stage-unknown', { stage: 'gone' }],
    ['/workflows/gone/plan/context', 'workflow-unknown', { stage: 'sort' }],
    ['/workflows/refunds/plan/context', 'binding-invalid', { stage: 'sort', bind: { primary: '?' } }],
    ['/drafts/refunds/plan/context', 'workflow-invalid', { text: 'stages: []', stage: 'sort' }],
  ])('[AP148] %s is refused as %s', async (path, code, body) => {
    expect(await anApi().refused(`/api/v1${path}`, body)).toMatchObject({ code })
  })
})
