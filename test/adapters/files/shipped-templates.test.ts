import { globSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { openBlobs } from '../../../src/adapters/files/open-blobs.ts'
import { openLibrary } from '../../../src/adapters/files/open-library.ts'
import { openTemplates } from '../../../src/adapters/files/open-templates.ts'
import { parseSampleTable } from '../../../src/adapters/files/parse-sample-table.ts'
import { createMemoryStore } from '../../../src/adapters/memory/memory-store.ts'
import type { Model } from '../../../src/adapters/performers/classifier/model.ts'
import { predict } from '../../../src/adapters/performers/classifier/model.ts'
import { parseExamples } from '../../../src/adapters/performers/classifier/parse-examples.ts'
import { trainOffThread } from '../../../src/adapters/performers/classifier/train-off-thread.ts'
import { fillLetter } from '../../../src/adapters/performers/fill-letter.ts'
import { diagnose } from '../../../src/core/diagnostics/diagnose.ts'
import { readSampleRows } from '../../../src/core/run/sample-rows.ts'
import { notYetExecuted } from '../../../src/core/workflow/not-yet-executed.ts'
import type { Stage } from '../../../src/core/workflow/workflow.ts'
import { planWorkflow } from '../../../src/engine/planning.ts'
import { TEMPLATES } from '../../support/beginning.ts'
import { documentOf } from '../../support/documents.ts'
import { someIds } from '../../support/engine.ts'
import { folderWith } from '../../support/folders.ts'

const STARTER = join(import.meta.dirname, '../../../starter')
const IDS = [
  'content-review',
  'feature-ship',
  'incident-intake',
  'invoice-approval',
  'refund-requests',
  'supplier-onboarding',
]
/** What a newcomer needs to see a WorkChart work. */
const SAMPLES_MIN = 20

function read(...path: readonly string[]): string {
  return readFileSync(join(TEMPLATES, ...path), 'utf8')
}

function templateOf(id: string) {
  const document = documentOf(read(id, 'WORKFLOW.yaml'), 'WORKFLOW.yaml')
  const table = parseSampleTable(read(id, 'samples.csv'))
  if (!table.ok) throw new Error(table.error)
  return { document, workflow: document.workflow, table: table.value }
}

it('[TP12] the templates are these and no others', () => {
  expect(readdirSync(TEMPLATES).toSorted()).toEqual(IDS)
})

describe.each(IDS)('the template %s', (id) => {
  it('[TP12] plans without a problem in an empty home, with nothing but itself and the starter skills', async () => {
    const { document, workflow } = templateOf(id)
    expect(diagnose(document)).toEqual([])
    expect(notYetExecuted(document, 'error')).toEqual([])
    const home = folderWith()
    await openTemplates({ templates: TEMPLATES, home }).install(id)
    const blobs = openBlobs(join(home, 'blobs'))
    const library = openLibrary({ home, shipped: [STARTER], blobs })
    expect(await library.listUnusable()).toEqual([])
    const parts = { library, reader: createMemoryStore(), blobs, ids: someIds() }
    const order = { workflow, digest: 'a'.repeat(64), collection: 'default', contextFolder: 'context' }
    const report = await planWorkflow(parts, { ...order, bindings: new Map() })
    expect(report.problems.filter(({ severity }) => severity === 'error')).toEqual([])
    expect(report.plan?.stages).toHaveLength(workflow.stages.length)
  })

  it('[TP12] judges, asks, reminds and lets a person decide', () => {
    const { stages } = templateOf(id).workflow
    expect(stages.some(hasGate)).toBe(true)
    expect(stages.some(({ escalation }) => (escalation?.onBreach ?? []).length > 0)).toBe(true)
    expect(stages.some(({ roles }) => roles.primary.kind === 'human')).toBe(true)
    expect(stages.some(({ when }) => when !== undefined)).toBe(true)
  })

  it('[TP13] ships at least 20 different sample rows, and every one fits its inputs', () => {
    const { workflow, table } = templateOf(id)
    expect(readSampleRows(workflow.inputs, table)).toMatchObject({ ok: true, value: { leftOut: 0 } })
    expect(new Set(table.rows.map(({ cells }) => cells.join('|'))).size).toBe(table.rows.length)
    expect(table.rows.length).toBeGreaterThanOrEqual(SAMPLES_MIN)
  })

  it('[TP13] has its skill judge what it was not trained on: some samples go to a person, most do not', async () => {
    const { sorter, model, trainedOn } = await trainedSorter(id)
    const texts = sampleTexts(id, sorter)
    expect(texts.filter((text) => trainedOn.has(text))).toEqual([])
    const unsure = texts.filter((text) => confidenceIn(model, text) < thresholdOf(sorter)).length
    expect(unsure / texts.length).toBeGreaterThanOrEqual(0.1)
    expect(unsure / texts.length).toBeLessThanOrEqual(0.5)
  })

  const letters = globSync('skills/*/letters/*.txt', { cwd: join(TEMPLATES, id) })

  it.each(letters)('[TP14] fills %s from what its skill asks for', (file) => {
    const { input } = parse(read(id, join(file, '../../contract.yaml')))
    const names: string[] = input.properties.values.required
    expect(input.properties.letter.enum).toContain(basename(file, '.txt'))
    expect(fillLetter(read(id, file), Object.fromEntries(names.map((name) => [name, 'Noor'])))).toMatchObject({
      ok: true,
    })
  })
})

function hasGate({ gate }: Stage): boolean {
  return gate?.kind === 'threshold'
}

function thresholdOf({ gate }: Stage): number {
  return gate?.kind === 'threshold' ? gate.threshold : 0
}

/** The stage whose skill learns from examples, and the model it learns. */
async function trainedSorter(id: string) {
  const [sorter] = templateOf(id).workflow.stages.filter(({ roles }) => roles.primary.name.startsWith('sort-'))
  if (sorter === undefined) throw new Error(`${id} sorts nothing`)
  const examples = parseExamples(read(id, 'skills', sorter.roles.primary.name, 'examples.csv'))
  if (!examples.ok) throw new Error(examples.error.message)
  const trainedOn = new Set(examples.value.map(({ text }) => text))
  return { sorter, model: await trainOffThread(examples.value), trainedOn }
}

/** What the stage would be given for each sample: its input names the run's inputs. */
function sampleTexts(id: string, { inputs }: Stage): readonly string[] {
  const { table } = templateOf(id)
  const pattern = String(inputs?.['text'])
  return table.rows.map(({ cells }) =>
    pattern.replaceAll(/\$\{\{ inputs\.(\w+) \}\}/g, (_, name: string) => cells[table.columns.indexOf(name)] ?? ''),
  )
}

function confidenceIn(model: Model, text: string): number {
  const { isFamiliar, best } = predict(model, text)
  return isFamiliar ? best.probability : 0
}
