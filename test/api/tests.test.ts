import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { draftList } from '../../src/api/contract/drafts.ts'
import { runList, startedRuns } from '../../src/api/contract/runs.ts'
import { taskList } from '../../src/api/contract/tasks.ts'
import type { Test } from '../../src/api/contract/tests.ts'
import { testForm, testSample, test as testSchema } from '../../src/api/contract/tests.ts'
import type { Json } from '../../src/core/basics/json.ts'
import type { Assignment } from '../../src/engine/ports.ts'
import type { ApiWorld } from '../support/http-world.ts'
import { anApi, REFUNDS, sorted } from '../support/http-world.ts'

const KEY = '01936b5e-7c00-7abc-8def-0123456789ab'
const TESTS = '/api/v1/drafts/refunds/tests'

/** The same WorkChart, which sends a mail at the end. */
const MAILING = REFUNDS.replace(
  'outputs:\n  body',
  `  - id: mail
    name: Send the reply
    roles: { primary: "skill:mail" }
    inputs: { body: "\${{ stages.reply.outputs.body }}" }
outputs:
  body`,
)

const FILES = {
  'collections/default/skills/mail/SKILL.md': '---\nname: mail\ndescription: Sends a message.\n---\nSend.\n',
  'collections/default/skills/mail/contract.yaml':
    'input: { type: object, properties: { body: { type: string, title: Text } }, required: [body] }\noutput: { type: object, properties: { messageId: { type: string } }, required: [messageId] }\nconfidence: none\neffect: once-or-ask\nrun: { builtin: mail }\n',
}

interface TestWorld extends ApiWorld {
  /** What was really performed. */
  readonly performed: readonly Assignment[]
  readonly begin: (body: Json, key?: string) => Promise<Test>
  /** The test once all its samples wait for a person or have ended. */
  readonly atRest: (id: string) => Promise<Test>
}

function aTestWorld(sure = 0.9): TestWorld {
  const performed: Assignment[] = []
  const world = anApi({
    files: FILES,
    script: (assignment) => {
      performed.push(assignment)
      return sorted(sure)
    },
  })
  const read = (id: string) => world.get(`/api/v1/tests/${id}`, testSchema)
  const isAtRest = ({ samples }: Test) => samples.every(({ status }) => status !== 'running')
  return {
    ...world,
    performed,
    begin: (body, key) => world.post(TESTS, { body, schema: testSchema, ...(key === undefined ? {} : { key }) }),
    atRest: async (id) => {
      await expect.poll(async () => isAtRest(await read(id))).toBe(true)
      return await read(id)
    },
  }
}

/** Everything that lists and pages show. */
async function outside({ get }: ApiWorld) {
  return {
    runs: (await get('/api/v1/runs', runList)).runs,
    tasks: (await get('/api/v1/tasks', taskList)).tasks,
    drafts: (await get('/api/v1/drafts', draftList)).drafts,
    home: await get('/api/v1/home', z.object({ hasRun: z.boolean(), openTasks: z.number() })),
  }
}

describe('test runs', () => {
  it('[AP80][TR1][TR6] hold the mail back, ask the tester, and leave nothing behind', async () => {
    const world = aTestWorld()
    const before = await outside(world)
    const begun = await world.begin({ text: MAILING, each: [{ message: 'Where is my money?' }] })
    expect(begun).toMatchObject({ workflow: 'refunds', stage: null, heldBack: ['mail'] })
    expect((await world.atRest(begun.id)).samples).toMatchObject([
      {
        number: 1,
        status: 'waiting',
        stages: [
          { id: 'sort', status: 'succeeded', answered: true, confidence: 0.9, asked: false },
          { id: 'reply', status: 'awaiting-approval', answered: false, confidence: null, asked: true },
          { id: 'mail', status: 'pending', answered: false, asked: false },
        ],
      },
    ])
    expect(await outside(world)).toEqual(before)
    const sample = await world.get(`/api/v1/tests/${begun.id}/samples/1`, testSample)
    expect(sample.task?.form).toMatchObject({ values: {} })
    const { row, version } = sample.task ?? { row: { id: '' }, version: '' }
    const answer = { type: 'edit', outputs: { body: 'It is on its way.' } }
    const send = { body: { task: row.id, version, answer }, schema: z.object({}) }
    await world.post(`/api/v1/tests/${begun.id}/answer`, send)
    expect((await world.atRest(begun.id)).samples[0]).toMatchObject({ status: 'succeeded' })
    const ended = await world.get(`/api/v1/tests/${begun.id}/samples/1`, testSample)
    expect(ended.task).toBeNull()
    expect(ended.run).toMatchObject({
      receipts: [],
      stages: [{}, {}, { id: 'mail', gets: [{ label: 'Text', value: 'It is on its way.' }], gives: [] }],
    })
    expect(world.performed.map(({ stage }) => stage)).toEqual(['sort'])
    expect(await outside(world)).toEqual(before)
    expect(await world.store.listReceipts({ limit: 10 })).toEqual([])
    expect(await world.store.listVersions(null)).toEqual([])
    expect(world.reported).toEqual([])
  })

  it('[AP81][TR7] check every sample before the first begins', async () => {
    const world = aTestWorld()
    const each = [{ message: 'Fine' }, { message: 5 }, { massage: 'x' }]
    expect(await world.refused(TESTS, { text: MAILING, each })).toMatchObject({
      status: 422,
      code: 'inputs-invalid',
      detail: '2 of the samples do not fit what is asked for. Mend them, then test again.',
      errors: [{ pointer: '/each/1/message' }, { pointer: '/each/2/massage' }, { pointer: '/each/2/message' }],
    })
    expect(world.performed).toEqual([])
  })

  it('[AP81][TR8] are bounded by their samples and by the stages of all of them', async () => {
    const { refused } = aTestWorld()
    const samples = (count: number) => Array.from({ length: count }, () => ({ message: 'x' }))
    expect(await refused(TESTS, { text: MAILING, each: samples(201) })).toMatchObject({
      code: 'too-many-runs',
      detail: 'A test takes at most 200 samples; these are 201.',
    })
    const more = Array.from(
      { length: 9 },
      (_, index) => `  - { id: more-${index}, roles: { primary: "human:anyone" } }\n`,
    )
    const long = MAILING.replace('outputs:\n  body', `${more.join('')}outputs:\n  body`)
    expect(await refused(TESTS, { text: long, each: samples(200) })).toMatchObject({
      code: 'test-too-large',
      detail:
        'A test takes at most 2000 stages over all samples; these are 2400. Test fewer samples, or one stage alone.',
    })
  })

  it('[AP82] of one stage ask for its own inputs and run nothing else', async () => {
    const world = aTestWorld(0.4)
    const subject = { text: MAILING, stage: 'sort' }
    const form = await world.post(`${TESTS}/form`, { body: subject, schema: testForm })
    expect(form).toEqual({
      inputs: [
        {
          name: 'text',
          schema: { type: 'string', title: 'Message' },
          required: true,
          default: null,
          description: null,
        },
      ],
      values: {},
      heldBack: [],
    })
    const begun = await world.begin({ ...subject, each: [{ text: 'One' }, { text: 'Two' }] })
    expect(begun).toMatchObject({ stage: 'sort', heldBack: [] })
    const { samples } = await world.atRest(begun.id)
    expect(samples.map(({ stages }) => stages)).toEqual(
      [1, 2].map(() => [{ id: 'sort', status: 'awaiting-approval', answered: true, confidence: 0.4, asked: true }]),
    )
    expect(world.performed.map(({ inputs }) => inputs)).toEqual([{ text: 'One' }, { text: 'Two' }])
    const held = await world.begin({ text: MAILING, stage: 'mail', each: [{ body: 'Hello' }] })
    expect(held.heldBack).toEqual(['mail'])
    expect((await world.atRest(held.id)).samples).toMatchObject([{ status: 'succeeded' }])
    expect(world.performed).toHaveLength(2)
  })

  it('[AP82][TR5] begin with what the last run was given, as far as it still fits', async () => {
    const world = aTestWorld()
    const form = async (text: string) =>
      (await world.post(`${TESTS}/form`, { body: { text }, schema: testForm })).values
    expect(await form(MAILING)).toEqual({})
    const body = { inputs: { message: 'The lid never closed.' } }
    await world.post('/api/v1/workflows/refunds/runs', { body, schema: startedRuns })
    expect(await form(MAILING)).toEqual({ message: 'The lid never closed.' })
    const other = MAILING.replace('message: { type: string', 'message: { type: string, maxLength: 10, examples: [abc]')
    expect(await form(other)).toEqual({ message: 'abc' })
  })

  it('[AP83][TR10] with the same key are one', async () => {
    const { begin, performed, atRest } = aTestWorld()
    const body = { text: MAILING, each: [{ message: 'One' }] }
    const first = await begin(body, KEY)
    const again = await begin(body, KEY)
    expect([first.id, again.id]).toEqual([KEY, KEY])
    await atRest(KEY)
    expect(performed).toHaveLength(1)
  })

  it('[AP84] that are over say so, as do tasks that are not theirs', async () => {
    const world = aTestWorld()
    const { id } = await world.begin({ text: MAILING, each: [{ message: 'One' }] })
    await world.atRest(id)
    const answer = { task: 'x.reply.1', answer: { type: 'approve' }, version: '' }
    const path = `/api/v1/tests/${id}`
    expect(await world.refused(`${path}/answer`, answer)).toMatchObject({ status: 404, code: 'task-unknown' })
    expect(await world.refused(`${path}/samples/2`)).toMatchObject({ status: 404, code: 'test-over' })
    const { task } = await world.get(`${path}/samples/1`, testSample)
    const mine = { task: task?.row.id ?? '', answer: { type: 'approve' }, version: task?.version ?? '' }
    expect(await world.refused(`${path}/answer`, mine)).toMatchObject({ status: 422, code: 'outputs-required' })
    expect(await world.refused(`${path}/answer`, { ...mine, version: 'old' })).toMatchObject({ code: 'task-changed' })
    await world.post(`${path}/close`, { schema: z.object({}) })
    expect(await world.refused(path)).toMatchObject({ status: 404, code: 'test-over' })
    expect(await world.refused(`${path}/answer`, mine)).toMatchObject({ code: 'test-over' })
  })

  it('[AP85] are refused where the draft can not be run, has no such stage, or is not there', async () => {
    const { refused } = aTestWorld()
    const each = [{ message: 'x' }]
    for (const path of [TESTS, `${TESTS}/form`]) {
      const rest = path === TESTS ? { each } : {}
      const code = async (body: { readonly [key: string]: Json }, at = path) =>
        (await refused(at, { ...body, ...rest })).code
      expect(await code({ text: 'stages: []' })).toBe('workflow-invalid')
      expect(await code({ text: MAILING.replace('skill:mail', 'role:nobody') })).not.toBe('')
      expect(await code({ text: MAILING, stage: 'nowhere' })).toBe('stage-unknown')
      expect(await code({ text: MAILING }, path.replace('refunds', 'nothing'))).toBe('workflow-unknown')
      expect(await code({ text: MAILING.replace('inputs: { body', 'inputs: { bodi') })).toBe('plan-incomplete')
    }
  })

  it('[TR9] end with the program', async () => {
    const world = aTestWorld()
    const { id } = await world.begin({ text: MAILING, each: [{ message: 'One' }] })
    await world.parts.tests.closeAll()
    expect(await world.refused(`/api/v1/tests/${id}`)).toMatchObject({ code: 'test-over' })
  })
})
