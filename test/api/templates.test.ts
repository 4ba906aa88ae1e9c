import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { parseSampleTable } from '../../src/adapters/files/parse-sample-table.ts'
import { draftSummary, openDraft } from '../../src/api/contract/drafts.ts'
import { planReport } from '../../src/api/contract/plan.ts'
import { sampleRows } from '../../src/api/contract/samples.ts'
import { templateList } from '../../src/api/contract/templates.ts'
import { version } from '../../src/api/contract/workflows.ts'
import { samplesFile } from '../../src/engine/samples.ts'
import { createTemplates } from '../../src/engine/templates.ts'
import { TEMPLATES } from '../support/beginning.ts'
import type { ApiWorld } from '../support/http-world.ts'
import { anApi, REFUNDS } from '../support/http-world.ts'

const ROOT = '/api/v1'
const OWN = 'collections/default'
const INVOICES = `${OWN}/workflows/our-invoices`

function begun(desk: ApiWorld, name = 'Our invoices', template = 'invoice-approval') {
  return desk.post(`${ROOT}/drafts`, { body: { name, template }, schema: draftSummary })
}

function samplesOf(desk: ApiWorld, path: string) {
  return desk.get(`${ROOT}${path}/samples`, sampleRows)
}

function templateText(path: string): string {
  return readFileSync(join(TEMPLATES, path), 'utf8')
}

describe('templates', () => {
  it('[AP75] are listed with what they do, who decides, and a drawing’s worth of stages', async () => {
    const { templates } = await anApi().get(`${ROOT}/templates`, templateList)
    expect(templates.map(({ id }) => id)).toHaveLength(6)
    const ship = templates.find(({ id }) => id === 'feature-ship')
    expect(ship).toMatchObject({
      name: 'Feature ship',
      asks: ['tech-lead', 'reviewer', 'release-manager'],
      agentStages: 2,
      samples: 22,
      kept: [],
    })
    expect(ship?.stages.slice(0, 4)).toEqual([
      { id: 'size', name: 'Judge the size', kind: 'ai', dependsOn: [] },
      { id: 'research', name: 'Research the change', kind: 'ai', dependsOn: ['size'] },
      { id: 'agree', name: 'Agree on the plan', kind: 'person', dependsOn: ['size', 'research'] },
      { id: 'build', name: 'Build the change', kind: 'ai', dependsOn: ['research', 'agree'] },
    ])
    expect(ship?.stages.at(-1)).toMatchObject({ id: 'send', kind: 'exact' })
  })

  it('[TP4][AP76] begin a draft with their words, under a name and an id of its own', async () => {
    const desk = anApi()
    expect(await begun(desk)).toMatchObject({ id: 'our-invoices', name: 'Our invoices', revision: 1 })
    expect((await begun(desk)).id).toBe('our-invoices-2')
    const { text } = await desk.get(`${ROOT}/drafts/our-invoices`, openDraft)
    const expected = templateText('invoice-approval/WORKFLOW.yaml')
      .replace('workflow_id: invoice-approval', 'workflow_id: our-invoices')
      .replace('name: Invoice approval', 'name: Our invoices')
    expect(text).toBe(expected)
  })

  it('[TP4][AP76] that are not there, and a text beside a template, are refused, and nothing is written', async () => {
    const desk = anApi()
    const unknown = await desk.refused(`${ROOT}/drafts`, { name: 'Mine', template: '../invoice-approval' })
    expect(unknown).toMatchObject({ status: 404, code: 'template-unknown' })
    const both = { name: 'Mine', template: 'invoice-approval', text: 'stages: []' }
    expect(await desk.refused(`${ROOT}/drafts`, both)).toMatchObject({ status: 422, code: 'body-invalid' })
    expect(existsSync(join(desk.home, OWN, 'skills/sort-invoice'))).toBe(false)
    expect(await desk.get(`${ROOT}/drafts`, z.unknown())).toEqual({ drafts: [] })
  })

  it('[TP5] bring their skills along before the draft is planned', async () => {
    const desk = anApi()
    await begun(desk)
    const { text, file } = await desk.get(`${ROOT}/drafts/our-invoices`, openDraft)
    const report = await desk.post(`${ROOT}/workflows/plan`, { body: { file, text }, schema: planReport })
    const own = report.stages.filter(({ performer }) => performer.kind !== 'unavailable').map(({ id }) => id)
    expect(own).toEqual(expect.arrayContaining(['read', 'account', 'book', 'letter']))
    expect(report.missing.map(({ reason }) => reason)).toEqual([expect.stringContaining('skill:send-email')])
  })

  it('[TP5][AP75] keep what the user has under the same name, and say so before they begin', async () => {
    const desk = anApi()
    await begun(desk)
    const mine = join(desk.home, OWN, 'skills/sort-invoice/examples.csv')
    writeFileSync(mine, 'text,label\n')
    const { templates } = await desk.get(`${ROOT}/templates`, templateList)
    expect(templates.flatMap(({ id, kept }) => kept.map((name) => `${id} ${name}`))).toEqual([
      'invoice-approval sort-invoice',
    ])
    await begun(desk)
    expect(readFileSync(mine, 'utf8')).toBe('text,label\n')
  })
})

it('[TP4] a template that can not be read is a fault of the program, not of its user', async () => {
  const broken = { id: 'broken', file: 'templates/broken/WORKFLOW.yaml', text: 'a: [', samples: '' }
  const file = { ...broken, people: '', needs: '', kept: [] }
  const { workflows, drafts } = anApi().parts
  const templates = { list: async () => [file], install: async () => {} }
  const service = createTemplates({ workflows, drafts, templates, parseTable: parseSampleTable })
  await expect(service.list()).rejects.toThrow('The template broken can not be read')
})

describe('sample rows', () => {
  it('[TP6][AP77] come with a draft from a template, and stay with what is published', async () => {
    const desk = anApi()
    const { revision } = await begun(desk)
    expect(readFileSync(join(desk.home, INVOICES, 'samples.csv'), 'utf8')).toBe(
      templateText('invoice-approval/samples.csv'),
    )
    const ofTemplate = await samplesOf(desk, '/templates/invoice-approval')
    expect(ofTemplate.rows).toHaveLength(22)
    expect(ofTemplate.rows[0]?.inputs).toMatchObject({ supplier: 'Fable Software', total: 2388 })
    expect(await samplesOf(desk, '/drafts/our-invoices')).toEqual(ofTemplate)
    expect(await samplesOf(desk, '/workflows/our-invoices')).toEqual(ofTemplate)
    await desk.post(`${ROOT}/drafts/our-invoices/publish`, { body: { revision }, schema: version })
    expect(await samplesOf(desk, '/workflows/our-invoices')).toEqual(ofTemplate)
  })

  it('[TP6] end with a draft that was never published', async () => {
    const desk = anApi()
    const { revision } = await begun(desk)
    await desk.post(`${ROOT}/drafts/our-invoices/discard`, { body: { revision }, schema: z.unknown() })
    expect(existsSync(join(desk.home, INVOICES, 'samples.csv'))).toBe(false)
  })

  it('[TP6] of a WorkChart stay when work on it is discarded', async () => {
    const desk = anApi({ files: { [`${OWN}/workflows/refunds.samples.csv`]: 'message\nHello\n' } })
    const { base } = await desk.get(`${ROOT}/drafts/refunds`, openDraft)
    const body = { text: REFUNDS.replace('Refund requests', 'Refunds'), revision: 0, base }
    const { revision } = await desk.post(`${ROOT}/drafts/refunds`, { body, schema: draftSummary })
    await desk.post(`${ROOT}/drafts/refunds/discard`, { body: { revision }, schema: z.unknown() })
    expect(await samplesOf(desk, '/workflows/refunds')).toEqual({
      rows: [{ inputs: { message: 'Hello' } }],
      leftOut: 0,
    })
  })

  it('[TP7][AP77] are read as the inputs of the file, and those of a draft as its own', async () => {
    const desk = anApi({ files: { [`${OWN}/workflows/refunds.samples.csv`]: 'message\n12\n' } })
    const { base } = await desk.get(`${ROOT}/drafts/refunds`, openDraft)
    const text = REFUNDS.replace('message: { type: string', 'message: { type: number')
    await desk.post(`${ROOT}/drafts/refunds`, { body: { text, revision: 0, base }, schema: draftSummary })
    expect((await samplesOf(desk, '/workflows/refunds')).rows).toEqual([{ inputs: { message: '12' } }])
    expect((await samplesOf(desk, '/drafts/refunds')).rows).toEqual([{ inputs: { message: 12 } }])
  })

  it('[TP7] nobody has written are none', async () => {
    const desk = anApi()
    expect(await samplesOf(desk, '/workflows/refunds')).toEqual({ rows: [], leftOut: 0 })
    await desk.post(`${ROOT}/workflows/refunds/publish`, { schema: version })
    expect(await samplesOf(desk, '/drafts/refunds')).toEqual({ rows: [], leftOut: 0 })
  })

  it('[TP7][AP77] that can not be given are refused with the place and the next step', async () => {
    const file = `${OWN}/workflows/refunds.samples.csv`
    const desk = anApi({ files: { [file]: 'message,paid\nHello,1\n' } })
    expect(await desk.refused(`${ROOT}/workflows/refunds/samples`)).toMatchObject({
      status: 422,
      code: 'samples-invalid',
      detail: `${file} does not fit the inputs of the WorkChart. Mend the cells that are listed.`,
      errors: [{ pointer: '/paid', file, line: 1, detail: 'This WorkChart has no input "paid".' }],
    })
    writeFileSync(join(desk.home, file), '')
    expect(await desk.refused(`${ROOT}/workflows/refunds/samples`)).toMatchObject({
      code: 'samples-invalid',
      detail: `${file}: It is empty. Its first line must name the inputs.`,
    })
  })

  it('[TP7][AP77] of a document that can not be read, and of none at all, are refused', async () => {
    const broken = `${OWN}/workflows/broken.yaml`
    const desk = anApi({ files: { [broken]: 'a: [', [`${OWN}/workflows/broken.samples.csv`]: 'message\nHello\n' } })
    expect(await desk.refused(`${ROOT}/workflows/broken/samples`)).toMatchObject({
      status: 422,
      code: 'workflow-invalid',
      errors: [{ file: broken }],
    })
    for (const path of ['/workflows/nobody', '/drafts/nobody'])
      expect(await desk.refused(`${ROOT}${path}/samples`)).toMatchObject({ status: 404, code: 'workflow-unknown' })
    const none = await desk.refused(`${ROOT}/templates/nobody/samples`)
    expect(none).toMatchObject({ status: 404, code: 'template-unknown' })
  })

  it.each([
    ['collections/default/workflows/refunds/WORKFLOW.yaml', 'collections/default/workflows/refunds/samples.csv'],
    ['collections/default/workflows/refunds/WORKFLOW.json', 'collections/default/workflows/refunds/samples.csv'],
    ['collections/default/workflows/refunds.yml', 'collections/default/workflows/refunds.samples.csv'],
  ])('[TP6] of %s stand in %s', (file, samples) => {
    expect(samplesFile(file)).toBe(samples)
  })
})
