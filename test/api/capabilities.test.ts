import { describe, expect, it } from 'vitest'
import { capabilityDetail, capabilityList, unusableArtifacts } from '../../src/api/contract/capabilities.ts'
import { startedRuns } from '../../src/api/contract/runs.ts'
import type { TestSample } from '../../src/api/contract/tests.ts'
import { testSample, test as testSchema } from '../../src/api/contract/tests.ts'
import type { Json } from '../../src/core/basics/json.ts'
import type { AttemptResult } from '../../src/core/run/answer.ts'
import type { Assignment } from '../../src/engine/ports.ts'
import { answered } from '../support/engine.ts'
import type { ApiWorld } from '../support/http-world.ts'
import { anApi, sorted } from '../support/http-world.ts'

const ROOT = '/api/v1/capabilities'
const SORT = `${ROOT}/${encodeURIComponent('skill:sort')}`

const FILES = {
  'collections/default/agents/deep/writer.md':
    '---\nname: writer\ndescription: Writes.\nmodel: opus\nallowed-tools: Read, Bash(git add:*, git commit:*)\nmaxTurns: 7\n---\nWrite <b>kindly</b>.\n',
  'collections/default/agents/broken.md': 'No front matter.\n',
  'collections/default/skills/mail/SKILL.md': '---\nname: mail\ndescription: Sends a message.\n---\nSend.\n',
  'collections/default/skills/mail/contract.yaml': 'effect: once-or-ask\nrun: { builtin: mail }\n',
}

interface Desk extends ApiWorld {
  readonly performed: readonly Assignment[]
  /** The sample of a test of one capability, once it has ended. */
  readonly tried: (path: string, inputs: Json) => Promise<TestSample & { readonly heldBack: readonly string[] }>
}

function aDesk(answer: AttemptResult = sorted(0.9)): Desk {
  const performed: Assignment[] = []
  const script = (assignment: Assignment) => {
    performed.push(assignment)
    return answer
  }
  const world = anApi({ files: FILES, script })
  return {
    ...world,
    performed,
    tried: async (path, inputs) => {
      const { id, heldBack } = await world.post(`${path}/test`, { body: { inputs }, schema: testSchema })
      const read = () => world.get(`/api/v1/tests/${id}`, testSchema)
      await expect.poll(async () => (await read()).samples[0]?.status).not.toBe('running')
      return { heldBack, ...(await world.get(`/api/v1/tests/${id}/samples/1`, testSample)) }
    },
  }
}

describe('skills', () => {
  it('[AP95] are listed with their source, what their files ask for, and how many stages name them', async () => {
    const { capabilities } = await aDesk().get(ROOT, capabilityList)
    const told = capabilities.map(({ ref, source, asks, uses, workCharts }) => ({
      ref,
      source,
      asks,
      uses,
      workCharts,
    }))
    expect(told).toEqual([
      {
        ref: 'agent:writer',
        source: 'collections/default/agents/deep/writer.md',
        asks: { model: 'opus', turns: 7, tools: ['Read', 'Bash(git add:*, git commit:*)'] },
        uses: 0,
        workCharts: 0,
      },
      { ref: 'skill:mail', source: 'collections/default/skills/mail/SKILL.md', asks: null, uses: 0, workCharts: 0 },
      { ref: 'skill:sort', source: 'collections/default/skills/sort/SKILL.md', asks: null, uses: 1, workCharts: 1 },
    ])
  })

  it('[AP96] are told with their form, their text, their files and the stages that name them', async () => {
    const desk = aDesk()
    expect(await desk.get(SORT, capabilityDetail)).toMatchObject({
      name: 'sort',
      confidence: 'reported',
      inputs: [{ name: 'text', required: true, default: null, description: null }],
      text: { file: 'SKILL.md', text: expect.stringContaining('Sort.'), isWhole: true },
      files: [{ path: 'SKILL.md' }, { path: 'contract.yaml' }],
      usedIn: [
        { workflow: { id: 'refunds', name: 'Refund requests' }, stage: { id: 'sort', name: 'Sort the message' } },
      ],
      versions: [],
    })
    const nested = `${ROOT}/${encodeURIComponent('agent:deep/writer')}`
    expect(await desk.get(nested, capabilityDetail)).toMatchObject({
      text: { file: 'writer.md', text: expect.stringContaining('Write <b>kindly</b>.') },
      inputs: [],
      unavailable: expect.stringContaining('no AI is connected'),
    })
  })

  it('[AP96] are told with the versions that were proved', async () => {
    const desk = aDesk()
    await desk.post('/api/v1/workflows/refunds/runs', { body: { inputs: { message: 'x' } }, schema: startedRuns })
    await expect.poll(async () => (await desk.get(SORT, capabilityDetail)).versions.length).toBe(1)
    const { digest, versions } = await desk.get(SORT, capabilityDetail)
    expect(versions).toEqual([{ digest, stages: 1, lastAt: expect.any(String), isThis: true }])
  })

  it('[AP96][AP98] that are not there are refused', async () => {
    const desk = aDesk()
    for (const ref of ['skill:none', 'nonsense', 'ctx:none', 'human:ann']) {
      const path = `${ROOT}/${encodeURIComponent(ref)}`
      expect(await desk.refused(path)).toMatchObject({ status: 404, code: 'capability-unknown' })
      expect(await desk.refused(`${path}/test`, { inputs: {} })).toMatchObject({ code: 'capability-unknown' })
    }
  })

  it('[AP97] are tested with one set of inputs, in a run that nobody else sees', async () => {
    const desk = aDesk()
    const { run, task } = await desk.tried(SORT, { text: 'The lid never closed. ${{ inputs.text }}' })
    expect(task).toBeNull()
    expect(run).toMatchObject({
      phase: { type: 'finished', outcome: 'succeeded' },
      stages: [{ name: 'sort', confidence: { value: 0.9 }, gives: [{ name: 'label', value: 'refund' }] }],
    })
    expect(desk.performed).toMatchObject([{ inputs: { text: 'The lid never closed. ${{ inputs.text }}' } }])
  })

  it('[AP97] that do more than read are held back', async () => {
    const desk = aDesk()
    const { heldBack } = await desk.tried(`${ROOT}/${encodeURIComponent('skill:mail')}`, { body: 'Hello' })
    expect(heldBack).toEqual(['alone'])
    expect(desk.performed).toEqual([])
  })

  it('[AP97] that break their contract fail, and say in words how', async () => {
    const { run } = await aDesk(answered({ label: 5 })).tried(SORT, { text: 'x' })
    expect(run.stages).toMatchObject([
      { status: 'failed', because: expect.stringMatching(/label.*text|label.*string/) },
    ])
  })

  it('[AP97] are tested once by the same key', async () => {
    const desk = aDesk()
    const order = { body: { inputs: { text: 'x' } }, schema: testSchema, key: 'same' }
    const [one, other] = [await desk.post(`${SORT}/test`, order), await desk.post(`${SORT}/test`, order)]
    expect(other.id).toBe(one.id)
    await expect.poll(() => desk.performed.length).toBe(1)
  })

  it('[AP98] that nobody here can do, or whose inputs do not fit, are not tested', async () => {
    const desk = aDesk()
    const agent = `${ROOT}/${encodeURIComponent('agent:writer')}/test`
    expect(await desk.refused(agent, { inputs: {} })).toMatchObject({
      status: 409,
      code: 'capability-unavailable',
      detail: expect.stringContaining('no AI is connected'),
    })
    expect(await desk.refused(`${SORT}/test`, { inputs: { text: 5 } })).toMatchObject({
      status: 422,
      code: 'inputs-invalid',
      errors: [{ pointer: '/each/0/text' }],
    })
  })

  it('[AP99] files that can not be used are listed with what mends them', async () => {
    expect(await aDesk().get('/api/v1/artifacts/unusable', unusableArtifacts)).toEqual({
      artifacts: [
        {
          file: 'collections/default/agents/broken.md',
          reason: 'It does not begin with front matter, so it is no agent.',
          mend: 'Begin it with a line ---, its name and description, and a line ---.',
        },
      ],
    })
  })
})
