import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../src/core/basics/json.ts'
import { err } from '../../src/core/basics/result.ts'
import type { RunId } from '../../src/core/run/ids.ts'
import { runStatus } from '../../src/core/run/run.ts'
import type { WorkflowId } from '../../src/core/workflow/workflow.ts'
import { createWorkflows } from '../../src/engine/create-workflows.ts'
import type { Engine } from '../../src/engine/engine.ts'
import type { TriggerRow } from '../../src/engine/trigger-row.ts'
import type { VersionRow } from '../../src/engine/version-row.ts'
import type { RunOrder } from '../../src/engine/workflows.ts'
import { aClock, finished } from '../support/engine.ts'
import type { Office, TestLibrary } from '../support/library.ts'
import { aLibrary, anOffice } from '../support/library.ts'
import { aSkill } from '../support/plans.ts'
import { at, LENA } from '../support/runs.ts'

const REFUNDS = 'refunds' as WorkflowId
const MORNING = '{ id: morning, type: schedule, cron: "0 9 * * *", timezone: UTC }'
const NOON = '{ id: noon, type: schedule, cron: "0 12 * * *", timezone: UTC }'

interface Written {
  readonly id?: string
  readonly name?: string
  readonly triggers?: string
  readonly more?: string
  readonly primary?: string
}

/** A workflow of one stage that takes a text. */
function text({
  id = 'refunds',
  name = 'Refunds',
  triggers = '',
  more = '',
  primary = 'skill:sort',
}: Written = {}): string {
  return [
    `workflow_id: ${id}`,
    `name: ${name}`,
    'description: Sorts what comes in.',
    'inputs: { text: { type: string, default: Hello } }',
    `triggers: [${triggers}]`,
    more,
    `stages: [{ id: sort, roles: { primary: "${primary}" }, inputs: { text: "\${{ inputs.text }}" } }]`,
    '',
  ].join('\n')
}

function officeWith(written = text(), library: TestLibrary = aLibrary(aSkill('sort'))): Office {
  library.write('refunds', written)
  return anOffice(library, { clock: aClock(at(0)) })
}

async function published(office: Office): Promise<VersionRow> {
  const result = await office.workflows.publish('refunds', LENA)
  if (!result.ok) throw new Error(result.error.code)
  return result.value
}

async function orderOf(office: Office, ...inputs: readonly JsonObject[]): Promise<RunOrder> {
  const each = inputs.map((given, index) => ({ id: `r${index}` as RunId, inputs: given, title: `Case ${index}` }))
  return { reading: await office.reading('refunds'), each, bind: {}, by: LENA }
}

function armings(rows: readonly TriggerRow[]): readonly unknown[] {
  return rows.map(({ id, version, enabled, nextFireAt }) => [id, version, enabled, nextFireAt])
}

describe('publishing', () => {
  it('[WK1] writes a version and arms its schedules in one transaction', async () => {
    const office = officeWith(text({ triggers: `${MORNING}, ${NOON}, { type: manual }` }))
    const version = await published(office)
    expect(version).toEqual({
      workflow: 'refunds',
      number: 1,
      digest: (await office.reading('refunds')).digest,
      name: 'Refunds',
      collection: 'default',
      file: 'collections/default/workflows/refunds.yaml',
      text: text({ triggers: `${MORNING}, ${NOON}, { type: manual }` }),
      status: 'published',
      at: at(0),
      by: LENA,
      made: null,
    })
    expect(office.writes).toHaveLength(1)
    expect(office.writes[0]).toMatchObject([{ version, triggers: [{}, {}] }])
    expect(armings(await office.store.listTriggers())).toEqual([
      ['refunds/morning', 1, true, at(23 * 60)],
      ['refunds/noon', 1, true, at(2 * 60)],
    ])
  })

  it('[WK1] arms again, and disarms what is no longer there', async () => {
    const office = officeWith(text({ triggers: `${MORNING}, ${NOON}` }))
    await published(office)
    const again = MORNING.replace('0 9', '0 11')
    office.library.write('refunds', text({ triggers: again }))
    expect(await published(office)).toMatchObject({ number: 2 })
    expect(armings(await office.store.listTriggers())).toEqual([
      ['refunds/morning', 2, true, at(60)],
      ['refunds/noon', 2, false, null],
    ])
  })

  it('[WK1] leaves the schedules of other WorkCharts alone', async () => {
    const office = officeWith(text({ triggers: MORNING }))
    await published(office)
    office.library.write('other', text({ id: 'other', triggers: NOON }))
    await office.workflows.publish('other', LENA)
    expect(armings(await office.store.listTriggers())).toEqual([
      ['other/noon', 1, true, at(2 * 60)],
      ['refunds/morning', 1, true, at(23 * 60)],
    ])
  })

  it('[WK1] a name of its own is not needed', async () => {
    const office = officeWith(text().replace('name: Refunds\n', ''))
    expect(await published(office)).toMatchObject({ name: 'refunds' })
  })

  it('[WK1] fails where another process published at the same time', async () => {
    const office = officeWith()
    const store = { ...office.store, listVersions: async () => [] }
    const other = anOffice(office.library, { store, clock: aClock(at(0)) })
    await published(office)
    await expect(other.workflows.publish('refunds', LENA)).rejects.toThrow('Another process published')
  })

  it('[WK2] refuses what is not there', async () => {
    expect(await officeWith().workflows.publish('none', LENA)).toEqual({
      ok: false,
      error: { code: 'workflow-unknown', name: 'none' },
    })
  })

  it.each([
    ['that can not be read', 'stages: [', undefined],
    [
      'that has an error',
      text({ more: 'outputs: { label: "${{ stages.sort.outputs.label.of }}", x: "${{ nobody }}" }' }),
      'refunds',
    ],
  ])('[WK2] refuses a document %s, with what is wrong', async (_, wrong, id) => {
    const office = officeWith(wrong)
    const result = await office.workflows.publish('refunds', LENA)
    expect(result).toMatchObject({ ok: false, error: { code: 'workflow-invalid' } })
    const problems = !result.ok && result.error.code === 'workflow-invalid' ? result.error.problems : []
    expect(problems.length).toBeGreaterThan(0)
    expect(problems.every(({ severity }) => severity === 'error')).toBe(true)
    expect((await office.reading('refunds')).document?.workflow.id).toBe(id)
    expect(office.writes).toEqual([])
  })

  it('[WK2] refuses keys that nothing executes yet, with their places', async () => {
    const office = officeWith(text({ more: 'roles: { r: { default: "workflow:b" } }' }))
    const result = await office.workflows.publish('refunds', LENA)
    expect(result).toMatchObject({
      error: {
        code: 'not-yet-executed',
        problems: [{ rule: 'not-yet-executed', severity: 'error', pointer: '/roles/r/default' }],
      },
    })
    expect((await office.reading('refunds')).problems).toContainEqual(
      expect.objectContaining({ rule: 'not-yet-executed', severity: 'warning' }),
    )
  })

  it('[WK2][WK6] refuses a plan that is not complete, and says where the missing file belongs', async () => {
    const office = officeWith(text({ more: 'context_policy: { modules: ["ctx:tone"] }' }))
    expect(await office.workflows.publish('refunds', LENA)).toMatchObject({
      error: {
        code: 'plan-incomplete',
        report: {
          problems: [
            { code: 'context-missing', help: expect.stringContaining('`/home/collections/default/context/tone.md`') },
          ],
        },
      },
    })
  })

  it('[WK2] refuses what is already published, until it changes', async () => {
    const office = officeWith()
    const version = await published(office)
    expect(await office.workflows.publish('refunds', LENA)).toEqual({
      ok: false,
      error: { code: 'already-published', version },
    })
    office.library.write('refunds', `${text()}# a comment changes nothing\n`)
    expect(await office.workflows.publish('refunds', LENA)).toMatchObject({ error: { code: 'already-published' } })
    office.library.write('refunds', text({ name: 'Money back' }))
    expect(await published(office)).toMatchObject({ number: 2, name: 'Money back' })
  })
})

describe('archiving', () => {
  it('[WK3] disarms the schedules and takes it off the lists', async () => {
    const office = officeWith(text({ triggers: MORNING }))
    const version = await published(office)
    expect(await office.workflows.archive('refunds', LENA)).toEqual({
      ok: true,
      value: { ...version, number: 2, status: 'archived' },
    })
    expect(armings(await office.store.listTriggers())).toEqual([['refunds/morning', 2, false, null]])
    expect(await office.workflows.list()).toEqual([])
  })

  it('[WK3] brings it back by publishing it again', async () => {
    const office = officeWith(text({ triggers: MORNING }))
    await published(office)
    await office.workflows.archive('refunds', LENA)
    expect(await published(office)).toMatchObject({ number: 3, status: 'published' })
    expect(armings(await office.store.listTriggers())).toEqual([['refunds/morning', 3, true, at(23 * 60)]])
    expect(await office.workflows.list()).toHaveLength(1)
  })

  it('[WK3] works where the file is gone', async () => {
    const office = officeWith()
    await published(office)
    office.library.remove('refunds')
    expect(await office.workflows.archive('refunds', LENA)).toMatchObject({ value: { status: 'archived' } })
  })

  it('[WK3] refuses what is not published, and what is not there', async () => {
    const office = officeWith()
    expect(await office.workflows.archive('refunds', LENA)).toMatchObject({ error: { code: 'not-published' } })
    expect(await office.workflows.archive('none', LENA)).toEqual({
      ok: false,
      error: { code: 'workflow-unknown', name: 'none' },
    })
  })
})

describe('running', () => {
  it('[WK4] starts a run for each set of inputs', async () => {
    const office = officeWith()
    const started = await office.workflows.run(await orderOf(office, { text: 'one' }, {}))
    if (!started.ok) throw new Error(started.error.code)
    expect(started.value.map(({ id, title, inputs, startedBy }) => [id, title, inputs, startedBy])).toEqual([
      ['r0', 'Case 0', { text: 'one' }, LENA],
      ['r1', 'Case 1', { text: 'Hello' }, LENA],
    ])
    for (const { id } of started.value) expect(runStatus(await finished(office, id))).toBe('succeeded')
    expect(office.assignments.map(({ inputs }) => inputs)).toEqual([{ text: 'one' }, { text: 'Hello' }])
  })

  it('[WK4] a run needs no title', async () => {
    const office = officeWith()
    const order = await orderOf(office)
    const started = await office.workflows.run({ ...order, each: [{ id: 'r9' as RunId, inputs: {} }] })
    expect(started.ok && started.value[0]?.title).toBeUndefined()
  })

  it('[WK4] starts none where one set of inputs is wrong, and says which', async () => {
    const office = officeWith()
    expect(await office.workflows.run(await orderOf(office, {}, { text: 5 }, {}))).toMatchObject({
      error: { code: 'start-refused', index: 1, refusal: { problems: [{ pointer: '/text' }] } },
    })
    expect(office.writes).toEqual([])
  })

  it('[WK4] keeps what the file said, once', async () => {
    const office = officeWith()
    await office.workflows.run(await orderOf(office, {}))
    await office.workflows.run(await orderOf(office, {}))
    office.library.write('refunds', text({ name: 'Money back' }))
    await office.workflows.run(await orderOf(office, {}))
    expect(await office.store.listVersions(REFUNDS)).toMatchObject([
      { number: 1, status: 'unpublished', name: 'Refunds', text: text(), by: LENA },
      { number: 2, status: 'unpublished', name: 'Money back' },
    ])
  })

  it('[WK4] a version that was only run is not the published one', async () => {
    const office = officeWith()
    await published(office)
    office.library.write('refunds', text({ name: 'Money back' }))
    await office.workflows.run(await orderOf(office, {}))
    expect((await office.workflows.list())[0]?.published).toMatchObject({ number: 1, name: 'Refunds' })
  })

  it('[WK4] refuses a broken document and an incomplete plan', async () => {
    const broken = officeWith('stages: [')
    expect(await broken.workflows.run(await orderOf(broken, {}))).toMatchObject({ error: { code: 'workflow-invalid' } })
    const lacking = officeWith(text({ more: 'context_policy: { modules: ["ctx:tone"] }' }))
    expect(await lacking.workflows.run(await orderOf(lacking, {}))).toMatchObject({
      error: { code: 'plan-incomplete' },
    })
  })

  it('[WK4] tells where a start was refused after all', async () => {
    const office = officeWith()
    const refusal = { code: 'inputs-invalid', problems: [] } as const
    const engine: Engine = { ...office.engine, start: async () => err(refusal) }
    const workflows = createWorkflows({ ...office, engine, reader: office.store, clock: aClock(at(0)) })
    expect(await workflows.run(await orderOf(office, {}))).toEqual(err({ code: 'start-refused', refusal, index: 0 }))
  })

  it('[WK5] refuses more than a thousand runs at once', async () => {
    const office = officeWith()
    const order = await orderOf(office, ...Array.from({ length: 1_001 }, () => ({})))
    expect(await office.workflows.run(order)).toEqual({
      ok: false,
      error: { code: 'too-many-runs', runs: 1_001, runsMax: 1_000 },
    })
  })
})

describe('finding and planning', () => {
  it('[WK6] finds a WorkChart by its id, else by the name of its file', async () => {
    const office = officeWith(text({ id: 'money-back' }))
    office.library.write('broken', 'stages: [')
    expect((await office.workflows.find('money-back'))?.source.name).toBe('refunds')
    expect((await office.workflows.find('refunds'))?.document?.workflow.id).toBe('money-back')
    expect((await office.workflows.find('broken'))?.document).toBeUndefined()
    expect(await office.workflows.find('none')).toBeUndefined()
  })

  it.each([
    ['my/refunds.yaml', 'refunds'],
    ['refunds.json', 'refunds'],
    ['my/refunds/WORKFLOW.yml', 'refunds'],
    ['WORKFLOW.yaml', 'WORKFLOW'],
  ])('[WK6] calls %s %s', (file, name) => {
    const { source } = officeWith().workflows.read({ file, text: text() })
    expect(source).toMatchObject({ name, collection: '', file })
  })

  it('[WK6] binds roles for one run', async () => {
    const roles = 'roles: { worker: { accepts: [skill, human], default: "human:lena" } }'
    const office = officeWith(text({ more: roles, primary: 'role:worker' }))
    const bound = await office.workflows.plan(await office.reading('refunds'), { worker: 'skill:sort' })
    expect(bound).toMatchObject({ value: { bindings: [{ ref: 'skill:sort', layer: 'run flag' }] } })
  })

  it('[WK6] refuses a binding that is no reference', async () => {
    const office = officeWith()
    expect(await office.workflows.plan(await office.reading('refunds'), { worker: 'lena' })).toEqual({
      ok: false,
      error: { code: 'binding-invalid', role: 'worker', text: 'lena' },
    })
  })

  it('[WK6] plans with what the project overrides', async () => {
    const asked: (string | undefined)[] = []
    const overrides = async (known?: WorkflowId) => {
      asked.push(known)
      return { file: 'o.toml', workflows: new Map(), problems: [] }
    }
    const office = officeWith(text(), { ...aLibrary(aSkill('sort')), overrides })
    expect(await office.workflows.plan(await office.reading('refunds'), {})).toMatchObject({ value: { overrides: [] } })
    expect(asked).toEqual(['refunds'])
  })

  it('[WK6] plans with a person where an artifact is not there', async () => {
    const office = officeWith(text(), aLibrary())
    expect(await office.workflows.plan(await office.reading('refunds'), {})).toMatchObject({
      value: { plan: { stages: [{ primary: { kind: 'unavailable' } }] }, missing: [{ ref: 'skill:sort' }] },
    })
  })
})

describe('the list', () => {
  it('[WK8] shows what is wrong, what is published, and whether the file has changed since', async () => {
    const office = officeWith(text({ triggers: MORNING }))
    office.library.write('broken', 'workflow_id: broken\nstages: 1\n')
    const version = await published(office)
    const [refunds, broken] = await office.workflows.list()
    expect(refunds).toEqual({
      id: 'refunds',
      name: 'Refunds',
      description: 'Sorts what comes in.',
      venture: null,
      collection: 'default',
      file: 'collections/default/workflows/refunds.yaml',
      stages: 1,
      errors: 0,
      published: version,
      changedSincePublished: false,
      triggers: [expect.objectContaining({ id: 'refunds/morning' })],
    })
    expect(broken).toMatchObject({ id: 'broken', name: 'broken', stages: 0, published: null, triggers: [] })
    expect(broken?.errors).toBeGreaterThan(0)
    office.library.write('refunds', text({ name: 'Money back' }))
    expect((await office.workflows.list())[0]).toMatchObject({ name: 'Money back', changedSincePublished: true })
  })

  it('[WK8] a WorkChart needs neither name nor description', async () => {
    const office = officeWith('workflow_id: bare\nstages: [{ id: sort, roles: { primary: "skill:sort" } }]\n')
    expect(await office.workflows.list()).toMatchObject([{ id: 'bare', name: 'bare', description: null }])
  })

  it('[WK8] of two documents with one id lists the one that is found', async () => {
    const office = officeWith(text({ name: 'Ours' }))
    office.library.write('shipped', text({ name: 'Shipped' }))
    expect(await office.workflows.list()).toMatchObject([{ name: 'Ours' }])
    expect((await office.reading('refunds')).document?.workflow.name).toBe('Ours')
  })

  it('[WK8] lists problems in the order of the text', async () => {
    const office = officeWith(text({ more: 'nonsense: 1\nmore: 2', triggers: '{ id: a, type: event, event: x y }' }))
    const lines = (await office.reading('refunds')).problems.map(({ line, column }) => [line, column])
    expect(lines).toEqual(lines.toSorted(([a = 0, b = 0], [c = 0, d = 0]) => a - c || b - d))
    expect(lines.length).toBeGreaterThan(2)
  })

  it('[WK6] tells an upload from the same text in a collection', async () => {
    const office = officeWith()
    const upload = { file: 'collections/default/workflows/refunds.yaml', text: text(), collection: 'default' }
    expect(office.workflows.read(upload).source.contextFolder).toBe('collections/default/context')
    expect((await office.reading('refunds')).source.contextFolder).toBe('/home/collections/default/context')
  })

  it('[WK8] reads hundreds of files, and what it forgot it reads again', async () => {
    const office = officeWith()
    for (let index = 0; index < 300; index += 1) office.library.write(`w${index}`, text({ id: `w${index}` }))
    expect(await office.workflows.list()).toEqual(await office.workflows.list())
    expect(await office.workflows.list()).toHaveLength(301)
  })
})
